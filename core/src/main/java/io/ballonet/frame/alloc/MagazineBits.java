package io.ballonet.frame.alloc;

import io.ballonet.memory.Words;

/**
 * One bit a frame in rows of 64, set while a caller holds the frame by itself; which frames those are, whoever keeps the rest.
 *
 * <p><b>Concurrency:</b> a bit is set by the thread that took the frame, and cleared by the one that frees it; of two that free
 * it one finds it clear. <b>Progress:</b> lock-free.
 */
final class MagazineBits {
    private static final int ROW_SHIFT = 6;

    private final long address;
    private final long frames;

    /**
     * Bits over zeroed memory: nothing is held.
     *
     * @param address first row, 8-byte aligned
     */
    MagazineBits(long address, long frames) {
        this.address = address;
        this.frames = frames;
    }

    static long lengthBytes(long frames) {
        return (frames + (1L << ROW_SHIFT) - 1 >>> ROW_SHIFT) << 3;
    }

    private long rowAddress(long frame) {
        return address + (frame >>> ROW_SHIFT << 3);
    }

    private static boolean sameRow(long frame, long other) {
        return frame >>> ROW_SHIFT == other >>> ROW_SHIFT;
    }

    /** Sets the bit of a frame that the caller has just taken. */
    void set(long frame) {
        // Clear before, and only the frame's taker sets it: adding it is setting it, in one instruction. Pairs with
        // clearMask.
        Words.getAndAdd(rowAddress(frame), 1L << frame);
    }

    /** Sets the bits of a list of frames that the caller has just taken, by one instruction for each row that they cross. */
    void setAll(long entries, int count) {
        int i = 0;
        while (i < count) {
            long first = Words.get(entries + ((long) i << 3));
            long mask = 0;
            long frame = first;
            while (sameRow(frame, first)) {
                mask |= 1L << frame;
                frame = ++i < count ? Words.get(entries + ((long) i << 3)) : FrameAllocator.NO_FRAME;
            }
            Words.getAndAdd(rowAddress(first), mask); // as in set
        }
    }

    /** Clears the bit of a frame in range; false, and nothing changed, if it is clear. */
    boolean clear(long frame) {
        return clearMask(rowAddress(frame), 1L << frame);
    }

    /**
     * Clears the bits of a list's frames up to the first that is out of range or not held.
     *
     * @return how many it cleared
     */
    int clearAll(long entries, int count) {
        int cleared = 0;
        while (cleared < count) {
            int run = clearRun(entries + ((long) cleared << 3), count - cleared);
            if (run == 0) {
                return cleared;
            }
            cleared += run;
        }
        return cleared;
    }

    private int clearRun(long entries, int most) {
        long first = Words.get(entries);
        if (first < 0 || first >= frames) {
            return 0;
        }
        long mask = 0;
        int length = 0;
        long frame = first;
        while (sameRow(frame, first) && (mask & 1L << frame) == 0) {
            mask |= 1L << frame;
            frame = ++length < most ? Words.get(entries + ((long) length << 3)) : FrameAllocator.NO_FRAME;
        }
        if (clearMask(rowAddress(first), mask)) {
            return length;
        }
        int single = 0;
        while (single < length && clear(Words.get(entries + ((long) single << 3)))) {
            single++;
        }
        return single;
    }

    private boolean clearMask(long rowAddress, long mask) {
        while (true) {
            long row = Words.getAcquire(rowAddress); // pairs with set
            if ((row & mask) != mask) {
                return false;
            }
            if (Words.compareAndSet(rowAddress, row, row & ~mask)) { // pairs with set
                return true;
            }
        }
    }

    boolean isSet(long frame) {
        return (Words.getAcquire(rowAddress(frame)) & 1L << frame) != 0; // pairs with set and clearMask
    }

    /** Bits that are set; exact when no call is in flight. */
    long count() {
        long count = 0;
        for (long row = 0; row < lengthBytes(frames); row += Long.BYTES) {
            count += Long.bitCount(Words.getAcquire(address + row)); // pairs with set and clearMask
        }
        return count;
    }
}
