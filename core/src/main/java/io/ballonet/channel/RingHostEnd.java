package io.ballonet.channel;

import io.ballonet.memory.PageBatch;
import io.ballonet.memory.Words;
import org.agrona.concurrent.AtomicBuffer;

/**
 * The host's end over two rings and the target word, none of which it believes.
 *
 * <p><b>Concurrency:</b> one host thread. Every method is wait-free.
 */
final class RingHostEnd implements HostEnd {
    private final long targetAddress;
    private final HostRingReader up;
    private final HostRingWriter down;
    private final int pagesPerRecord;

    RingHostEnd(
            long targetAddress,
            AtomicBuffer up,
            AtomicBuffer down,
            int pagesPerRecord,
            PageBatch received,
            long books) {
        this.targetAddress = targetAddress;
        this.up = new HostRingReader(up, received, books);
        this.down = new HostRingWriter(down, books);
        this.pagesPerRecord = pagesPerRecord;
    }

    @Override
    public void targetRelease(long pages) {
        Words.setRelease(targetAddress, pages);
    }

    @Override
    public boolean offer(int type, int session, PageBatch entries) {
        BalloonMessageLayout.checkBatch(entries);
        return down.offer(type, session, entries, BalloonMessageLayout.entriesPerRecord(type, pagesPerRecord));
    }

    @Override
    public int poll(MessageHandler handler, int limit) {
        return up.poll(handler, limit);
    }

    @Override
    public long malformed() {
        return up.malformed();
    }

    @Override
    public boolean isBroken() {
        return up.isBroken() || down.isBroken();
    }

    @Override
    public void reopen() {
        up.reopen();
        down.reopen();
    }
}
