package io.ballonet.frame.alloc;

import io.ballonet.unit.CacheLine;
import io.ballonet.unit.PageSize;

/**
 * Where {@link CasListAllocator} and {@link LockListAllocator} keep what, in bytes from the start of their memory.
 *
 * <pre>
 *   0                 lock ({@link SpinLock})     only lock-list takes it
 *   128               fresh                       frames below it were handed out at least once, or passed over
 *   256               head of order 0
 *   384               head of order 1, …          as many as there are orders
 *   1536              retries of core 0           only cas-list counts them here
 *   1664              retries of core 1, …
 *   1536 + 128 cores  link of frame 0, link of frame 1, …   one {@link GroupLink} each
 *
 *   head    63        32 31           0      top: first frame of the top group + 1, 0 = empty list
 *          +------------+--------------+     tag: goes up with every change of the head; 0 under a lock
 *          |    tag     |     top      |
 *          +------------+--------------+
 * </pre>
 *
 * @param frames frames managed, at least 1
 * @param cores at least 1
 */
record ListLayout(long frames, int cores) {
    static final long LOCK_OFFSET = 0;
    static final long FRESH_OFFSET = LOCK_OFFSET + CacheLine.SPACING;
    static final long HEADS_OFFSET = FRESH_OFFSET + CacheLine.SPACING;
    static final long RETRIES_OFFSET = HEADS_OFFSET + (GroupLink.MAX_ORDER + 1L) * CacheLine.SPACING;

    static final long TOP_MASK = (1L << 32) - 1;
    static final long TAG_UNIT = 1L << 32;

    static long headOffset(int order) {
        return HEADS_OFFSET + (long) order * CacheLine.SPACING;
    }

    static long retriesOffset(int core) {
        return RETRIES_OFFSET + (long) core * CacheLine.SPACING;
    }

    long linksOffset() {
        return RETRIES_OFFSET + (long) cores * CacheLine.SPACING;
    }

    long lengthBytes() {
        return PageSize.bytesOf(PageSize.pagesFor(linksOffset() + (frames << 3)));
    }

    /** Top of the list that a head names: frame + 1, or 0. */
    static long top(long head) {
        return head & TOP_MASK;
    }

    /** The head after its top became {@code top}. */
    static long headWith(long head, long top) {
        return ((head & ~TOP_MASK) + TAG_UNIT) | top;
    }
}
