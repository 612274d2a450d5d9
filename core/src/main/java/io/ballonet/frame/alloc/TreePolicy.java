package io.ballonet.frame.alloc;

/**
 * Which tree a core reserves and which bitfield it takes a frame from: pure functions of state words, no memory.
 *
 * <p>LLFree, §4.3: partly used trees first, so that wholly free ones stay whole; near the last one first; nearly full ones
 * only when there is nothing better, since they are soon left again. The same order serves all sizes: single frames go
 * where frames are used already, huge ones where bitfields are, and untouched trees come last for both.
 */
final class TreePolicy {
    /** No frame is free. */
    static final int FULL = 0;
    /** Free frames, but fewer than {@link #SCARCE_BELOW}. */
    static final int SCARCE = 1;
    /** Every frame is free. */
    static final int UNTOUCHED = 2;
    /** Used in part, with room. */
    static final int PARTIAL = 3;

    /** A search costs about as much as 16 allocations, so a tree must give at least some times that: 1/32 of a tree. */
    static final int SCARCE_BELOW = TreeLayout.FRAMES_PER_TREE / 32;

    /**
     * Trees within which a partly used one is worth more than a nearer untouched one: 8 cache lines of entries. A longer
     * look-out would make every search on a fresh terabyte read all entries.
     */
    static final int VICINITY = 64;

    /** Frees in a row to one tree that make it the next to be reserved, as in LLFree. */
    static final int HOT_AFTER = 4;

    private static final int RUN_BITS = 3;
    private static final long RUN_MASK = (1L << RUN_BITS) - 1;

    private TreePolicy() {}

    /**
     * How good a tree is to reserve; higher is better.
     *
     * @param allocated frames allocated in it
     * @param frames frames that exist in it
     */
    static int rank(int allocated, int frames) {
        int free = frames - allocated;
        if (free == 0) {
            return FULL;
        }
        if (allocated == 0) {
            return UNTOUCHED;
        }
        return free < SCARCE_BELOW ? SCARCE : PARTIAL;
    }

    /** {@link #rank(int, int)} of a tree by its entry; {@link #FULL} where no bitfield has room for a group. */
    static int rank(long entry, int absent, int groupFrames) {
        boolean room = groupFrames == TreeEntry.FRAMES_PER_BITFIELD
                ? TreeEntry.hasUntouched(entry)
                : bitfield(entry, 0, groupFrames, 0) >= 0;
        if (!room) {
            return FULL;
        }
        return rank(TreeEntry.allocated(entry) - absent, TreeLayout.FRAMES_PER_TREE - absent);
    }

    /** True if a search that is {@code distance} trees from its start does not look further than the best it has seen. */
    static boolean endsSearch(int bestRank, long distance) {
        return bestRank == PARTIAL || (bestRank == UNTOUCHED && distance >= VICINITY);
    }

    /** {@link #bitfield(long, int, int, int)} for single frames. */
    static int bitfield(long entry, int preferred) {
        return bitfield(entry, preferred, 1, 0);
    }

    /**
     * The bitfield to take a group from: the preferred one if it has room, then one that is partly used, then an untouched one,
     * so that huge frames stay whole; −1 if none has room. Room is counted in frames: an aligned group need not be free.
     *
     * @param frames frames of the group
     * @param tried bit b is set where bitfield b is out of the question
     */
    static int bitfield(long entry, int preferred, int frames, int tried) {
        int untouched = -1;
        for (int step = 0; step < TreeEntry.BITFIELDS; step++) {
            int bitfield = (preferred + step) & (TreeEntry.BITFIELDS - 1);
            int free = TreeEntry.free(entry, bitfield);
            if (free < frames || (tried >>> bitfield & 1) != 0) {
                continue;
            }
            if (step == 0 || free < TreeEntry.FRAMES_PER_BITFIELD) {
                return bitfield;
            }
            untouched = untouched < 0 ? bitfield : untouched;
        }
        return untouched;
    }

    /**
     * History of a core after a free: the tree and how many frees in a row went to it, at most {@link #HOT_AFTER}.
     *
     * @param history what this returned last, 0 at first
     */
    static long remembered(long history, long tree) {
        long run = history & RUN_MASK;
        if (history >>> RUN_BITS != tree || run == 0) {
            return tree << RUN_BITS | 1;
        }
        return run < HOT_AFTER ? history + 1 : history;
    }

    /** The tree that lately got {@link #HOT_AFTER} frees in a row, or −1. */
    static long hotTree(long history) {
        return (history & RUN_MASK) == HOT_AFTER ? history >>> RUN_BITS : -1;
    }
}
