package io.ballonet.channel;

import io.ballonet.unit.CacheLine;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * Layout of the memory that the two ends of a channel share.
 *
 * <pre>
 *  0                 target, one 64-bit word in pages; written by the host
 *  128               ring up: data, then Agrona's trailer (tail, head cache, head, ...)
 *  128 + ring        ring down: the same
 *  128 + 2 rings     end
 * </pre>
 *
 * <p>Words of different writers lie {@link CacheLine#SPACING} bytes apart: the target by its place here, tail and head by
 * Agrona's trailer.
 */
final class ChannelRegionLayout {
    /**
     * Bytes of data of one ring. Fifteen full messages: enough that a driver sends while the host handles the ones before;
     * and it stays, both rings together, within a core's second-level cache.
     */
    static final int RING_CAPACITY = 1 << 16;

    static final long TARGET_OFFSET = 0;
    static final long UP_OFFSET = TARGET_OFFSET + CacheLine.SPACING;
    static final long DOWN_OFFSET = UP_OFFSET + ringBytes(RING_CAPACITY);
    static final long LENGTH_BYTES = DOWN_OFFSET + ringBytes(RING_CAPACITY);

    private ChannelRegionLayout() {}

    /** Bytes of a ring of that data capacity, trailer included; a multiple of the line spacing. */
    static int ringBytes(int capacity) {
        return capacity + RingBufferDescriptor.TRAILER_LENGTH;
    }
}
