package io.ballonet.frame;

import io.ballonet.unit.CacheLine;
import io.ballonet.unit.PageSize;

/**
 * Where {@link DirtyRows} keeps what, in bytes from the start of its memory.
 *
 * <pre>
 *   0                 count (one word: frames whose bit is set, or is about to be set or has just been cleared)
 *   128               cursor (one word: the row where the last dirty frame was found)
 *   256               row 0, row 1, … (one 64-bit word for 64 frames; bit i of row r is frame 64 r + i)
 * </pre>
 *
 * @param frames frames managed, at least 1
 */
record DirtyRowsLayout(long frames) {
    static final long COUNT_OFFSET = 0;
    static final long CURSOR_OFFSET = COUNT_OFFSET + CacheLine.SPACING;
    static final long ROWS_OFFSET = CURSOR_OFFSET + CacheLine.SPACING;

    static long rowOf(long frame) {
        return frame >>> 6;
    }

    static long bitOf(long frame) {
        return 1L << frame;
    }

    static long rowOffset(long row) {
        return ROWS_OFFSET + (row << 3);
    }

    long rows() {
        return frames + Long.SIZE - 1 >>> 6;
    }

    long lengthBytes() {
        return PageSize.bytesOf(PageSize.pagesFor(ROWS_OFFSET + (rows() << 3)));
    }
}
