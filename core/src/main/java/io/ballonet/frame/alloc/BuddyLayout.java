package io.ballonet.frame.alloc;

import io.ballonet.unit.CacheLine;
import io.ballonet.unit.PageSize;

/**
 * Where {@link BuddyAllocator} keeps what, in bytes from the start of its memory.
 *
 * <pre>
 *   0                    lock ({@link SpinLock}) of everything up to 127
 *   16                   fresh       frames below it are in groups; a multiple of 512, or all frames
 *   24                   taken       frames that are in no list: held by callers or in page sets
 *   32                   head of order 0, head of order 1, …   first frame of the first group + 1, 0 = empty list
 *   128                  page set of core 0, page set of core 1, …
 *   128 + 1152 cores     link of frame 0, link of frame 1, …   one {@link GroupLink} each
 *   … + 8 frames         previous of frame 0, …                first frame of the group above it in its list + 1, 0 = it is
 *                                                              the first; says nothing unless the frame's link says listed
 *
 *   page set, from its start
 *   0      lock ({@link SpinLock}) of this page set
 *   16     cold        slot of the frame that has been in it longest
 *   24     count       frames in it, in the slots from cold on, wrapping
 *   128    slots       256 frame numbers of 32 bits
 * </pre>
 *
 * @param frames frames managed, at least 1
 * @param cores at least 1
 */
record BuddyLayout(long frames, int cores) {
    /** Frames that a page set takes from and gives to the lists at once: one less than a power of two in Linux, for caches. */
    static final int BATCH = 64;
    /** Frames at which a page set gives some back; Linux keeps at least four batches. */
    static final int HIGH = 4 * BATCH;

    static final long LOCK_OFFSET = 0;
    static final long FRESH_OFFSET = LOCK_OFFSET + SpinLock.LENGTH_BYTES;
    static final long TAKEN_OFFSET = FRESH_OFFSET + Long.BYTES;
    static final long HEADS_OFFSET = TAKEN_OFFSET + Long.BYTES;
    static final long SETS_OFFSET = CacheLine.SPACING;

    static final long SET_LOCK_OFFSET = 0;
    static final long SET_COLD_OFFSET = SET_LOCK_OFFSET + SpinLock.LENGTH_BYTES;
    static final long SET_COUNT_OFFSET = SET_COLD_OFFSET + Long.BYTES;
    static final long SET_SLOTS_OFFSET = CacheLine.SPACING;
    static final int SET_SLOTS = HIGH;
    static final long SET_STRIDE = SET_SLOTS_OFFSET + (long) SET_SLOTS * Integer.BYTES;

    static long headOffset(int order) {
        return HEADS_OFFSET + ((long) order << 3);
    }

    static long setOffset(int core) {
        return SETS_OFFSET + core * SET_STRIDE;
    }

    long linksOffset() {
        return setOffset(cores);
    }

    long previousOffset() {
        return linksOffset() + (frames << 3);
    }

    long lengthBytes() {
        return PageSize.bytesOf(PageSize.pagesFor(previousOffset() + (frames << 3)));
    }
}
