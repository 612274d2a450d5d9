package io.ballonet.frame.alloc;

import io.ballonet.memory.Words;

/**
 * Which allocated frames belong together: one bit a frame beside {@link FrameBits}, set where the frame is in the same
 * group as the frame before it.
 *
 * <pre>
 *   frame       0 1 2 3 4 5 6 7 8 …
 *   allocated   1 1 1 1 1 1 0 0 1       singles 0 and 1, a group of four would begin at 4 or 0, a pair at 2 and at 4
 *   joined      0 0 0 1 0 1 0 0 0       pairs at 2 and 4
 * </pre>
 *
 * <p>A frame is a group of its own exactly if its bit and that of the next frame of the row are clear, so the free of a
 * single frame reads one word and writes none; bit 0 of a row is set only inside groups of several rows. Single frames never
 * write here: an allocator that serves nothing else keeps these pages unbacked.
 *
 * <p><b>Concurrency:</b> bits of a group are set after its frames were claimed and cleared before they are released, by the
 * owner of the group; groups of one row share the word, hence compare-and-set. Of two frees of one group one clears the
 * bits. A free with a wrong order that runs <em>while</em> the right free of the same group does can be taken for that
 * of a single frame: two owners of one frame, at the same time, is past what is detected. Lock-free.
 */
class GroupMarks {
    private static final long ALL = -1L;
    private static final long SINGLE = 3L;
    private static final long WHOLE_ROW = ALL << 1;
    /** Rows of the largest group, less one: groups end where their first row's number is a multiple of that. */
    private static final int LAST_OF_GROUP = 7;

    private final long address;
    private final RetryCounter retries;

    /**
     * Marks over zeroed memory.
     *
     * @param address word of row 0, 8-byte aligned; rows to the next multiple of 8
     */
    GroupMarks(long address, RetryCounter retries) {
        this.address = address;
        this.retries = retries;
    }

    /** True if an allocated frame is no part of a group of several. */
    final boolean isSingle(long frame) {
        return (wordAcquire(FrameBits.rowOf(frame)) & (SINGLE << frame)) == 0;
    }

    /** The frames of a row that are in groups of several. */
    final long grouped(long row) {
        long word = wordAcquire(row);
        return word | word >>> 1;
    }

    /**
     * Marks a group that the caller has claimed.
     *
     * @param order 1 to 9
     */
    final void join(long frame, int order) {
        long row = FrameBits.rowOf(frame);
        if (order >= RowGroups.MOST_ORDER) {
            setRows(row, RowGroups.rows(order), WHOLE_ROW, ALL);
            return;
        }
        long joined = joined(frame, order);
        while (true) {
            long word = wordAcquire(row);
            if (casWord(wordAddress(row), word, word | joined)) {
                return;
            }
            retries.add();
        }
    }

    /**
     * Clears the marks of a group, whoever else tries.
     *
     * @param order 1 to 9
     * @return false, and nothing changed, if no group of that order begins there
     */
    final boolean part(long frame, int order) {
        long row = FrameBits.rowOf(frame);
        if (order >= RowGroups.MOST_ORDER) {
            return partRows(row, order);
        }
        long joined = joined(frame, order);
        long within = RowGroups.first(order) << frame;
        long next = (within << 1) & ~within; // the frame after the last; outside the row nothing
        while (true) {
            long word = wordAcquire(row);
            if ((word & (within | next)) != joined) {
                return false;
            }
            if (casWord(wordAddress(row), word, word & ~joined)) {
                return true;
            }
            retries.add();
        }
    }

    private boolean partRows(long row, int order) {
        int rows = RowGroups.rows(order);
        if (wordAcquire(row) != WHOLE_ROW || rowsFrom(row) != rows || !casWord(wordAddress(row), WHOLE_ROW, 0)) {
            return false;
        }
        setRows(row + 1, rows - 1, 0, 0);
        return true;
    }

    /** Of the owner of all frames of these rows. */
    private void setRows(long row, int rows, long first, long others) {
        for (int i = 0; i < rows; i++) {
            Words.setRelease(wordAddress(row + i), i == 0 ? first : others); // pairs with wordAcquire
        }
    }

    /** Why an allocated frame cannot be freed with an order: it has another, or is being freed by another thread. */
    final IllegalStateException refused(long frame, int order) {
        int allocatedOrder = orderOf(frame);
        return allocatedOrder == order ? Misuse.alreadyFree(frame) : Misuse.wrongOrder(frame, order, allocatedOrder);
    }

    /** Order of the group that an allocated frame is in; anything from 0 to 9 while that group is being freed. */
    final int orderOf(long frame) {
        long row = FrameBits.rowOf(frame);
        long firstRow = row;
        while (continues(firstRow)) {
            firstRow--;
        }
        int rows = rowsFrom(firstRow);
        if (rows > 1) {
            return RowGroups.MOST_ORDER + log2(rows);
        }
        long word = wordAcquire(row);
        int position = (int) frame & (FrameBits.FRAMES_PER_ROW - 1);
        long clearToHere = ~word & (ALL >>> (FrameBits.FRAMES_PER_ROW - 1 - position));
        int start = FrameBits.FRAMES_PER_ROW - 1 - Long.numberOfLeadingZeros(clearToHere | 1);
        return log2(Long.numberOfTrailingZeros(~(word >>> start >>> 1)) + 1);
    }

    /** Rows of the group that begins in or before a row, counted from that row on; 1 also where no group is. */
    private int rowsFrom(long row) {
        int rows = 1;
        while (continues(row + rows)) {
            rows++;
        }
        return rows;
    }

    private boolean continues(long row) {
        return (row & LAST_OF_GROUP) != 0 && (wordAcquire(row) & 1) != 0;
    }

    private static int log2(int number) {
        return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(number);
    }

    private static long joined(long frame, int order) {
        return (RowGroups.first(order) << 1 & RowGroups.first(order)) << frame;
    }

    /**
     * Checks one row: marks stand on allocated frames, and make aligned groups of a power of two. When no call is in flight.
     *
     * @param allocated the row's bits
     */
    final void validate(long row, long allocated) {
        long word = wordAcquire(row);
        for (int position = 0; position < FrameBits.FRAMES_PER_ROW && word != 0; position++) {
            long frame = FrameBits.firstFrameOf(row) + position;
            int order = orderOf(frame);
            long first = frame & -(1L << order);
            boolean joinedToFirst = (frame == first) == ((word & (1L << position)) == 0);
            boolean allocatedThere = order == 0 || (allocated & (1L << position)) != 0;
            if (!joinedToFirst || !allocatedThere) {
                throw new IllegalStateException("marks are no group of allocated frames: frame=" + frame + ", order="
                        + order + ", marks=0x" + Long.toHexString(word) + ", bits=0x" + Long.toHexString(allocated));
            }
        }
    }

    private long wordAcquire(long row) {
        return Words.getAcquire(wordAddress(row)); // pairs with casWord and setRows
    }

    private long wordAddress(long row) {
        return address + (row << 3);
    }

    /** The one write to a word that groups share; a weakened twin of the tests replaces it. Pairs with itself. */
    boolean casWord(long wordAddress, long expected, long value) {
        return Words.compareAndSet(wordAddress, expected, value);
    }
}
