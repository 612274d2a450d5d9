package io.ballonet.frame;

/**
 * Codec of a frame's state word, with its transitions as pure functions.
 *
 * <pre>
 *  63           40 39         24 23        8 7     4  3       2     0
 * +---------------+-------------+-----------+-------+--------+-------+
 * |  generation   |    owner    | host pins |   0   | residue| state |
 * +---------------+-------------+-----------+-------+--------+-------+
 * </pre>
 *
 * The all-zero word is a free frame that reads zeros, so an untouched table needs no memory. <em>Residue</em> marks a free
 * frame that still holds its last owner's bytes; a free frame remembers who that was. The generation counts how often the frame was freed (modulo 2^24), so that
 * a compare-and-set cannot mistake a frame for its own past.
 *
 * <table>
 * <caption>Legal transitions; every other is {@link #ILLEGAL}</caption>
 * <tr><th>from</th><th>allocate(o)</th><th>reserve</th><th>pin(o)</th><th>unpin</th><th>beginReclaim(o)</th><th>cancelReclaim</th><th>free</th><th>cancelFree</th><th>zeroed</th></tr>
 * <tr><td>FREE</td><td>OWNED by o</td><td>RESERVED</td><td></td><td></td><td></td><td></td><td></td><td>RECLAIMING, generation - 1</td><td></td></tr>
 * <tr><td>FREE with residue</td><td>OWNED by o</td><td>RESERVED</td><td></td><td></td><td></td><td></td><td></td><td>RECLAIMING, generation - 1</td><td>FREE</td></tr>
 * <tr><td>OWNED by o, pins = 0</td><td></td><td></td><td>pins + 1</td><td></td><td>RECLAIMING</td><td></td><td></td><td></td><td></td></tr>
 * <tr><td>OWNED by o, pins &gt; 0</td><td></td><td></td><td>pins + 1 up to MAX_PINS</td><td>pins - 1</td><td></td><td></td><td></td><td></td><td></td></tr>
 * <tr><td>RECLAIMING</td><td></td><td></td><td></td><td></td><td></td><td>OWNED by o</td><td>FREE, generation + 1</td><td></td><td></td></tr>
 * <tr><td>RESERVED</td><td></td><td></td><td></td><td></td><td></td><td></td><td>FREE, generation + 1</td><td></td><td></td></tr>
 * </table>
 */
public final class FrameState {
    /** Nobody's; allocatable. */
    public static final int FREE = 0;
    /** One guest's. */
    public static final int OWNED = 1;
    /** Still one guest's, on its way to free: no new pin is taken (I5), no mapping leads to it once its grace period is over (I2). */
    public static final int RECLAIMING = 2;
    /** The host's own. */
    public static final int RESERVED = 3;

    /** What a transition gives that the table does not allow; no word has this value. */
    public static final long ILLEGAL = -1L;
    /** Largest owner number. */
    public static final int MAX_OWNER = 0xFFFF;
    /** Most host pins on one frame. */
    public static final int MAX_PINS = 0xFFFF;

    static final long STATE_MASK = 0b111;
    static final long RESIDUE = 1L << 3;
    static final int PIN_SHIFT = 8;
    static final long PIN_ONE = 1L << PIN_SHIFT;
    static final long PIN_MASK = 0xFFFFL << PIN_SHIFT;
    static final int OWNER_SHIFT = 24;
    static final long OWNER_MASK = 0xFFFFL << OWNER_SHIFT;
    static final int GENERATION_SHIFT = 40;
    static final long GENERATION_MASK = 0xFFFFFFL << GENERATION_SHIFT;

    private static final String[] NAMES = {"FREE", "OWNED", "RECLAIMING", "RESERVED"};

    private FrameState() {}

    public static int state(long word) {
        return (int) (word & STATE_MASK);
    }

    /** Owner of an owned or reclaiming frame, last owner of a free one, 0 if there was none. */
    public static int owner(long word) {
        return (int) ((word & OWNER_MASK) >>> OWNER_SHIFT);
    }

    /** Host pins. */
    public static int pins(long word) {
        return (int) ((word & PIN_MASK) >>> PIN_SHIFT);
    }

    /** How often the frame was freed, modulo 2^24. */
    public static int generation(long word) {
        return (int) (word >>> GENERATION_SHIFT);
    }

    /** True if the frame is free and must be zeroed before somebody reads it. */
    public static boolean hasResidue(long word) {
        return (word & RESIDUE) != 0;
    }

    /** FREE to OWNED; the caller zeroes first where {@link #hasResidue}. */
    public static long allocate(long word, int owner) {
        return state(word) == FREE ? word & GENERATION_MASK | (long) owner << OWNER_SHIFT | OWNED : ILLEGAL;
    }

    /** FREE to RESERVED. Residue stays: the host may use the frame for what nobody reads before it is written. */
    public static long reserve(long word) {
        return state(word) == FREE ? word & (GENERATION_MASK | RESIDUE) | RESERVED : ILLEGAL;
    }

    /** One more host pin on a frame of {@code owner}. */
    public static long pin(long word, int owner) {
        return isOwnedBy(word, owner) && pins(word) < MAX_PINS ? word + PIN_ONE : ILLEGAL;
    }

    /** One host pin less. */
    public static long unpin(long word) {
        return state(word) == OWNED && pins(word) > 0 ? word - PIN_ONE : ILLEGAL;
    }

    /** OWNED without pins to RECLAIMING. */
    public static long beginReclaim(long word, int owner) {
        return isOwnedBy(word, owner) && pins(word) == 0 ? word & ~STATE_MASK | RECLAIMING : ILLEGAL;
    }

    /** RECLAIMING back to OWNED. */
    public static long cancelReclaim(long word) {
        return state(word) == RECLAIMING ? word & ~STATE_MASK | OWNED : ILLEGAL;
    }

    /**
     * RECLAIMING or RESERVED to FREE.
     *
     * @param residue true if the frame still holds bytes that nobody may see
     */
    public static long free(long word, boolean residue) {
        int state = state(word);
        if (state != RECLAIMING && state != RESERVED) {
            return ILLEGAL;
        }
        long nextGeneration = (word & GENERATION_MASK) + (1L << GENERATION_SHIFT);
        return nextGeneration | word & OWNER_MASK | (residue ? RESIDUE : 0);
    }

    /** FREE back to RECLAIMING: undoes {@link #free} before the allocator has heard of it. */
    public static long cancelFree(long word) {
        if (state(word) != FREE) {
            return ILLEGAL;
        }
        long lastGeneration = (word & GENERATION_MASK) - (1L << GENERATION_SHIFT) & GENERATION_MASK;
        return lastGeneration | word & OWNER_MASK | RECLAIMING;
    }

    /** FREE with residue to FREE: the caller has zeroed the frame. */
    public static long zeroed(long word) {
        return state(word) == FREE && hasResidue(word) ? word & ~RESIDUE : ILLEGAL;
    }

    private static boolean isOwnedBy(long word, int owner) {
        return (word & (STATE_MASK | OWNER_MASK)) == ((long) owner << OWNER_SHIFT | OWNED);
    }

    /** The word for people: {@code OWNED(owner=3, pins=1, generation=7)}. */
    public static String toString(long word) {
        int state = state(word);
        String name = state < NAMES.length ? NAMES[state] : "state" + state;
        return name + "(owner=" + owner(word) + ", pins=" + pins(word) + ", generation=" + generation(word)
                + (hasResidue(word) ? ", residue" : "") + ")";
    }
}
