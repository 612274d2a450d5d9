package io.ballonet.frame.alloc;

/**
 * Which tree a core reserves and which bitfield it takes a frame from: pure functions of state words, no memory.
 *
 * <p>LLFree, §4.3: partly used trees first, so that wholly free ones stay whole for huge frames; near the last one first;
 * nearly full ones only when there is nothing better, since they are soon left again.
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

    /** True if a search that is {@code distance} trees from its start does not look further than the best it has seen. */
    static boolean endsSearch(int bestRank, long distance) {
        return bestRank == PARTIAL || (bestRank == UNTOUCHED && distance >= VICINITY);
    }

    /** The first bitfield with a free frame, from {@code preferred} on and around; −1 if the tree is full. */
    static int bitfield(long entry, int preferred) {
        for (int step = 0; step < TreeEntry.BITFIELDS; step++) {
            int bitfield = (preferred + step) & (TreeEntry.BITFIELDS - 1);
            if (TreeEntry.free(entry, bitfield) > 0) {
                return bitfield;
            }
        }
        return -1;
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
