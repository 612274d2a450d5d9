package io.ballonet.channel;

import static org.agrona.concurrent.ringbuffer.RecordDescriptor.HEADER_LENGTH;
import static org.agrona.concurrent.ringbuffer.RecordDescriptor.lengthOffset;
import static org.agrona.concurrent.ringbuffer.RecordDescriptor.typeOffset;
import static org.agrona.concurrent.ringbuffer.RingBufferDescriptor.HEAD_POSITION_OFFSET;
import static org.agrona.concurrent.ringbuffer.RingBufferDescriptor.TAIL_POSITION_OFFSET;

import io.ballonet.memory.PageBatch;
import io.ballonet.memory.Words;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * The host's producer of a ring that a guest reads with Agrona's one-to-one consumer.
 *
 * <p>Agrona's own producer takes tail and head from shared memory each time, so a guest that scribbles there would steer
 * where the host writes. This one keeps the tail in memory of its own, and believes a head only if it lies between the last
 * one it saw and the tail; else the ring is broken until {@link #reopen}. A guest that announces as read what it has not
 * read loses only its own messages.
 *
 * <p><b>Concurrency:</b> one host thread calls everything here; the guest may write the whole ring at any time. Every
 * method is wait-free.
 */
final class HostRingWriter {
    private final AtomicBuffer ring;
    private final int capacity;
    private final int tailIndex;
    private final int headIndex;

    private final long tailAddress;
    private final long headAddress;

    private boolean broken;

    /**
     * A producer at the start of an empty ring.
     *
     * @param books address of the host's {@link HostBooksLayout}
     */
    HostRingWriter(AtomicBuffer ring, long books) {
        this.tailAddress = books + HostBooksLayout.TAIL_OFFSET;
        this.headAddress = books + HostBooksLayout.HEAD_OFFSET;
        this.ring = ring;
        this.capacity = RingBufferDescriptor.checkCapacity(ring.capacity(), HEADER_LENGTH);
        this.tailIndex = capacity + TAIL_POSITION_OFFSET;
        this.headIndex = capacity + HEAD_POSITION_OFFSET;
    }

    /** Writes the entries as records of at most {@code entriesPerRecord}, all or none; false if they do not fit now. */
    boolean offer(int type, int session, PageBatch entries, int entriesPerRecord) {
        int records = BalloonMessageLayout.recordsFor(entries.size(), entriesPerRecord);
        int longest = BalloonMessageLayout.recordBytes(Math.min(entries.size(), entriesPerRecord));
        if (broken || !hasRoom(records, longest)) {
            return false;
        }
        int from = 0;
        for (int record = 0; record < records; record++) {
            int count = Math.min(entries.size() - from, entriesPerRecord);
            write(type, session, entries, from, count);
            from += count;
        }
        return true;
    }

    /* Room for the records, the padding before the end of the buffer, and the zeroed header after the last record. */
    private boolean hasRoom(int records, int recordBytes) {
        long tail = Words.get(tailAddress);
        long head = Words.get(headAddress);
        int toEnd = capacity - ((int) tail & (capacity - 1));
        int bytes = records * recordBytes + HEADER_LENGTH;
        int required = bytes <= toEnd ? bytes : bytes + toEnd % recordBytes;
        if (required > capacity - (tail - head)) {
            // pairs with the release of the head in Agrona's read: what lies below has been read
            long seen = ring.getLongAcquire(headIndex);
            if (!RingPositions.isWithin(seen, head, tail - head)) {
                broken = true;
                return false;
            }
            head = seen;
            Words.set(headAddress, seen);
        }
        return required <= capacity - (tail - head);
    }

    private void write(int type, int session, PageBatch entries, int from, int count) {
        int length = BalloonMessageLayout.recordBytes(count);
        int index = (int) Words.get(tailAddress) & (capacity - 1);
        int toEnd = capacity - index;
        if (length != toEnd && length + HEADER_LENGTH > toEnd) {
            ring.putLong(0, 0L);
            publish(index, RingBuffer.PADDING_MSG_TYPE_ID, toEnd);
            index = 0;
        }
        // the reader stops at a header of zero: it must be there before this record is published
        ring.putLong(index + length & (capacity - 1), 0L);
        BalloonMessageLayout.writeBody(ring, index, session, entries, from, count);
        publish(index, type, length);
    }

    private void publish(int index, int type, int length) {
        long tail = Words.get(tailAddress) + length;
        Words.set(tailAddress, tail);
        ring.putLongRelease(tailIndex, tail);
        ring.putInt(typeOffset(index), type);
        // pairs with the volatile read of the length in Agrona's read
        ring.putIntRelease(lengthOffset(index), length);
    }

    boolean isBroken() {
        return broken;
    }

    /** If the ring is broken, empties it and starts over at its beginning; what the guest has not read is lost. */
    void reopen() {
        if (!broken) {
            return;
        }
        ring.setMemory(0, capacity, (byte) 0);
        Words.set(tailAddress, 0);
        Words.set(headAddress, 0);
        broken = false;
        ring.putLongRelease(tailIndex, 0);
        // the guest's reader takes its position from here
        ring.putLongRelease(headIndex, 0);
    }
}
