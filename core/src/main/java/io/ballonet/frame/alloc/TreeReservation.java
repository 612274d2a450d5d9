package io.ballonet.frame.alloc;

/**
 * The state word of a core: the half row where it allocates, and its stock of frames from that half row.
 *
 * <pre>
 *   63            32 31             0
 *  +----------------+----------------+
 *  | half row + 1   | stock          |   bit i of the stock is frame 32 × half row + i
 *  +----------------+----------------+
 * </pre>
 *
 * <p>The tree of the half row is the one that the core has reserved. Stocked frames are allocated as far as bits and counts
 * know, and free as far as callers do. Zero is a core that has reserved nothing. Equal words mean the same, so a
 * compare-and-set that succeeds after others came and went is right all the same.
 *
 * <p>Transitions, all by compare-and-set:
 *
 * <pre>
 *   from                     to                              by                 illegal where
 *   half h, stock s          half h, lowest of s gone        {@link #taken}     s is empty
 *   half h, stock s          half h, s without a part        in {@link TreeCores#takeStock}
 *   half h, stock s          half h, s and one frame of h    {@link #putBack}   frame in s, or of another half row
 *   half h, empty; nothing   half i, stock t                 {@link #at}        i out of range
 * </pre>
 */
final class TreeReservation {
    static final int HALF_SHIFT = 5;
    static final int FRAMES_PER_HALF = 1 << HALF_SHIFT;
    static final int HALVES_PER_BITFIELD = TreeEntry.FRAMES_PER_BITFIELD >>> HALF_SHIFT;

    static final long STOCK_MASK = (1L << FRAMES_PER_HALF) - 1;

    /** Nothing is reserved. */
    static final long NONE = 0;

    /** Frames of the half rows that the word can name, in a power of two. */
    static final long MOST_FRAMES = 1L << 36;

    private TreeReservation() {}

    /** The half row, −1 where nothing is reserved. */
    static long half(long word) {
        return (word >>> FRAMES_PER_HALF) - 1;
    }

    /** Stock as the low 32 bits. */
    static long stock(long word) {
        return word & STOCK_MASK;
    }

    static int stocked(long word) {
        return Long.bitCount(stock(word));
    }

    static long halfOf(long frame) {
        return frame >>> HALF_SHIFT;
    }

    static long rowOfHalf(long half) {
        return half >>> 1;
    }

    /** The half row's frames, or those that {@code stock} names of them, as bits of their row. */
    static long inRow(long half, long stock) {
        return stock << ((half & 1) << HALF_SHIFT);
    }

    static long firstHalfOfRow(long row) {
        return row << 1;
    }

    /** The reserved tree of a word that is not {@link #NONE}. */
    static long tree(long word) {
        return TreeLayout.treeOfRow(rowOfHalf(half(word)));
    }

    /** The lowest frame of a stock that is not empty. */
    static long lowest(long word) {
        return (half(word) << HALF_SHIFT) + Long.numberOfTrailingZeros(word);
    }

    /** Stocked frames of a row, as bits of the row. */
    static long stockedOf(long word, long row) {
        return rowOfHalf(half(word)) == row ? inRow(half(word), stock(word)) : 0;
    }

    static long at(long half, long stock) {
        if (half < 0 || half >= MOST_FRAMES >>> HALF_SHIFT || (stock & ~STOCK_MASK) != 0) {
            throw new IllegalArgumentException(
                    "half row or stock out of range: half=" + half + ", stock=0x" + Long.toHexString(stock));
        }
        return (half + 1) << FRAMES_PER_HALF | stock;
    }

    static long taken(long word) {
        if (stock(word) == 0) {
            throw new IllegalArgumentException("stock is empty: word=0x" + Long.toHexString(word));
        }
        return word & (word - 1);
    }

    static boolean isStocked(long word, long frame) {
        return half(word) == halfOf(frame) && (word & bit(frame)) != 0;
    }

    static long putBack(long word, long frame) {
        if (half(word) != halfOf(frame) || (word & bit(frame)) != 0) {
            throw new IllegalArgumentException(
                    "frame cannot be stocked: frame=" + frame + ", word=0x" + Long.toHexString(word));
        }
        return word | bit(frame);
    }

    private static long bit(long frame) {
        return 1L << (frame & (FRAMES_PER_HALF - 1));
    }
}
