package io.ballonet.frame.alloc;

/** Aligned groups of up to 64 frames within one row of 64 bits: pure functions of the row. */
final class RowGroups {
    /** Order of a group that fills a row. */
    static final int MOST_ORDER = FrameBits.ROW_SHIFT;

    /** Bits where a group of each order can begin. */
    private static final long[] STARTS = {
        -1L,
        0x5555_5555_5555_5555L,
        0x1111_1111_1111_1111L,
        0x0101_0101_0101_0101L,
        0x0001_0001_0001_0001L,
        0x0000_0001_0000_0001L,
        1L
    };

    private RowGroups() {}

    /** The group of an order that begins at bit 0. */
    static long first(int order) {
        return -1L >>> (FrameBits.FRAMES_PER_ROW - (1 << order));
    }

    /**
     * The lowest group of which every bit is clear.
     *
     * @param order 0 to {@link #MOST_ORDER}
     * @return its bits, or 0
     */
    static long lowestFree(long row, int order) {
        long free = ~row;
        for (int step = 0; step < order; step++) {
            free &= free >>> (1 << step); // a bit stays while 2^(step+1) bits from it on are free
        }
        free &= STARTS[order];
        return Long.lowestOneBit(free) * first(order);
    }

    /** Rows that a group covers, itself a power of two. */
    static int rows(int order) {
        return order <= MOST_ORDER ? 1 : 1 << (order - MOST_ORDER);
    }
}
