package io.ballonet.frame.alloc;

import io.ballonet.unit.CacheLine;
import io.ballonet.unit.PageSize;

/**
 * Where {@link BitmapAllocator} keeps what, in bytes from the start of its memory.
 *
 * <pre>
 *   0                 cursor (one word: the row where the last frame was found)
 *   128               failed compare-and-sets ({@link RetryCounter})
 *   ROWS_OFFSET       row 0, row 1, … (one 64-bit word for 64 frames; bit i of row r is frame 64 r + i)
 *   marksOffset       marks of row 0, row 1, … to a multiple of 8 ({@link GroupMarks})
 * </pre>
 *
 * <p>The cursor has its lines to itself: a claim in row 0 does not invalidate it. Marks lie behind all rows, so their pages
 * stay unbacked where no group is larger than a frame.
 *
 * @param frames frames managed, at least 1
 */
record BitmapLayout(long frames) {
    /** Most frames: 4 PiB of memory, far past any machine; keeps byte counts far from overflow. */
    static final long MOST_FRAMES = 1L << 40;

    static final long CURSOR_OFFSET = 0;
    static final long RETRIES_OFFSET = CURSOR_OFFSET + CacheLine.SPACING;
    static final long ROWS_OFFSET = RETRIES_OFFSET + RetryCounter.LENGTH_BYTES;

    long rows() {
        return FrameBits.rowsFor(frames);
    }

    /** Rows that have marks: those of every whole or cut group of the largest order. */
    long markedRows() {
        int rowsOfGroup = RowGroups.rows(PageSize.HUGE_ORDER);
        return (rows() + rowsOfGroup - 1) / rowsOfGroup * rowsOfGroup;
    }

    long marksOffset() {
        return ROWS_OFFSET + (rows() << 3);
    }

    long lengthBytes() {
        return PageSize.bytesOf(PageSize.pagesFor(marksOffset() + (markedRows() << 3)));
    }
}
