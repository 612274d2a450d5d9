package io.ballonet.frame.alloc;

import io.ballonet.memory.Region;
import io.ballonet.memory.Words;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Small allocators over slots of one region, made fresh for each sample of an interleaving test without a system call. A
 * slot comes round again after many more samples than a test has in flight.
 */
final class SmallAllocators {
    /** Frames of most tests: one row. */
    static final int FRAMES = 64;

    static final int CORES = 2;

    private static final int MOST_FRAMES = 512;
    private static final long SLOTS = 1 << 15;
    private static final long SLOT_BYTES =
            Math.max(new TreeLayout(MOST_FRAMES, CORES).lengthBytes(), new BitmapLayout(MOST_FRAMES).lengthBytes());
    private static final Region SLAB = Region.map(SLOTS * SLOT_BYTES);
    private static final AtomicLong NEXT = new AtomicLong();

    /** The words of which the compare-and-set is none. */
    enum Weakened {
        NOTHING,
        BITS,
        MARKS,
        ENTRIES
    }

    private SmallAllocators() {}

    static FrameAllocator tree(int frames, Weakened weakened) {
        TreeLayout layout = new TreeLayout(frames, CORES);
        long address = slot();
        RetryCounter retries = new RetryCounter(address + layout.retriesOffset());
        long entries = address + layout.entriesOffset();
        return new TreeAllocator(
                layout,
                address,
                bits(address + layout.rowsOffset(), frames, retries, weakened),
                marks(address + layout.marksOffset(), retries, weakened),
                weakened == Weakened.ENTRIES
                        ? new WeakenedEntries(entries, layout, retries)
                        : new TreeEntries(entries, layout, retries),
                () -> {});
    }

    static FrameAllocator bitmap(int frames, Weakened weakened) {
        BitmapLayout layout = new BitmapLayout(frames);
        long address = slot();
        RetryCounter retries = new RetryCounter(address + BitmapLayout.RETRIES_OFFSET);
        return new BitmapAllocator(
                layout,
                CORES,
                address,
                bits(address + BitmapLayout.ROWS_OFFSET, frames, retries, weakened),
                marks(address + layout.marksOffset(), retries, weakened),
                () -> {});
    }

    private static FrameBits bits(long address, long frames, RetryCounter retries, Weakened weakened) {
        return weakened == Weakened.BITS
                ? new WeakenedBits(address, frames, retries)
                : new FrameBits(address, frames, retries);
    }

    private static GroupMarks marks(long address, RetryCounter retries, Weakened weakened) {
        return weakened == Weakened.MARKS ? new WeakenedMarks(address, retries) : new GroupMarks(address, retries);
    }

    /** Leaves only the last two frames free. */
    static FrameAllocator almostFull(FrameAllocator allocator) {
        for (long frame = 0; frame < allocator.frames() - 2; frame++) {
            allocator.allocate(0, 0);
        }
        return allocator;
    }

    /** A compare-and-set that is none. */
    static boolean weakCompareAndSet(long address, long expected, long value) {
        if (Words.getOpaque(address) != expected) {
            return false;
        }
        Words.setOpaque(address, value);
        return true;
    }

    private static long slot() {
        long address = SLAB.address() + NEXT.getAndIncrement() % SLOTS * SLOT_BYTES;
        Words.zero(address, SLOT_BYTES);
        return address;
    }
}
