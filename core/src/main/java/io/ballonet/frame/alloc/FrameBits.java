package io.ballonet.frame.alloc;

import io.ballonet.memory.Words;

/**
 * One bit a frame in rows of 64, set while the frame is allocated: the lowest level of {@link BitmapAllocator} and
 * {@link TreeAllocator}.
 *
 * <p>Any number of frames of one row are claimed or released by one compare-and-set, so a batch pays one locked
 * instruction a row. Bits past the last frame are set for ever.
 *
 * <p><b>Concurrency:</b> every thread reads and writes every row, only through {@link #casRow}; each method is lock-free
 * (a compare-and-set fails only because another thread's succeeded). A frame has one owner from the compare-and-set that
 * sets its bit to the one that clears it; the pair also hands over what the last owner wrote.
 */
class FrameBits {
    /** Frames of a row, as a shift. */
    static final int ROW_SHIFT = 6;
    /** Frames of a row. */
    static final int FRAMES_PER_ROW = 1 << ROW_SHIFT;

    /** No row was found. */
    static final long NO_ROW = -1L;

    private static final long ALL = -1L;

    private final long address;
    private final long frames;
    private final RetryCounter retries;

    /**
     * Bits over memory that the caller owns.
     *
     * @param address first row, 8-byte aligned
     */
    FrameBits(long address, long frames, RetryCounter retries) {
        this.address = address;
        this.frames = frames;
        this.retries = retries;
    }

    static long rowsFor(long frames) {
        return (frames + FRAMES_PER_ROW - 1) >>> ROW_SHIFT;
    }

    static long rowOf(long frame) {
        return frame >>> ROW_SHIFT;
    }

    static long firstFrameOf(long row) {
        return row << ROW_SHIFT;
    }

    /** Sets the bits from the first frame that does not exist to the end of {@code rows}. Before any other thread. */
    final void closeTail(long rows) {
        long row = rowOf(frames);
        if (row < rows) {
            Words.set(rowAddress(row), ALL << frames);
            for (long next = row + 1; next < rows; next++) {
                Words.set(rowAddress(next), ALL);
            }
        }
    }

    /** Claims the lowest free frame of a row, or {@link FrameAllocator#NO_FRAME}. */
    final long claimLowest(long row) {
        long rowAddress = rowAddress(row);
        while (true) {
            long bits = Words.getAcquire(rowAddress); // pairs with casRow in releaseMask
            if (bits == ALL) {
                return FrameAllocator.NO_FRAME;
            }
            if (casRow(rowAddress, bits, bits | (bits + 1))) {
                return firstFrameOf(row) + Long.numberOfTrailingZeros(~bits);
            }
            retries.add();
        }
    }

    /** Claims up to {@code most} lowest free frames of a row at once; the mask of those it got, 0 when the row is full. */
    final long claimLowest(long row, int most) {
        long rowAddress = rowAddress(row);
        while (true) {
            long bits = Words.getAcquire(rowAddress); // pairs with casRow in releaseMask
            long free = ~bits;
            if (free == 0) {
                return 0;
            }
            long claim = most >= FRAMES_PER_ROW ? free : Long.expand((1L << most) - 1, free);
            if (casRow(rowAddress, bits, bits | claim)) {
                return claim;
            }
            retries.add();
        }
    }

    /** Writes the frames of a mask to consecutive words, ascending; the address after the last. */
    static long write(long destination, long row, long mask) {
        long first = firstFrameOf(row);
        if (mask == ALL) {
            for (int i = 0; i < FRAMES_PER_ROW; i++) {
                Words.set(destination + ((long) i << 3), first + i);
            }
            return destination + ((long) FRAMES_PER_ROW << 3);
        }
        long rest = mask;
        long next = destination;
        while (rest != 0) {
            Words.set(next, first + Long.numberOfTrailingZeros(rest));
            rest &= rest - 1;
            next += Long.BYTES;
        }
        return next;
    }

    /** Releases one frame in range; false, and nothing changed, if it is free. */
    final boolean release(long frame) {
        return releaseMask(rowAddress(rowOf(frame)), 1L << frame);
    }

    /**
     * Releases the longest run of list entries, from the first on, that lie in one row and are allocated, distinct and not
     * blocked.
     *
     * @param entries address of the first entry, a frame in range
     * @param most entries in the list, at least 1
     * @param blocked frames of the first entry's row that are not to be released
     * @return entries released; 0 means that the first is free or blocked
     */
    final int releaseRun(long entries, int most, long blocked) {
        long first = Words.get(entries);
        long row = rowOf(first);
        long mask = 1L << first;
        int length = 1;
        while (length < most) {
            long frame = Words.get(entries + ((long) length << 3));
            long bit = 1L << frame;
            if (rowOf(frame) != row || (mask & bit) != 0 || frame >= frames) {
                break;
            }
            mask |= bit;
            length++;
        }
        if ((mask & blocked) == 0 && releaseMask(rowAddress(row), mask)) {
            return length;
        }
        return releaseWhilePossible(entries, length, blocked);
    }

