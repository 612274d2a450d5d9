package io.ballonet.channel;

import static org.agrona.concurrent.ringbuffer.RecordDescriptor.HEADER_LENGTH;
import static org.agrona.concurrent.ringbuffer.RecordDescriptor.lengthOffset;
import static org.agrona.concurrent.ringbuffer.RecordDescriptor.typeOffset;
import static org.agrona.concurrent.ringbuffer.RingBufferDescriptor.HEAD_CACHE_POSITION_OFFSET;
import static org.agrona.concurrent.ringbuffer.RingBufferDescriptor.HEAD_POSITION_OFFSET;
import static org.agrona.concurrent.ringbuffer.RingBufferDescriptor.TAIL_POSITION_OFFSET;

import io.ballonet.memory.PageBatch;
import io.ballonet.memory.Words;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * The host's reader of a ring that a guest writes with Agrona's one-to-one producer.
 *
 * <p><b>Concurrency:</b> one host thread calls everything here. The guest writes the whole ring at any time, legally or
 * not. {@link #poll} is wait-free: it examines at most one ring's capacity of bytes a call.
 */
/*
 * Why not Agrona's own reader
 *
 * It trusts the ring. It takes the head back from shared memory, passes a length of 2^30 on to the handler, and hands out
 * the shared buffer itself, so that a handler that checks a word and then uses it reads it twice. Here the guest is hostile
 * (I8), so this reader, over the same descriptors:
 *
 *  - keeps its cursor in memory of its own; the head word is written for the producer and never read;
 *  - reads a record's length once, and believes it only if the record is aligned, not longer than the longest message, and
 *    ends inside the ring;
 *  - copies the entries into a private batch before anybody looks at them.
 *
 * Memory safety rests on these three alone. The producer's tail is not needed for it, and reading it for every record
 * would pull one more line from the other core each time (a quarter to a half of a round trip). It is looked at once
 * a lap and every INSPECTION_INTERVAL empty polls, and tells two things: a guest that lost its position, and one that
 * went on without publishing the record the reader waits for. Until then such a guest harms only its own messages.
 *
 * What cannot be believed ends the use of the ring, since a wrong length leaves no way to find the next record; what is
 * merely wrong inside a record's bounds (type, count) costs that record.
 */
final class HostRingReader {
    /** Empty polls between two looks at the producer's tail: rare enough to leave its line alone, often enough to notice. */
    static final int INSPECTION_INTERVAL = 1024;

    private final AtomicBuffer ring;
    private final int capacity;
    private final int tailIndex;
    private final int headCacheIndex;
    private final int headIndex;
    private final PageBatch batch;

    private final long cursorAddress;
    private final long emptyPollsAddress;

    private long malformed;
    private boolean broken;
    /* After reopen: the header at the cursor is old until the tail has moved on. */
    private boolean awaitsTail;
    /* The tail when the record at the cursor was first found unpublished, or -1. */
    private long stalledTail = -1;

    /**
     * A reader at the start of an empty ring.
     *
     * @param batch what it copies entries into, of {@link BalloonChannel#MAX_BATCH} entries; no memory of the guest's
     * @param books address of the host's {@link HostBooksLayout}
     */
    HostRingReader(AtomicBuffer ring, PageBatch batch, long books) {
        this.ring = ring;
        this.batch = batch;
        this.cursorAddress = books + HostBooksLayout.CURSOR_OFFSET;
        this.emptyPollsAddress = books + HostBooksLayout.EMPTY_POLLS_OFFSET;
        this.capacity = RingBufferDescriptor.checkCapacity(ring.capacity(), HEADER_LENGTH);
        this.tailIndex = capacity + TAIL_POSITION_OFFSET;
        this.headCacheIndex = capacity + HEAD_CACHE_POSITION_OFFSET;
        this.headIndex = capacity + HEAD_POSITION_OFFSET;
    }

    int poll(MessageHandler handler, int limit) {
        if (broken || (awaitsTail && !tailMoved())) {
            return 0;
        }
        long start = cursor();
        long end = start + capacity;
        long position = start;
        int delivered = 0;
        try {
            while (!broken && delivered < limit && position < end) {
                int index = (int) position & (capacity - 1);
                // pairs with the release of the length in Agrona's commit: the record is complete if it is positive
                int length = ring.getIntAcquire(lengthOffset(index));
                if (length <= 0 || !isBelievable(length, index)) {
                    noteUnpublished(length);
                    break;
                }
                position += length;
                Words.set(cursorAddress, position);
                delivered += deliver(index, length, handler);
                if (index + length == capacity) {
                    inspectTail();
                }
            }
        } finally {
            if (position != start) {
                // pairs with the volatile read of the head in Agrona's claimCapacity: what lies below may be
                // overwritten
                ring.putLongRelease(headIndex, position);
            }
        }
        return delivered;
    }

    private long cursor() {
        return Words.get(cursorAddress);
    }

    /** One record, whose bounds were checked; returns 1 if the handler got it. */
    private int deliver(int index, int length, MessageHandler handler) {
        int type = ring.getInt(typeOffset(index));
        if (type == RingBuffer.PADDING_MSG_TYPE_ID) {
            return 0;
        }
        if (!MessageType.isUpward(type) || length < BalloonMessageLayout.ENTRIES_OFFSET) {
            malformed++;
            return 0;
        }
        int session = ring.getInt(index + BalloonMessageLayout.SESSION_OFFSET);
        int count = BalloonMessageLayout.entriesOf(length);
        if (ring.getInt(index + BalloonMessageLayout.COUNT_OFFSET) != count) {
            malformed++;
            return 0;
        }
        BalloonMessageLayout.copyEntries(ring, index, count, batch);
        handler.onMessage(type, session, batch);
        return 1;
    }

    /** True if a record of that positive length can start at {@code index}. */
    private boolean isBelievable(int length, int index) {
        return length <= BalloonMessageLayout.MAX_RECORD_BYTES
                && BalloonMessageLayout.isAligned(length)
                && length <= capacity - index;
    }

    /** A length that is no record's: 0 or negative while the producer writes it, else beyond belief. */
    private void noteUnpublished(int length) {
        if (length > 0 || length < -BalloonMessageLayout.MAX_RECORD_BYTES) {
            broken = true;
            return;
        }
        long emptyPolls = Words.get(emptyPollsAddress) + 1;
        Words.set(emptyPollsAddress, emptyPolls);
        if ((emptyPolls & (INSPECTION_INTERVAL - 1)) == 0) {
            inspectTail();
            inspectStall();
        }
    }

    private void inspectTail() {
        // pairs with the release of the tail in Agrona's claimCapacity, which comes before the record's length
        if (!RingPositions.isWithin(ring.getLongAcquire(tailIndex), cursor(), capacity)) {
            broken = true;
        }
    }

    /*
     * The producer publishes a record before it claims the next. So if the tail moved twice while the record at the cursor
     * stayed unpublished, it never will be.
     */
    private void inspectStall() {
        long tail = ring.getLongAcquire(tailIndex);
        long cursor = cursor();
        if (tail == cursor || ring.getIntAcquire(lengthOffset((int) cursor & (capacity - 1))) > 0) {
            stalledTail = -1;
        } else if (stalledTail <= cursor) {
            stalledTail = tail;
        } else if (tail != stalledTail) {
            broken = true;
        }
    }

    private boolean tailMoved() {
        // pairs with the release of the tail in Agrona's claimCapacity
        awaitsTail = ring.getLongAcquire(tailIndex) == cursor();
        return !awaitsTail;
    }

    long malformed() {
        return malformed;
    }

    boolean isBroken() {
        return broken;
    }

    /**
     * Drops everything that is in the ring and goes on where the producer stands; a tail that cannot be believed is set to 0.
     *
     * <p>The producer's words are written here too. That is safe for a producer that works: everything below its tail counts
     * as consumed from now on, which is all that these words say.
     */
    void reopen() {
        long tail = ring.getLongAcquire(tailIndex);
        if (!RingPositions.isPosition(tail)) {
            tail = 0;
            ring.putLongRelease(tailIndex, tail);
        }
        Words.set(cursorAddress, tail);
        // pairs with the volatile read of the head in Agrona's claimCapacity
        ring.putLongRelease(headIndex, tail);
        ring.putLongRelease(headCacheIndex, tail);
        broken = false;
        awaitsTail = true;
        stalledTail = -1;
        Words.set(emptyPollsAddress, 0);
    }
}
