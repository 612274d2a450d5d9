package io.ballonet.frame.alloc;

/**
 * Which area a core reserves: pure functions, no memory.
 *
 * <p>A search considers a few areas with free frames and keeps the best: the fullest of those that give enough to pay for
 * the search, else the one that gives most. Fuller areas fill up and emptier ones drain, so they come apart, and the drained
 * ones merge into huge frames (LLFree, USENIX ATC '23, §4.3, has the same aim). Areas that are wholly free are opened only
 * when none is found.
 *
 * <p>What is kept between two steps is one word:
 *
 * <pre>
 *   63            55        47             16 15            0
 *  +-------------+---------+-----------------+---------------+
 *  | 0           | seen    | area + 1        | usable frames |
 *  +-------------+---------+-----------------+---------------+
 * </pre>
 */
final class AreaPolicy {
    /** Nothing considered yet. */
    static final long NOTHING = 0;

    /** Too few frames to pay for a reservation. */
    static final int POOR = 0;
    /** So many that it is better left to drain. */
    static final int SPARSE = 1;
    /** Some frames. */
    static final int SCARCE = 2;
    /** Enough to pay for the search, and not many more. */
    static final int DENSE = 3;

    /*
     * Chosen by simulation of the churn of LLFree's fragmentation benchmark on 512 areas, half full, for one to four threads in
     * allocators of one to four cores: from 46.1 to 48.6 % of areas end wholly free, of 50 possible, for 0.06 to 0.10 searches
     * an allocation. Without the preference of scarce to sparse areas it is 42.8 to 47.7 %, for half the searches.
     */

    /** Areas that a search considers where one of them will do; cyclic search finds the one that was left longest. */
    static final int WINDOW = 2;

    /** Areas that it considers at most: one that drains is not to be filled up again for want of a look. */
    static final int WIDE_WINDOW = 64;

    /** A sparse area counts so many times: where all are sparse, one is nearly as good as another. */
    static final int SPARSE_WEIGHT = 4;

    /** Usable frames that pay for a search. */
    static final int ENOUGH = 32;

    /** The same for batches, which take many at a time. */
    static final int ENOUGH_FOR_BATCH = 128;

    /** More than so many times enough is sparse, less than so many parts of it is poor. */
    private static final int SPAN = 4;

    /** Areas that a search passes over before it takes a wholly free one: 64 words of the set, eight lines. */
    static final long VICINITY = 4096;

    /**
     * One in so many searches that found only poor areas opens a free one all the same; a power of two. Where what is held fits
     * exactly into the areas in use, every search is poor, and this gives it room; where it does not, it is too rare to matter.
     */
    static final int POOR_SEARCHES = 4096;

    private static final int AREA_SHIFT = 16;
    private static final int SEEN_SHIFT = 48;
    private static final long USABLE_MASK = (1L << AREA_SHIFT) - 1;
    private static final long AREA_MASK = (1L << (SEEN_SHIFT - AREA_SHIFT)) - 1;

    private AreaPolicy() {}

    /**
     * The best so far after one more area.
     *
     * @param best what this returned last, or {@link #NOTHING}
     * @param usable frames that it can give, at least 1
     * @param enough {@link #ENOUGH} or {@link #ENOUGH_FOR_BATCH}
     */
    static long considered(long best, long area, int usable, int enough) {
        long weight = rank(usable, enough) == SPARSE ? SPARSE_WEIGHT : 1;
        long seen = (seen(best) + weight) << SEEN_SHIFT;
        if (area(best) < 0 || isBetter(usable, usable(best), enough)) {
            return seen | (area + 1) << AREA_SHIFT | usable;
        }
        return seen | elsewhere(best);
    }

    /** {@link #POOR}, {@link #SPARSE}, {@link #SCARCE} or {@link #DENSE}; higher is better. */
    static int rank(int usable, int enough) {
        if (usable >= enough) {
            return usable <= SPAN * enough ? DENSE : SPARSE;
        }
        return usable >= enough / SPAN ? SCARCE : POOR;
    }

    /** True if an area that gives {@code usable} frames is better to reserve than one that gives {@code other}. */
    static boolean isBetter(int usable, int other, int enough) {
        int rank = rank(usable, enough);
        int otherRank = rank(other, enough);
        if (rank != otherRank) {
            return rank > otherRank;
        }
        return usable >= enough ? usable < other : usable > other;
    }

    /** True if no more areas are to be considered. */
    static boolean isSettled(long best, int enough) {
        int usable = usable(best);
        return (usable >= enough && usable < 2 * enough)
                || (seen(best) >= WINDOW && usable <= SPAN * enough)
                || seen(best) >= WIDE_WINDOW;
    }

    /** True if it is worth considering areas elsewhere too. */
    static boolean isUnsatisfying(long best, int enough) {
        return rank(usable(best), enough) < SCARCE;
    }

    /**
     * True if a free area is to be opened although areas in use have frames.
     *
     * @param poorSearches searches of the core that found only poor areas, this one included
     */
    static boolean opensFree(long best, int enough, long poorSearches) {
        return rank(usable(best), enough) == POOR && (poorSearches & (POOR_SEARCHES - 1)) == 0;
    }

    /** The same best, with a window of its own for what is considered next. */
    static long elsewhere(long best) {
        return best & (AREA_MASK << AREA_SHIFT | USABLE_MASK);
    }

    /** The best area, or −1. */
    static long area(long best) {
        return (best >>> AREA_SHIFT & AREA_MASK) - 1;
    }

    static int usable(long best) {
        return (int) (best & USABLE_MASK);
    }

    static int seen(long best) {
        return (int) (best >>> SEEN_SHIFT);
    }

    /** First area of the part of memory where a core begins to search. */
    static long home(int core, int cores, long areas) {
        return core * areas / cores;
    }
}