    private int releaseWhilePossible(long entries, int most, long blocked) {
        int released = 0;
        while (released < most) {
            long frame = Words.get(entries + ((long) released << 3));
            if ((blocked >>> frame & 1) != 0 || !release(frame)) {
                break;
            }
            released++;
        }
        return released;
    }

    /**
     * Looks for a free group without claiming it: the row that it is in or begins in, or {@link #NO_ROW}.
     *
     * @param first first row to look at, a multiple of 8
     * @param rows rows to look at
     * @param from row of them to begin with; the search goes up and wraps
     * @param order 1 to 9
     */
    final long findGroup(long first, long rows, long from, int order) {
        int width = RowGroups.rows(order);
        long places = rows / width;
        long start = (from - first) / width;
        for (long step = 0; step < places; step++) {
            long place = start + step < places ? start + step : (start + step) % places;
            long row = first + place * width;
            if (width == 1 ? RowGroups.lowestFree(rowAcquire(row), order) != 0 : allocatedIn(row, width) == 0) {
                return row;
            }
        }
        return NO_ROW;
    }

    /**
     * Claims the lowest free group of a row, or the group of several rows that begins there.
     *
     * @param order 1 to 9
     * @return its first frame, or {@link FrameAllocator#NO_FRAME}
     */
    final long claimGroup(long row, int order) {
        if (order > RowGroups.MOST_ORDER) {
            return claimRows(row, RowGroups.rows(order));
        }
        long rowAddress = rowAddress(row);
        while (true) {
            long bits = Words.getAcquire(rowAddress); // pairs with casRow in releaseMask
            long claim = RowGroups.lowestFree(bits, order);
            if (claim == 0) {
                return FrameAllocator.NO_FRAME;
            }
            if (casRow(rowAddress, bits, bits | claim)) {
                return firstFrameOf(row) + Long.numberOfTrailingZeros(claim);
            }
            retries.add();
        }
    }

    /** Row by row; those that it got are given back when one is not wholly free. */
    private long claimRows(long row, int rows) {
        for (int i = 0; i < rows; i++) {
            if (!casRow(rowAddress(row + i), 0, ALL)) {
                retries.add();
                releaseRows(row, i);
                return FrameAllocator.NO_FRAME;
            }
        }
        return firstFrameOf(row);
    }

    private boolean releaseRows(long row, int rows) {
        boolean all = true;
        for (int i = 0; i < rows; i++) {
            all &= releaseMask(rowAddress(row + i), ALL);
        }
        return all;
    }

    /** Releases a group in range; false if a frame of it is free, and then nothing changed where it lies in one row. */
    final boolean releaseGroup(long frame, int order) {
        long row = rowOf(frame);
        return order > RowGroups.MOST_ORDER
                ? releaseRows(row, RowGroups.rows(order))
                : releaseMask(rowAddress(row), RowGroups.first(order) << frame);
    }

    private boolean releaseMask(long rowAddress, long mask) {
        while (true) {
            long bits = Words.getAcquire(rowAddress); // pairs with casRow in claimLowest
            if ((bits & mask) != mask) {
                return false;
            }
            if (casRow(rowAddress, bits, bits & ~mask)) {
                return true;
            }
            retries.add();
        }
    }

    final boolean isFree(long frame) {
        return (rowAcquire(rowOf(frame)) & (1L << frame)) == 0;
    }

    /** Bits of a row as they are now. */
    final long rowAcquire(long row) {
        return Words.getAcquire(rowAddress(row)); // pairs with casRow in claimLowest and releaseMask
    }

    /** Set bits of {@code rows} rows from {@code row} on. */
    final long allocatedIn(long row, long rows) {
        long allocated = 0;
        for (long next = row; next < row + rows; next++) {
            allocated += Long.bitCount(rowAcquire(next));
        }
        return allocated;
    }

    final long rowAddress(long row) {
        return address + (row << 3);
    }

    /** The one write to a row; a weakened twin of the tests replaces it. Full fence on success; pairs with itself. */
    boolean casRow(long rowAddress, long expected, long value) {
        return Words.compareAndSet(rowAddress, expected, value);
    }
}
