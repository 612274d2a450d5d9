package io.ballonet.frame.alloc;

import io.ballonet.unit.CacheLine;
import io.ballonet.unit.PageSize;

/**
 * Where {@link BitmapAllocator} keeps what, in bytes from the start of its memory.
 *
 * <pre>
 *   0                 cursor (one word: the row where the last frame was found)
 *   128               row 0, row 1, … (one 64-bit word for 64 frames; bit i of row r is frame 64 r + i)
 * </pre>
 *
 * <p>The cursor has its lines to itself: a claim in row 0 does not invalidate it.
 *
 * @param frames frames managed, at least 1
 */
record BitmapLayout(long frames) {
    /** Most frames: 4 PiB of memory, far past any machine; keeps byte counts far from overflow. */
    static final long MOST_FRAMES = 1L << 40;

    static final long CURSOR_OFFSET = 0;
    static final long ROWS_OFFSET = CURSOR_OFFSET + CacheLine.SPACING;

    long rows() {
        return FrameBits.rowsFor(frames);
    }

    long lengthBytes() {
        long bytes = ROWS_OFFSET + (rows() << 3);
        return PageSize.bytesOf(PageSize.pagesFor(bytes));
    }
}
