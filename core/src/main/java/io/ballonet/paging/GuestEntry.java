package io.ballonet.paging;

/**
 * Codec of a leaf entry of a guest page table, in the shape of x86-64, with its transitions as pure functions.
 *
 * <pre>
 *  63     52 51                 12 11   10      9     8 7 6 5 4 2 1 0
 * +---------+---------------------+--+-------+------+----+-+-+---+-+-+
 * |    0    |  PPN or swap slot   | 0|SWAPPED|PINNED|  0 |D|A| 0 |W|P|
 * +---------+---------------------+--+-------+------+----+-+-+---+-+-+
 * </pre>
 *
 * The all-zero entry is a page that was never touched: it reads zeros. PINNED is the guest pin: the page keeps its number
 * and its A, D and W bits but is not present, so that no process reaches it (I4).
 *
 * <table>
 * <caption>Legal transitions; every other is {@link #ILLEGAL}</caption>
 * <tr><th>from</th><th>pin</th><th>unpin</th><th>swapOut(slot)</th><th>forget</th></tr>
 * <tr><td>empty</td><td></td><td></td><td></td><td></td></tr>
 * <tr><td>present</td><td>pinned</td><td></td><td></td><td></td></tr>
 * <tr><td>pinned</td><td></td><td>present</td><td>swapped</td><td>empty</td></tr>
 * <tr><td>swapped</td><td></td><td></td><td></td><td></td></tr>
 * </table>
 *
 * Empty and swapped become present by {@link #present}, which makes a new entry.
 */
public final class GuestEntry {
    /** What a transition gives that the table does not allow; no entry has this value. */
    public static final long ILLEGAL = -1L;
    /** A page that was never touched. */
    public static final long EMPTY = 0L;
    /** P: the walk may go on. */
    public static final long PRESENT = 1L;
    /** W: the page may be written. */
    public static final long WRITABLE = 1L << 1;
    /** A: set by the walk. */
    public static final long ACCESSED = 1L << 5;
    /** D: set by the walk of the first write. */
    public static final long DIRTY = 1L << 6;
    /** Guest pin. */
    public static final long PINNED = 1L << 9;
    /** Not present; the number is a slot of the guest's swap. */
    public static final long SWAPPED = 1L << 10;

    private static final int ACCESSED_SHIFT = 5;
    private static final int NUMBER_SHIFT = 12;
    private static final long NUMBER_MASK = ((1L << 40) - 1) << NUMBER_SHIFT;

    private GuestEntry() {}

    /** A mapping that nobody has used yet: A and D clear. */
    public static long present(long ppn, boolean writable) {
        return ppn << NUMBER_SHIFT | (writable ? WRITABLE : 0) | PRESENT;
    }

    public static boolean isPresent(long entry) {
        return (entry & PRESENT) != 0;
    }

    public static boolean isPinned(long entry) {
        return (entry & PINNED) != 0;
    }

    public static boolean isSwapped(long entry) {
        return (entry & SWAPPED) != 0;
    }

    public static boolean isDirty(long entry) {
        return (entry & DIRTY) != 0;
    }

    public static boolean isAccessed(long entry) {
        return (entry & ACCESSED) != 0;
    }

    /** 1 for a present entry whose A bit is clear, else 0; without a branch. */
    public static long idleBit(long entry) {
        return entry & ~(entry >>> ACCESSED_SHIFT) & PRESENT;
    }

    /** Page number of a present or pinned entry. */
    public static long ppn(long entry) {
        return (entry & NUMBER_MASK) >>> NUMBER_SHIFT;
    }

    /** Swap slot of a swapped entry. */
    public static long slot(long entry) {
        return (entry & NUMBER_MASK) >>> NUMBER_SHIFT;
    }

    /** Takes the page out of every process's reach; A, D, W and the number stay. */
    public static long pin(long entry) {
        return isPresent(entry) ? entry & ~PRESENT | PINNED : ILLEGAL;
    }

    /** Puts a pinned page back as it was. */
    public static long unpin(long entry) {
        return isPinned(entry) ? entry & ~PINNED | PRESENT : ILLEGAL;
    }

    /** A pinned page whose content now stands in {@code slot}. */
    public static long swapOut(long entry, long slot) {
        return isPinned(entry) ? slot << NUMBER_SHIFT | entry & WRITABLE | SWAPPED : ILLEGAL;
    }

    /** A pinned page that holds zeros and needs no slot. */
    public static long forget(long entry) {
        return isPinned(entry) ? EMPTY : ILLEGAL;
    }

    /** The entry for people: {@code present(ppn=3, W, A)}. */
    public static String toString(long entry) {
        if (entry == EMPTY) {
            return "empty";
        }
        String kind = isPresent(entry) ? "present(ppn=" : isPinned(entry) ? "pinned(ppn=" : "swapped(slot=";
        return kind + ppn(entry) + ((entry & WRITABLE) != 0 ? ", W" : "") + (isAccessed(entry) ? ", A" : "")
                + (isDirty(entry) ? ", D" : "") + ")";
    }
}
