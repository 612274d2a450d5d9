package io.ballonet.frame.alloc;

import io.ballonet.unit.CacheLine;
import io.ballonet.unit.PageSize;

/**
 * Where {@link CasListAllocator} keeps what, in bytes from the start of its memory, and its two words.
 *
 * <pre>
 *   0       head     63        32 31           0      top: index of the top frame + 1, 0 = empty list
 *                   +------------+--------------+     tag: goes up with every change of the head
 *                   |    tag     |     top      |
 *                   +------------+--------------+
 *   128     fresh    frames below it were handed out at least once
 *   256     link of frame 0, link of frame 1, …  one word each
 *
 *   link    63   34 33           2 1   0        state: 0 never allocated, 1 allocated, 2 free and listed
 *          +-------+--------------+-----+       next: like top, of the frame below in the list; 0 unless state 2
 *          |   0   |     next     |state|
 *          +-------+--------------+-----+
 * </pre>
 *
 * @param frames frames managed, at least 1
 */
record CasListLayout(long frames) {
    /** Most frames: what {@code top} can name. */
    static final long MOST_FRAMES = (1L << 32) - 2;

    static final long HEAD_OFFSET = 0;
    static final long FRESH_OFFSET = HEAD_OFFSET + CacheLine.SPACING;
    static final long LINKS_OFFSET = FRESH_OFFSET + CacheLine.SPACING;

    static final long TOP_MASK = (1L << 32) - 1;
    static final long TAG_UNIT = 1L << 32;

    static final long STATE_MASK = 3;
    static final long NEVER_ALLOCATED = 0;
    static final long ALLOCATED = 1;
    static final long LISTED = 2;
    static final int NEXT_SHIFT = 2;

    long lengthBytes() {
        return PageSize.bytesOf(PageSize.pagesFor(LINKS_OFFSET + (frames << 3)));
    }

    /** Top of the list that a head names: frame + 1, or 0. */
    static long top(long head) {
        return head & TOP_MASK;
    }

    /** The head after its top became {@code top}. */
    static long headWith(long head, long top) {
        return ((head & ~TOP_MASK) + TAG_UNIT) | top;
    }

    /** Link of a listed frame above {@code next}. */
    static long listed(long next) {
        return next << NEXT_SHIFT | LISTED;
    }

    static long next(long link) {
        return link >>> NEXT_SHIFT;
    }

    static long state(long link) {
        return link & STATE_MASK;
    }
}
