package io.ballonet.frame.alloc;

import io.ballonet.memory.Region;
import io.ballonet.memory.Words;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;

/**
 * Allocators of one or two areas over slots of one region, made fresh for each sample of an interleaving test without a system call. A
 * slot comes round again after many more samples than a test has in flight.
 */
final class SmallAreas {
    static final int FRAMES = 512;
    static final int CORES = 2;
    /** Of groups that are a row each. */
    static final int ROW_ORDER = AreaRow.WITHIN_ROW;
    /** First frame of the first area's last group of that order. */
    static final int LAST_GROUP = FRAMES - (1 << ROW_ORDER);

    private static final long SLOTS = 1 << 15;
    private static final UncountedLayout ONE = new UncountedLayout(FRAMES, CORES);
    private static final UncountedLayout TWO = new UncountedLayout(2 * FRAMES, CORES);
    private static final long SLOT_BYTES = TWO.lengthBytes();
    private static final Region SLAB = Region.map(SLOTS * SLOT_BYTES);
    private static final AtomicLong NEXT = new AtomicLong();

    private SmallAreas() {}

    private static UncountedAllocator make(UncountedLayout layout, BiFunction<UncountedLayout, Long, AreaWords> areas) {
        long address = SLAB.address() + NEXT.getAndIncrement() % SLOTS * SLOT_BYTES;
        Words.zero(address, SLOT_BYTES);
        return new UncountedAllocator(layout, address, areas.apply(layout, address), () -> {});
    }

    /** One area, of which only frames 0 and 1 are free. */
    static UncountedAllocator almostFull(BiFunction<UncountedLayout, Long, AreaWords> areas) {
        UncountedAllocator allocator = allocated(make(ONE, areas), FRAMES);
        allocator.free(0, 0, 0);
        allocator.free(1, 0, 0);
        return allocator;
    }

    /** One area, split and reserved by core 0, all frames free. */
    static UncountedAllocator split(BiFunction<UncountedLayout, Long, AreaWords> areas) {
        UncountedAllocator allocator = make(ONE, areas);
        allocator.free(allocator.allocate(0, 0), 0, 0);
        return allocator;
    }

    /** One area, free, though core 0 has reserved it; core 1 knows it as the one that it had as a whole. */
    static UncountedAllocator merged(BiFunction<UncountedLayout, Long, AreaWords> areas) {
        UncountedAllocator allocator = split(areas);
        allocator.free(allocator.allocate(9, 1), 9, 1);
        return allocator;
    }

    /** Two areas, all frames allocated; the first is not reserved. */
    static UncountedAllocator full(BiFunction<UncountedLayout, Long, AreaWords> areas) {
        return allocated(make(TWO, areas), 2 * FRAMES);
    }

    /** The same; of the first area only frames 0 and 511 are still allocated. */
    static UncountedAllocator almostMerged(BiFunction<UncountedLayout, Long, AreaWords> areas) {
        UncountedAllocator allocator = full(areas);
        for (int frame = 1; frame < FRAMES - 1; frame++) {
            allocator.free(frame, 0, 0);
        }
        return allocator;
    }

    /** Two areas; of the first, which is not reserved, only the last group of {@value #ROW_ORDER} is still allocated. */
    static UncountedAllocator lastGroup(BiFunction<UncountedLayout, Long, AreaWords> areas) {
        UncountedAllocator allocator = make(TWO, areas);
        for (int i = 0; i < 2 * FRAMES >> ROW_ORDER; i++) {
            allocator.allocate(ROW_ORDER, 0);
        }
        for (int frame = 0; frame < LAST_GROUP; frame += 1 << ROW_ORDER) {
            allocator.free(frame, ROW_ORDER, 0);
        }
        return allocator;
    }

    private static UncountedAllocator allocated(UncountedAllocator allocator, int frames) {
        for (int i = 0; i < frames; i++) {
            allocator.allocate(0, 0);
        }
        return allocator;
    }

    /** Frames of the first area that are free. */
    static int free(UncountedAllocator allocator) {
        int free = 0;
        for (int frame = 0; frame < FRAMES; frame++) {
            free += allocator.isFree(frame) ? 1 : 0;
        }
        return free;
    }

    /** 1 if there is such a frame, else 0. */
    static int got(long frame) {
        return frame == FrameAllocator.NO_FRAME ? 0 : 1;
    }

    /** For a twin: what it does wrong can also show as a step on a state that cannot be, which must not end the run. */
    static void freeWeakly(UncountedAllocator allocator, long frame, int core) {
        try {
            allocator.free(frame, 0, core);
        } catch (IllegalArgumentException | IllegalStateException e) {
            Thread.onSpinWait(); // the arbiter says what is left
        }
    }

    /** 1 if the last group of {@link #lastGroup} could be freed, 0 if that was refused, 2 if it met a state that cannot be. */
    static int freed(UncountedAllocator allocator, int core) {
        try {
            allocator.free(LAST_GROUP, ROW_ORDER, core);
            return 1;
        } catch (IllegalStateException e) {
            return 0;
        } catch (IllegalArgumentException e) {
            return 2;
        }
    }

    /** 1 if {@link UncountedAllocator#validate} finds nothing wrong, else 0. */
    static int valid(UncountedAllocator allocator) {
        try {
            allocator.validate();
            return 1;
        } catch (IllegalStateException e) {
            return 0;
        }
    }

    /** Rows change by a load and a store instead of a compare-and-set. */
    static final class WeakRows extends AreaWords {
        WeakRows(UncountedLayout layout, long address) {
            super(layout, address);
        }

        @Override
        boolean casRow(long rowAddress, long expected, long value) {
            return weakly(rowAddress, expected, value);
        }
    }

    /** Entries change by a load and a store. */
    static final class WeakEntries extends AreaWords {
        WeakEntries(UncountedLayout layout, long address) {
            super(layout, address);
        }

        @Override
        boolean casEntry(long entryAddress, long expected, long value) {
            return weakly(entryAddress, expected, value);
        }
    }

    /** Who merges does not look at the rows again after it has said so. */
    static final class NoLookBeforeMerge extends AreaWords {
        NoLookBeforeMerge(UncountedLayout layout, long address) {
            super(layout, address);
        }

        @Override
        boolean stillAllFree(long area) {
            return true;
        }
    }

    /** Who takes an area out of the set does not look again. */
    static final class NoSecondLook extends AreaWords {
        NoSecondLook(UncountedLayout layout, long address) {
            super(layout, address);
        }

        @Override
        void rememberSpare(long area) {}
    }

    private static boolean weakly(long address, long expected, long value) {
        if (Words.getOpaque(address) != expected) {
            return false;
        }
        Words.setOpaque(address, value);
        return true;
    }
}
