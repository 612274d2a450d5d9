package io.ballonet.channel;

import io.ballonet.memory.Region;
import io.ballonet.memory.Words;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.UnsafeBuffer;

/** Small rings for stress states, which are made by the million: slots of one region, used in turn. */
final class RingSlots {
    /** Bytes of data of one ring: room for a few messages of one entry. */
    static final int CAPACITY = 256;

    private static final int RING_BYTES = ChannelRegionLayout.ringBytes(CAPACITY);
    private static final int BYTES = RING_BYTES + HostBooksLayout.LENGTH_BYTES;
    /* Far more than states live at one time. */
    private static final int SLOTS = 1 << 17;
    private static final Region REGION = Region.map((long) SLOTS * BYTES);
    private static final AtomicLong NEXT = new AtomicLong();

    private RingSlots() {}

    /** An empty ring. */
    static UnsafeBuffer next() {
        long address = REGION.address() + NEXT.getAndIncrement() % SLOTS * BYTES;
        Words.zero(address, BYTES);
        return new UnsafeBuffer(address, RING_BYTES);
    }

    /** Address of the books that lie behind a ring. */
    static long booksOf(UnsafeBuffer ring) {
        return ring.addressOffset() + RING_BYTES;
    }
}
