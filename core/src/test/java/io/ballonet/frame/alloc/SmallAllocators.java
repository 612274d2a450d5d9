package io.ballonet.frame.alloc;

import io.ballonet.memory.Region;
import io.ballonet.memory.Words;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;

/**
 * Allocators of 64 frames over slots of one region, made fresh for each sample of an interleaving test without a system
 * call. A slot comes round again after many more samples than a test has in flight.
 */
final class SmallAllocators {
    static final int FRAMES = 64;
    static final int CORES = 2;

    private static final long SLOTS = 1 << 15;
    private static final TreeLayout TREE = new TreeLayout(FRAMES, CORES);
    private static final BitmapLayout BITMAP = new BitmapLayout(FRAMES);
    private static final long SLOT_BYTES = Math.max(TREE.lengthBytes(), BITMAP.lengthBytes());
    private static final Region SLAB = Region.map(SLOTS * SLOT_BYTES);
    private static final AtomicLong NEXT = new AtomicLong();

    private SmallAllocators() {}

    static FrameAllocator tree(BiFunction<Long, Long, FrameBits> bits) {
        long address = slot();
        FrameBits rows = bits.apply(address + TREE.rowsOffset(), (long) FRAMES);
        return new TreeAllocator(TREE, address, rows, () -> {});
    }

    static FrameAllocator bitmap(BiFunction<Long, Long, FrameBits> bits) {
        long address = slot();
        FrameBits rows = bits.apply(address + BitmapLayout.ROWS_OFFSET, (long) FRAMES);
        return new BitmapAllocator(BITMAP, CORES, address, rows, () -> {});
    }

    /** Leaves only the last two frames free, 62 and 63. */
    static FrameAllocator almostFull(FrameAllocator allocator) {
        for (int frame = 0; frame < FRAMES - 2; frame++) {
            allocator.allocate(0, 0);
        }
        return allocator;
    }

    private static long slot() {
        long address = SLAB.address() + NEXT.getAndIncrement() % SLOTS * SLOT_BYTES;
        Words.zero(address, SLOT_BYTES);
        return address;
    }
}
