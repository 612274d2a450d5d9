package io.ballonet.channel;

import static org.agrona.concurrent.ringbuffer.RecordDescriptor.HEADER_LENGTH;

import io.ballonet.memory.PageBatch;
import io.ballonet.memory.Words;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;

/**
 * The guest's end over Agrona's one-to-one rings: its producer on the way up, its reader on the way down.
 *
 * <p>The guest trusts the host, so Agrona's reader serves; the entries are copied all the same, since the handler gets a
 * {@link PageBatch}.
 *
 * <p><b>Concurrency:</b> one driver thread. Every method is wait-free.
 */
final class RingDriverEnd implements DriverEnd {
    private final long targetAddress;
    private final OneToOneRingBuffer up;
    private final OneToOneRingBuffer down;
    private final int pagesPerRecord;
    private final Unpacker unpacker;

    private long headSeen;

    RingDriverEnd(long targetAddress, AtomicBuffer up, AtomicBuffer down, int pagesPerRecord, PageBatch received) {
        this.targetAddress = targetAddress;
        this.up = new OneToOneRingBuffer(up);
        this.down = new OneToOneRingBuffer(down);
        this.pagesPerRecord = pagesPerRecord;
        this.unpacker = new Unpacker(received);
    }

    @Override
    public long targetAcquire() {
        return Words.getAcquire(targetAddress);
    }

    @Override
    public boolean offer(int type, int session, PageBatch entries) {
        BalloonMessageLayout.checkBatch(entries);
        int perRecord = BalloonMessageLayout.entriesPerRecord(type, pagesPerRecord);
        int size = entries.size();
        if (size <= perRecord) {
            return write(type, session, entries, 0, size);
        }
        int records = BalloonMessageLayout.recordsFor(size, perRecord);
        if (!hasRoom(records, BalloonMessageLayout.recordBytes(perRecord))) {
            return false;
        }
        for (int from = 0; from < size; from += perRecord) {
            if (!write(type, session, entries, from, Math.min(perRecord, size - from))) {
                throw new IllegalStateException("ring changed under its producer: from=" + from + ", size=" + size);
            }
        }
        return true;
    }

    private boolean write(int type, int session, PageBatch entries, int from, int count) {
        int body = up.tryClaim(type, BalloonMessageLayout.recordBytes(count) - HEADER_LENGTH);
        if (body == RingBuffer.INSUFFICIENT_CAPACITY) {
            return false;
        }
        BalloonMessageLayout.writeBody(up.buffer(), body - HEADER_LENGTH, session, entries, from, count);
        up.commit(body);
        return true;
    }

    /* As in HostRingWriter, by positions that this end may trust; one record more, as Agrona may have padded already. */
    private boolean hasRoom(int records, int recordBytes) {
        int required = (records + 1) * recordBytes + HEADER_LENGTH;
        long tail = up.producerPosition();
        if (headSeen > tail || required > up.capacity() - (tail - headSeen)) {
            headSeen = up.consumerPosition();
        }
        return required <= up.capacity() - (tail - headSeen);
    }

    @Override
    public int poll(MessageHandler handler, int limit) {
        unpacker.use(handler);
        int messages = down.read(unpacker, limit);
        boolean atWrap = (down.consumerPosition() & (down.capacity() - 1)) == 0;
        // Agrona reads to the end of the buffer at most; what comes after it is as ready
        return atWrap && messages < limit ? messages + down.read(unpacker, limit - messages) : messages;
    }

    /** Copies a record of the host into the batch and passes it on; one object, so that a poll allocates nothing. */
    private static final class Unpacker implements org.agrona.concurrent.MessageHandler {
        private final PageBatch batch;
        private MessageHandler handler = (type, session, entries) -> {};

        Unpacker(PageBatch batch) {
            this.batch = batch;
        }

        /* Writes only a change, since the object may lie beside one that the host's thread reads. */
        void use(MessageHandler next) {
            if (!next.equals(handler)) {
                handler = next;
            }
        }

        @Override
        public void onMessage(int type, MutableDirectBuffer buffer, int body, int length) {
            int index = body - HEADER_LENGTH;
            int session = buffer.getInt(index + BalloonMessageLayout.SESSION_OFFSET);
            int count = buffer.getInt(index + BalloonMessageLayout.COUNT_OFFSET);
            BalloonMessageLayout.copyEntries(buffer, index, count, batch);
            handler.onMessage(type, session, batch);
        }
    }
}
