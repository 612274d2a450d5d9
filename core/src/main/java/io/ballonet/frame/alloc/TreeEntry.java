package io.ballonet.frame.alloc;

import io.ballonet.unit.PageSize;

/**
 * The state word of a tree: how many frames of each of its four bitfields are allocated, and which core has reserved it.
 *
 * <pre>
 *   63     56 55            40 39        30 29        20 19        10 9          0
 *  +---------+----------------+------------+------------+------------+------------+
 *  | 0       | owner core + 1 | bitfield 3 | bitfield 2 | bitfield 1 | bitfield 0 |
 *  +---------+----------------+------------+------------+------------+------------+
 * </pre>
 *
 * <p>A count goes from 0 to 512; {@link #WHOLE} stands for 512 frames that were allocated as one huge frame, whose bits
 * stay clear. Zero is a wholly free tree that nobody has reserved.
 *
 * <p>Transitions, all by compare-and-set or by an add that cannot carry into a neighbour:
 *
 * <pre>
 *   from                      to                        by                    illegal where
 *   count c, any owner        count c + n               {@link #claimed}      c + n &gt; 512, whole
 *   count c, any owner        count c − n               minus {@link #units}  n &gt; c, whole (bits are cleared first, so never)
 *   count 0                   whole                     {@link #wholeClaimed} count &gt; 0, whole
 *   whole                     count 0                   {@link #wholeFreed}   not whole
 *   owner none                owner core                {@link #reservedBy}   owned
 *   owner core                owner none                {@link #released}     not owned
 * </pre>
 */
final class TreeEntry {
    static final int BITFIELDS_SHIFT = 2;
    static final int BITFIELDS = 1 << BITFIELDS_SHIFT;
    static final int FRAMES_PER_BITFIELD = PageSize.FRAMES_PER_HUGE;

    static final int COUNT_BITS = 10;
    static final long COUNT_MASK = (1L << COUNT_BITS) - 1;
    private static final long LOWEST_BITS = 1L | 1L << COUNT_BITS | 1L << 2 * COUNT_BITS | 1L << 3 * COUNT_BITS;
    private static final long HIGHEST_BITS = LOWEST_BITS << (COUNT_BITS - 1);

    /** The count field of a bitfield that is allocated as one huge frame. */
    static final int WHOLE = (int) COUNT_MASK;

    static final int OWNER_SHIFT = BITFIELDS * COUNT_BITS;
    static final int OWNER_BITS = 16;
    static final long OWNER_MASK = ((1L << OWNER_BITS) - 1) << OWNER_SHIFT;
    static final int MOST_CORES = (1 << OWNER_BITS) - 1;
    static final int NO_OWNER = -1;

    private TreeEntry() {}

    /** Allocated frames of a bitfield, 512 where it is one huge frame. */
    static int allocated(long entry, int bitfield) {
        return Math.min(field(entry, bitfield), FRAMES_PER_BITFIELD);
    }

    /** True if the bitfield is allocated as one huge frame. */
    static boolean isWhole(long entry, int bitfield) {
        return field(entry, bitfield) == WHOLE;
    }

    /** True if a bitfield has no frame allocated, whatever the owner: the search for a zero among the fields of a word. */
    static boolean hasUntouched(long entry) {
        return (entry - LOWEST_BITS & ~entry & HIGHEST_BITS) != 0;
    }

    private static int field(long entry, int bitfield) {
        return (int) ((entry >>> (bitfield * COUNT_BITS)) & COUNT_MASK);
    }

    static int free(long entry, int bitfield) {
        return FRAMES_PER_BITFIELD - allocated(entry, bitfield);
    }

    /** Allocated frames of the whole tree. */
    static int allocated(long entry) {
        return allocated(entry, 0) + allocated(entry, 1) + allocated(entry, 2) + allocated(entry, 3);
    }

    /** What {@code frames} frames of a bitfield weigh in the word. */
    static long units(int bitfield, int frames) {
        return (long) frames << (bitfield * COUNT_BITS);
    }

    static long claimed(long entry, int bitfield, int frames) {
        if (frames < 0 || frames > free(entry, bitfield)) {
            throw new IllegalArgumentException("claim exceeds the bitfield: bitfield=" + bitfield + ", frames=" + frames
                    + ", free=" + free(entry, bitfield));
        }
        return entry + units(bitfield, frames);
    }

    static long wholeClaimed(long entry, int bitfield) {
        if (field(entry, bitfield) != 0) {
            throw new IllegalArgumentException("bitfield is not free: bitfield=" + bitfield + ", allocated="
                    + allocated(entry, bitfield) + ", whole=" + isWhole(entry, bitfield));
        }
        return entry + units(bitfield, WHOLE);
    }

    static long wholeFreed(long entry, int bitfield) {
        if (!isWhole(entry, bitfield)) {
            throw new IllegalArgumentException(
                    "bitfield is no huge frame: bitfield=" + bitfield + ", allocated=" + allocated(entry, bitfield));
        }
        return entry - units(bitfield, WHOLE);
    }

    /** Core that has reserved the tree, or {@link #NO_OWNER}. */
    static int owner(long entry) {
        return (int) ((entry & OWNER_MASK) >>> OWNER_SHIFT) - 1;
    }

    static boolean isReserved(long entry) {
        return (entry & OWNER_MASK) != 0;
    }

    static long reservedBy(long entry, int core) {
        if (isReserved(entry) || core < 0 || core >= MOST_CORES) {
            throw new IllegalArgumentException("tree cannot be reserved: core=" + core + ", owner=" + owner(entry));
        }
        return entry | ((core + 1L) << OWNER_SHIFT);
    }

    static long released(long entry) {
        if (!isReserved(entry)) {
            throw new IllegalArgumentException("tree is not reserved: entry=0x" + Long.toHexString(entry));
        }
        return entry & ~OWNER_MASK;
    }
}
