package io.ballonet.micro.alloc;

import io.ballonet.memory.Region;
import io.ballonet.memory.Words;
import io.ballonet.unit.Backoff;
import io.ballonet.unit.CacheLine;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Control;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * Rings of slots, each of 64 numbers: one ring for each pair of a thread that fills and one that empties the slots.
 *
 * <pre>
 *   slot: | full (1) or empty (0), a line of its own | 64 numbers |
 * </pre>
 *
 * <p><b>Concurrency:</b> the numbers belong to the filler while the slot is empty and to the emptier while it is full; the state
 * word hands them over. Each side goes around by an index of its own. <b>Progress:</b> both wait for each other, or until the
 * iteration ends.
 */
@State(Scope.Group)
public class HandOver {
    /** Numbers of a slot. */
    static final int NUMBERS = 64;

    private static final int PAIRS = 2;
    private static final int SLOTS = 8;
    private static final long NUMBERS_OFFSET = CacheLine.SPACING;
    private static final long SLOT_BYTES = NUMBERS_OFFSET + (long) NUMBERS * Long.BYTES;

    private final Region region = Region.map(PAIRS * SLOTS * SLOT_BYTES);

    /** Address of the first number of the next slot when it is empty, or 0 if the iteration ended first. */
    long awaitEmpty(Side side, Control control) {
        return await(side, 0, control);
    }

    /** The same when it is full. */
    long awaitFull(Side side, Control control) {
        return await(side, 1, control);
    }

    private long await(Side side, long state, Control control) {
        long slot = slot(side);
        // Pairs with the release in handOver.
        for (int attempt = 0; Words.getAcquire(slot) != state; attempt++) {
            if (control.stopMeasurement) {
                return 0;
            }
            Backoff.pause(attempt);
        }
        return slot + NUMBERS_OFFSET;
    }

    /** Gives the slot that was awaited to the other side, and goes on to the next. */
    void handOver(Side side) {
        long slot = slot(side);
        // Pairs with the acquire in await.
        Words.setRelease(slot, 1 - Words.get(slot));
        side.next = (side.next + 1) % SLOTS;
    }

    private long slot(Side side) {
        return region.address() + (side.pair * SLOTS + side.next) * SLOT_BYTES;
    }

    /** Unmaps. */
    @TearDown(Level.Trial)
    public void unmap() {
        region.close();
    }

    /** Where one of the two threads of a pair is. */
    @State(Scope.Thread)
    public static class Side {
        private int pair;
        private int next;

        /** Threads of the same method belong to different pairs. */
        @Setup(Level.Trial)
        public void begin(ThreadParams threads) {
            pair = threads.getSubgroupThreadIndex();
        }
    }
}
