package io.ballonet.frame.alloc;

import io.ballonet.memory.Words;
import io.ballonet.unit.CacheLine;

/**
 * Counts failed compare-and-sets over words of the caller's memory.
 *
 * <p><b>Concurrency:</b> every thread adds to the stripe of its number, readers sum; wait-free. Nothing is written where nothing
 * fails.
 */
final class RetryCounter {
    private static final int STRIPES = 8;

    /** Bytes that a counter takes, each stripe with its lines to itself. */
    static final long LENGTH_BYTES = (long) STRIPES * CacheLine.SPACING;

    private final long address;

    /**
     * A counter over zeroed memory.
     *
     * @param address first of {@link #LENGTH_BYTES} bytes, 8-byte aligned
     */
    RetryCounter(long address) {
        this.address = address;
    }

    void add() {
        Words.getAndAdd(stripe((int) Thread.currentThread().threadId() & (STRIPES - 1)), 1); // pairs with sum
    }

    long sum() {
        long sum = 0;
        for (int stripe = 0; stripe < STRIPES; stripe++) {
            sum += Words.getAcquire(stripe(stripe)); // pairs with add
        }
        return sum;
    }

    private long stripe(int stripe) {
        return address + (long) stripe * CacheLine.SPACING;
    }
}
