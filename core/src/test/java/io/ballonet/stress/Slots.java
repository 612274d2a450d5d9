package io.ballonet.stress;

import io.ballonet.memory.Region;
import io.ballonet.memory.Words;
import io.ballonet.unit.CacheLine;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Zeroed off-heap words for the states of jcstress, which are made by the million: a ring of slots, each of
 * {@link #WORDS} words a cache-line distance apart.
 *
 * <p>A state takes its slot in a field initializer, {@code private final long slot = Slots.take()}: with it, jcstress makes
 * a new state for every sample instead of clearing fields. At most twice {@code strideSize * strideCount} states (2 x 10,240
 * in every mode) are alive at once, so that a slot is not given out again while it is in use.
 *
 * <p><b>Concurrency:</b> any thread may take; wait-free.
 */
final class Slots {
    /** Words of a slot. */
    static final int WORDS = 4;

    private static final int COUNT = 1 << 16;
    private static final long BYTES = (long) WORDS * CacheLine.SPACING;
    private static final Region REGION = Region.mapHuge(COUNT * BYTES);
    private static final AtomicLong NEXT = new AtomicLong();

    private Slots() {}

    /** Address of word 0 of a slot whose words are all zero. */
    static long take() {
        long slot = REGION.address() + (NEXT.getAndIncrement() & (COUNT - 1)) * BYTES;
        for (int i = 0; i < WORDS; i++) {
            Words.set(word(slot, i), 0);
        }
        return slot;
    }

    /** Address of word {@code index} in {@code [0, WORDS)}. */
    static long word(long slot, int index) {
        return slot + (long) index * CacheLine.SPACING;
    }
}
