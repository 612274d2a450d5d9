package io.ballonet.frame.alloc;

/**
 * Which area a core reserves: pure functions, no memory.
 *
 * <p>A search considers a few areas with free frames and keeps the best: the fullest of those that give enough to pay for
 * the search, else the one that gives most. Fuller areas fill up and emptier ones drain, so they come apart, and the drained
 * ones merge into huge frames. Areas that are wholly free are opened only when none is found.
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

    /** Areas that a search considers: their rows are a cache line each, so a few tens of nanoseconds. */
    static final int WINDOW = Integer.getInteger("W", 8);

    /** Usable frames that pay for a search. */
    static final int ENOUGH = Integer.getInteger("E", 32);

    /** The same for batches, which take a row at a time. */
    static final int ENOUGH_FOR_BATCH = Integer.getInteger("EB", 128);

    /** Areas that a search passes over before it takes a wholly free one: 64 words of the set, eight lines. */
    static final long VICINITY = 4096;

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
        long seen = (seen(best) + 1L) << SEEN_SHIFT;
        if (area(best) < 0 || isBetter(usable, usable(best), enough)) {
            return seen | (area + 1) << AREA_SHIFT | usable;
        }
        return seen | (best & (AREA_MASK << AREA_SHIFT | USABLE_MASK));
    }

    /** True if an area that gives {@code usable} frames is better to reserve than one that gives {@code other}. */
    static boolean isBetter(int usable, int other, int enough) {
        if (usable >= enough && other >= enough) {
            return usable < other;
        }
        return usable > other;
    }

    /** True if no more areas are to be considered. */
    static boolean isSettled(long best, int enough) {
        return seen(best) >= WINDOW || (usable(best) >= enough && usable(best) < 2 * enough);
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
