package io.ballonet.paging;

/**
 * Codec of a nested entry (PPN to MPN), with its transitions as pure functions.
 *
 * <pre>
 *  63     52 51                 12 11   7 6 5 4 3 2   0
 * +---------+---------------------+------+-+-+---+-----+
 * |    0    |         MPN         |   0  |D|A| 0 |state|
 * +---------+---------------------+------+-+-+---+-----+
 * </pre>
 *
 * The all-zero entry is UNBACKED, so a guest that was never touched costs no resident memory.
 *
 * <table>
 * <caption>Legal transitions; every other is {@link #ILLEGAL}</caption>
 * <tr><th>from</th><th>back(mpn)</th><th>revoke</th><th>restore</th><th>balloon</th><th>deflate</th></tr>
 * <tr><td>UNBACKED</td><td>BACKED</td><td></td><td></td><td>BALLOONED</td><td></td></tr>
 * <tr><td>BACKED</td><td></td><td>IN_TRANSIT</td><td></td><td></td><td></td></tr>
 * <tr><td>IN_TRANSIT</td><td></td><td></td><td>BACKED</td><td>BALLOONED</td><td></td></tr>
 * <tr><td>BALLOONED</td><td>BACKED (a popped page)</td><td></td><td></td><td></td><td>UNBACKED</td></tr>
 * </table>
 */
public final class NestedEntry {
    /** What a transition gives that the table does not allow; no entry has this value. */
    public static final long ILLEGAL = -1L;

    /** No frame; the first touch gets one that reads zeros. */
    public static final int UNBACKED = 0;
    /** A frame. */
    public static final int BACKED = 1;
    /** A frame that is being taken away; a touch waits outside the guest. */
    public static final int IN_TRANSIT = 2;
    /** No frame; the guest gave the page away. */
    public static final int BALLOONED = 3;

    /** A: set by the walk. */
    public static final long ACCESSED = 1L << 5;
    /** D: set by the walk of the first write. */
    public static final long DIRTY = 1L << 6;

    static final long STATE_MASK = 0b111;
    private static final int MPN_SHIFT = 12;
    private static final long MPN_MASK = ((1L << 40) - 1) << MPN_SHIFT;
    private static final String[] NAMES = {"unbacked", "backed", "in transit", "ballooned"};

    private NestedEntry() {}

    public static int state(long entry) {
        return (int) (entry & STATE_MASK);
    }

    /** Frame of a backed entry or of one in transit. */
    public static long mpn(long entry) {
        return (entry & MPN_MASK) >>> MPN_SHIFT;
    }

    static long mpnBytes(long entry) {
        return entry & MPN_MASK;
    }

    public static long back(long entry, long mpn) {
        int state = state(entry);
        return state == UNBACKED || state == BALLOONED ? mpn << MPN_SHIFT | BACKED : ILLEGAL;
    }

    public static long revoke(long entry) {
        return state(entry) == BACKED ? entry & ~STATE_MASK | IN_TRANSIT : ILLEGAL;
    }

    public static long restore(long entry) {
        return state(entry) == IN_TRANSIT ? entry & ~STATE_MASK | BACKED : ILLEGAL;
    }

    public static long balloon(long entry) {
        int state = state(entry);
        return state == UNBACKED || state == IN_TRANSIT ? BALLOONED : ILLEGAL;
    }

    public static long deflate(long entry) {
        return state(entry) == BALLOONED ? UNBACKED : ILLEGAL;
    }

    /** The entry for people: {@code backed(mpn=3)}. */
    public static String toString(long entry) {
        int state = state(entry);
        String name = state < NAMES.length ? NAMES[state] : "state" + state;
        return state == BACKED || state == IN_TRANSIT ? name + "(mpn=" + mpn(entry) + ")" : name;
    }
}
