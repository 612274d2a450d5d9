package io.ballonet.frame.alloc;

/**
 * The word of a frame in allocators that keep lists of groups: what the group is that begins with this frame.
 *
 * <pre>
 *   63      39 38                    6 5     2 1   0
 *  +----------+-----------------------+-------+-----+   next: frame + 1 of the group below in its list, 0 = none;
 *  |    0     |         next          | order |state|         0 unless listed
 *  +----------+-----------------------+-------+-----+
 *
 *   state          means                                      becomes
 *   0 inside       no group begins here: the frame was never  allocated or listed, when a group that begins here is
 *                  handed out, or lies within a larger group  taken from fresh frames or split off
 *   1 allocated    a caller holds the group                   listed, set aside (freed)
 *   2 listed       free, in the list of its order             allocated, set aside (taken), listed (split, merged),
 *                                                             inside (merged into the group below it)
 *   3 set aside    free, in no list: in a core's page set,    allocated, listed, inside (merged)
 *                  or on its way
 * </pre>
 *
 * <p>Groups never overlap and each is aligned to its size, so the group of a frame begins at one of ten frames: the frame with
 * its lowest 0 to 9 bits cleared.
 */
final class GroupLink {
    /** Most frames that an allocator with links has: what {@code next} can name. */
    static final long MOST_FRAMES = (1L << 32) - 2;
    /** Largest order of a group. */
    static final int MAX_ORDER = 9;

    static final long INSIDE = 0;
    static final long ALLOCATED = 1;
    static final long LISTED = 2;
    static final long SET_ASIDE = 3;

    private static final long STATE_MASK = 3;
    private static final int ORDER_SHIFT = 2;
    private static final long ORDER_MASK = 15;
    private static final int NEXT_SHIFT = 6;

    private GroupLink() {}

    static long allocated(int order) {
        return (long) order << ORDER_SHIFT | ALLOCATED;
    }

    static long setAside(int order) {
        return (long) order << ORDER_SHIFT | SET_ASIDE;
    }

    /** Listed above {@code next}: a frame + 1, or 0. */
    static long listed(int order, long next) {
        return next << NEXT_SHIFT | (long) order << ORDER_SHIFT | LISTED;
    }

    static long state(long link) {
        return link & STATE_MASK;
    }

    static int order(long link) {
        return (int) (link >>> ORDER_SHIFT & ORDER_MASK);
    }

    static long next(long link) {
        return link >>> NEXT_SHIFT;
    }
}
