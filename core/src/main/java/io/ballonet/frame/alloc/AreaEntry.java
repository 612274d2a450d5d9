package io.ballonet.frame.alloc;

import io.ballonet.unit.PageSize;

/**
 * The state word of an area of 512 frames (8 rows of 64): what the area is, which core has reserved it, which rows may hold
 * an owner's bytes in free frames, and the order that each row serves.
 *
 * <pre>
 *   63   62   61   60      59     58 56 55            40 39   35 34   30      9    5 4    0           4       3     0
 *  +----+----+----+-------+------+-----+----------------+-------+-------+---+------+------+         +-------+-------+
 *  |HOLD|HUGE|OPEN|MERGING|UNDONE| 0   | owner core + 1 | row 7 | row 6 | … | row 1| row 0|    row: | dirty | order |
 *  +----+----+----+-------+------+-----+----------------+-------+-------+---+------+------+         +-------+-------+
 *
 *   FREE   none of HOLD, MERGING, HUGE: one free group of order 9
 *   HUGE   HUGE: one allocated group of order 9
 *   SPLIT  HOLD or MERGING: rows say which frames are free
 * </pre>
 *
 * <p>HOLD says that a claim of a row's frames holds. A merge takes it away for the moment in which it looks whether all frames are
 * free; who has claimed frames meanwhile brings it back, which undoes the merge: UNDONE keeps the next merge out until the
 * one that was undone has noticed. OPEN says that the rows have been filled once: from then on they are all ones while the area
 * is not SPLIT, but for claims that are about to be put back.
 *
 * <p>A row's order is that of its groups, 0 to 7, or 9 for order 8, or 8 for a mixed row, which holds groups of several
 * orders: so "gives single frames" is one test of three bits. Zero is a free area that nobody has reserved, whose rows are 0
 * and whose frames read zeros. The fields of rows mean something while the area is SPLIT and the row in use.
 *
 * <p>Transitions, each by one compare-and-set; the owner stays except where it is named:
 *
 * <pre>
 *   from            to                            by                       illegal where
 *   FREE            HUGE, no row dirty            {@link #allocatedWhole}  not FREE
 *   HUGE            FREE, every row dirty         {@link #freedWhole}      not HUGE
 *   FREE            SPLIT, every row of an order  {@link #opened}          not FREE
 *   SPLIT           SPLIT, claims do not hold     {@link #merging}         no {@link #mayMerge}
 *   SPLIT           SPLIT, claims hold            {@link #held}            not SPLIT
 *   SPLIT           SPLIT, no merge in flight     {@link #mergeEnded}      not SPLIT
 *   SPLIT, MERGING  FREE, rows of order 0         {@link #merged}          not MERGING
 *   SPLIT           the same, one row's order     {@link #withRowOrder}    not SPLIT
 *   SPLIT           the same, one row mixed       {@link #withMixedRow}    not SPLIT
 *   any             a row dirty                   {@link #dirtied}         HUGE
 *   any             a row not dirty               {@link #cleaned}         –
 *   owner none      owner core                    {@link #reservedBy}      owned, or no such core
 *   owner core      owner none                    {@link #released}        not owned
 * </pre>
 */
final class AreaEntry {
    static final int ROWS_SHIFT = PageSize.HUGE_ORDER - FrameBits.ROW_SHIFT;
    static final int ROWS = 1 << ROWS_SHIFT;

    static final int ROW_BITS = 5;
    static final long ORDER_MASK = 0b0_1111;
    static final long DIRTY = 0b1_0000;
    static final int OWNER_SHIFT = ROWS * ROW_BITS;
    static final int OWNER_BITS = 16;
    static final long OWNER_MASK = ((1L << OWNER_BITS) - 1) << OWNER_SHIFT;
    static final long UNDONE = 1L << 59;
    static final long MERGING = 1L << 60;
    static final long OPEN = 1L << 61;
    static final long HUGE = 1L << 62;
    static final long HOLD = 1L << 63;

    static final int MOST_CORES = (1 << OWNER_BITS) - 1;
    static final int NO_OWNER = -1;
    /** {@link #rowOrder} of a mixed row. */
    static final int MIXED = -1;

    private static final int LARGEST_ROW_ORDER = PageSize.HUGE_ORDER - 1;
    private static final long MIXED_CODE = 8;
    private static final long LARGEST_CODE = 9;
    /** Zero in the codes of order 0 and of a mixed row only. */
    private static final long OTHER_THAN_SINGLE = 7;

    /* Bit 0 of every row; a product of it and a row's value is that value in every row. */
    private static final long EACH_ROW = ((1L << OWNER_SHIFT) - 1) / ((1L << ROW_BITS) - 1);

    static final long ORDERS_MASK = EACH_ROW * ORDER_MASK;
    static final long DIRTY_MASK = EACH_ROW * DIRTY;

    private static final long SPLIT_MASK = HOLD | MERGING;
    /** What stays when an area becomes FREE or stops to be. */
    private static final long LASTING_MASK = OWNER_MASK | OPEN;

    private AreaEntry() {}

    static boolean isFree(long entry) {
        return (entry & (SPLIT_MASK | HUGE)) == 0;
    }

    static boolean isSplit(long entry) {
        return (entry & SPLIT_MASK) != 0;
    }

    static boolean isHuge(long entry) {
        return (entry & HUGE) != 0;
    }

    static long allocatedWhole(long entry) {
        check(isFree(entry), "is not free", entry);
        return (entry & LASTING_MASK) | HUGE;
    }

