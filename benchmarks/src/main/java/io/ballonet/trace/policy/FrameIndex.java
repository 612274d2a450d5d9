package io.ballonet.trace.policy;

import io.ballonet.trace.PageAccess;

/**
 * Which page each frame holds, and the frame of a page: an open-addressed hash table whose slots are frame numbers.
 *
 * <p>Built for one page in and one page out on each miss, for ever: linear probing with backward-shift deletion, so there
 * are no tombstones and no rebuilds. Single-threaded; nothing allocates after construction.
 */
public final class FrameIndex {
    /*
     * Layout. A slot is an int, 0 when empty, so 16 slots share a cache line, and a table for 46,720 frames with at least
     * two slots a frame is 512 KiB:
     *
     *    31              b  b-1             0
     *   +-----------------+------------------+
     *   |  tag: hash bits |  frame number + 1|     b = bits of the largest frame number + 1
     *   +-----------------+------------------+
     *
     * The tag tells most wrong candidates apart without a look at held[]: a miss, and each probe past a neighbour,
     * seldom reads a second line.
     *
     * held[frame] is the page and its dirty bit as PageAccess packs them: a hit has that line at hand anyway.
     *
     * Hash: Fibonacci multiplication [1]; the slot is the top bits, the tag comes from below them. Sequential and
     * strided page numbers, which traces are full of, spread evenly.
     *
     * Deletion closes the gap by moving later members of the run back, when the gap lies between their home slot and
     * where they stand [1].
     *
     * [1] D. E. Knuth, The Art of Computer Programming, vol. 3, section 6.4: multiplicative hashing, algorithm R.
     */
    /** No frame holds the page. */
    public static final int NOT_RESIDENT = -1;

    /** Accesses that one {@link #prefetch} covers: about as many cache misses as a core has under way. */
    static final int PREFETCH = 64;

    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;
    private static final int TAG_SHIFT = 16;
    /** Slots a frame: between 2 and 4, since the table is a power of two. */
    private static final int SLOTS_PER_FRAME = 2;

    private final int[] slots;
    private final long[] held;
    private final int frameMask;
    private final int homeShift;
    /** Without meaning; keeps the reads of {@link #prefetch} alive. */
    @SuppressWarnings("unused")
    private int prefetched;

    /** An index of frames {@code [0, frames)} that hold nothing yet; {@code frames} in {@code [1, 2^29]}. */
    public FrameIndex(int frames) {
        int slotBits = Integer.SIZE - Integer.numberOfLeadingZeros((SLOTS_PER_FRAME * frames) - 1);
        slots = new int[1 << slotBits];
        homeShift = Long.SIZE - slotBits;
        held = new long[frames];
        frameMask = (Integer.highestOneBit(frames) << 1) - 1;
    }

    /** An index of {@code frames} frames, more than this one's, all of which must hold pages: the first hold the same. */
    public FrameIndex grown(int frames) {
        FrameIndex larger = new FrameIndex(frames);
        for (int frame = 0; frame < held.length; frame++) {
            larger.load(held[frame], frame);
        }
        return larger;
    }

    /** Writes to the page in {@code frame} if {@code writeBit} is 1. */
    void touch(int frame, long writeBit) {
        held[frame] |= writeBit;
    }

    /** 1 if the page in {@code frame} was loaded or hit by a write, else 0. */
    long dirtyBit(int frame) {
        return PageAccess.writeBit(held[frame]);
    }

    /** The frame that holds {@code page}, or {@link #NOT_RESIDENT}. */
    public int find(long page) {
        int[] table = slots;
        int last = table.length - 1;
        long hash = page * GOLDEN_RATIO;
        int tag = tag(hash);
        for (int slot = home(hash); ; slot++) {
            int entry = table[slot & last];
            if (entry == 0) {
                return NOT_RESIDENT;
            }
            if ((entry & ~frameMask) == tag) {
                int frame = (entry & frameMask) - 1;
                if (PageAccess.page(held[frame]) == page) {
                    return frame;
                }
            }
        }
    }

    /** Loads the page of {@code access}, which no frame may hold, into {@code frame}, which must be empty. */
    public void load(long access, int frame) {
        int last = slots.length - 1;
        long hash = PageAccess.page(access) * GOLDEN_RATIO;
        int slot = home(hash);
        while (slots[slot & last] != 0) {
            slot++;
        }
        slots[slot & last] = tag(hash) | (frame + 1);
        held[frame] = access;
    }

    /** Loads the page of {@code access} again into {@code frame}, whose page it is: as after {@link #load}. */
    void reload(long access, int frame) {
        held[frame] = access;
    }

    /** Empties {@code frame}, which must hold a page. */
    public void remove(int frame) {
        int last = slots.length - 1;
        int gap = home(PageAccess.page(held[frame]) * GOLDEN_RATIO) & last;
        while ((slots[gap] & frameMask) != frame + 1) {
            gap = (gap + 1) & last;
        }
        for (int slot = (gap + 1) & last; ; slot = (slot + 1) & last) {
            int entry = slots[slot];
            if (entry == 0) {
                break;
            }
            int home = home(PageAccess.page(held[(entry & frameMask) - 1]) * GOLDEN_RATIO);
            // Distances along the run, from home: an entry may move back to the gap, but not before its home.
            if (((slot - home) & last) >= ((slot - gap) & last)) {
                slots[gap] = entry;
                gap = slot;
            }
        }
        slots[gap] = 0;
    }

    /**
     * Reads the home slots of the accesses {@code [from, to)}, at most {@link #PREFETCH}, so that their lines are on the
     * way, all at once, before the replay needs them one after the other.
     */
    void prefetch(long[] accesses, int from, int to) {
        int[] table = slots;
        int last = table.length - 1;
        int sum = 0;
        for (int i = from; i < to; i++) {
            sum += table[home(PageAccess.page(accesses[i]) * GOLDEN_RATIO) & last];
        }
        prefetched = sum;
    }

    private int home(long hash) {
        return (int) (hash >>> homeShift);
    }

    private int tag(long hash) {
        return (int) (hash >>> TAG_SHIFT) & ~frameMask;
    }
}
