package io.ballonet.frame.alloc;

import io.ballonet.memory.Words;

/**
 * A set of areas, one bit each, that says where a search need not look; a member may be there in error, and what that costs
 * the searcher takes it out.
 *
 * <p>The pattern of use, with "worth a look" and "set" the other way round for {@code TAKEN}: who makes an area worth a look
 * changes it first and then calls {@link #add}; who finds nothing in it calls {@link #remove}, looks again, and if something is
 * there now calls {@link #add}.
 *
 * <p><b>Concurrency:</b> every thread reads and writes every word. {@link #add} and {@link #remove} write only where that
 * changes something, so a set that is up to date is read-shared. Changes, locked writes and the looks after them
 * are all volatile, so of a change and a removal that meet, one sees the other. Wait-free; {@link #next} and {@link #nextAbsent} are
 * one load for 64 areas.
 */
final class AreaSet {
    /** No area in the range. */
    static final long NONE = -1L;

    private static final int WORD_SHIFT = 6;

    private final long address;

    /**
     * A set over zeroed memory that the caller owns.
     *
     * @param address first word, 8-byte aligned
     */
    AreaSet(long address) {
        this.address = address;
    }

    static long wordsFor(long areas) {
        return (areas + (1L << WORD_SHIFT) - 1) >>> WORD_SHIFT;
    }

    boolean contains(long area) {
        return (wordVolatile(area) & 1L << area) != 0;
    }

    void add(long area) {
        if (!contains(area)) {
            Words.getAndBitwiseOr(wordAddress(area), 1L << area); // pairs with wordVolatile
        }
    }

    void remove(long area) {
        if (contains(area)) {
            Words.getAndBitwiseAnd(wordAddress(area), ~(1L << area)); // pairs with wordVolatile
        }
    }

    /** First member in {@code [from, to)}, or {@link #NONE}. */
    long next(long from, long to) {
        return search(from, to, 0);
    }

    /** First area in {@code [from, to)} that is no member, or {@link #NONE}. */
    long nextAbsent(long from, long to) {
        return search(from, to, -1L);
    }

    private long search(long from, long to, long flip) {
        for (long area = from; area < to; area = ((area >>> WORD_SHIFT) + 1) << WORD_SHIFT) {
            long rest = (wordVolatile(area) ^ flip) >>> area;
            if (rest != 0) {
                long found = area + Long.numberOfTrailingZeros(rest);
                return found < to ? found : NONE;
            }
        }
        return NONE;
    }

    private long wordVolatile(long area) {
        return Words.getVolatile(wordAddress(area)); // pairs with the writes in add and remove
    }

    private long wordAddress(long area) {
        return address + (area >>> WORD_SHIFT << 3);
    }
}