    static long freedWhole(long entry) {
        check(isHuge(entry), "is not allocated whole", entry);
        return (entry & LASTING_MASK) | DIRTY_MASK;
    }

    static long opened(long entry, int order) {
        check(isFree(entry), "is not free", entry);
        return (entry & (OWNER_MASK | DIRTY_MASK)) | OPEN | HOLD | code(order) * EACH_ROW;
    }

    /** True if the rows have been filled: who splits the area has nothing to fill. */
    static boolean isOpen(long entry) {
        return (entry & OPEN) != 0;
    }

    /** True if the area is SPLIT and claims hold. */
    static boolean holds(long entry) {
        return entry < 0;
    }

    /** True if the area is SPLIT and no merge is in flight. */
    static boolean mayMerge(long entry) {
        return (entry & (HOLD | UNDONE)) == HOLD;
    }

    static boolean isMerging(long entry) {
        return (entry & MERGING) != 0;
    }

    static long merging(long entry) {
        check(mayMerge(entry), "is not to be merged", entry);
        return (entry & ~HOLD) | MERGING;
    }

    /** Undoes a merge, if one is in flight. */
    static long held(long entry) {
        check(isSplit(entry), "is not split", entry);
        return isMerging(entry) ? (entry & ~MERGING) | HOLD | UNDONE : entry;
    }

    /** By who began the merge and found a frame that is not free, or that it was undone. */
    static long mergeEnded(long entry) {
        check(isSplit(entry), "is not split", entry);
        return (entry & ~(MERGING | UNDONE)) | HOLD;
    }

    static long merged(long entry) {
        check(isMerging(entry), "is not merging", entry);
        return entry & (LASTING_MASK | DIRTY_MASK);
    }

    /** Order of a row's groups, or {@link #MIXED}. */
    static int rowOrder(long entry, int row) {
        long code = rowCode(entry, row);
        if (code == MIXED_CODE) {
            return MIXED;
        }
        return (int) (code == LARGEST_CODE ? LARGEST_ROW_ORDER : code);
    }

    static long withRowOrder(long entry, int row, int order) {
        check(isSplit(entry), "is not split", entry);
        return withRowCode(entry, row, code(order));
    }

    static long withMixedRow(long entry, int row) {
        check(isSplit(entry), "is not split", entry);
        return withRowCode(entry, row, MIXED_CODE);
    }

    /** True if a row holds groups of the order, perhaps among others. */
    static boolean rowHolds(long entry, int row, int order) {
        long code = rowCode(entry, row);
        return code == code(order) || code == MIXED_CODE;
    }

    /**
     * True if claims hold and a row holds single frames, in the fewest instructions.
     *
     * @param row any number whose low three bits are the row in its area
     */
    static boolean rowHoldsSingles(long entry, long row) {
        return (entry >> shift(row) & (HOLD | OTHER_THAN_SINGLE)) == HOLD;
    }

    /** The same, and the row is dirty: nothing is left to note when one is freed. */
    static boolean isDirtyRowOfSingles(long entry, long row) {
        return (entry >> shift(row) & (HOLD | DIRTY | OTHER_THAN_SINGLE)) == (HOLD | DIRTY);
    }

    /** True if every row holds single frames. */
    static boolean allRowsHoldSingles(long entry) {
        return (entry & (EACH_ROW * OTHER_THAN_SINGLE)) == 0;
    }

    static boolean anyDirty(long entry) {
        return (entry & DIRTY_MASK) != 0;
    }

    /**
     * True if free frames of a row may hold an owner's bytes.
     *
     * @param row any number whose low three bits are the row in its area
     */
    static boolean isDirty(long entry, long row) {
        return (entry & dirtyBit(row)) != 0;
    }

    static long dirtied(long entry, long row) {
        check(!isHuge(entry), "is allocated whole", entry);
        return entry | dirtyBit(row);
    }

    static long cleaned(long entry, long row) {
        return entry & ~dirtyBit(row);
    }

    /** Core that has reserved the area, or {@link #NO_OWNER}. */
    static int owner(long entry) {
        return (int) ((entry & OWNER_MASK) >>> OWNER_SHIFT) - 1;
    }

    static boolean isReserved(long entry) {
        return (entry & OWNER_MASK) != 0;
    }

    static long reservedBy(long entry, int core) {
        check(!isReserved(entry) && core >= 0 && core < MOST_CORES, "cannot be reserved", entry);
        return entry | (core + 1L) << OWNER_SHIFT;
    }

    static long released(long entry) {
        check(isReserved(entry), "is not reserved", entry);
        return entry & ~OWNER_MASK;
    }

    private static long dirtyBit(long row) {
        return DIRTY << shift(row);
    }

    private static int shift(long row) {
        return ((int) row & (ROWS - 1)) * ROW_BITS;
    }

    private static long rowCode(long entry, int row) {
        return entry >>> shift(row) & ORDER_MASK;
    }

    private static long withRowCode(long entry, int row, long code) {
        return (entry & ~(ORDER_MASK << shift(row))) | code << shift(row);
    }

    private static long code(int order) {
        if (order < 0 || order > LARGEST_ROW_ORDER) {
            throw new IllegalArgumentException("rows have no such order: order=" + order);
        }
        return order == LARGEST_ROW_ORDER ? LARGEST_CODE : order;
    }

    private static void check(boolean legal, String what, long entry) {
        if (!legal) {
            throw new IllegalArgumentException("area " + what + ": entry=0x" + Long.toHexString(entry));
        }
    }
}
