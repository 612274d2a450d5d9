package io.ballonet.micro.channel;

import io.ballonet.channel.HostEnd;
import io.ballonet.channel.MessageHandler;
import io.ballonet.channel.MessageType;
import io.ballonet.memory.PageBatch;
import io.ballonet.micro.limit.Spin;

/**
 * A host that checks what it gets and acknowledges it at once.
 *
 * <p>An object of its own, so that the driver's thread writes nothing that this one reads. One thread.
 */
final class Answerer implements MessageHandler {
    /* Polls between two checks for the end. */
    private static final int POLLS = 1 << 14;

    private final HostEnd host;
    private final CheckedPages asked;

    Answerer(HostEnd host, CheckedPages asked) {
        this.host = host;
        this.asked = asked;
    }

    void answerSome() {
        int vain = 0;
        for (int i = 0; i < POLLS; i++) {
            vain = host.poll(this, 1) == 0 ? Spin.afterPoll(vain) : 0;
        }
    }

    @Override
    public void onMessage(int type, int session, PageBatch entries) {
        asked.take(entries);
        if (!host.offer(MessageType.INFLATE_ACK, session, entries)) {
            throw new IllegalStateException("ring is full: answered=" + asked.pages());
        }
    }
}
