package io.ballonet.scan;

import io.ballonet.memory.Words;
import io.ballonet.paging.AccessBitmap;
import java.util.Objects;

/**
 * Packed access bits, one a page, with two upper levels: 64 pages are looked at by one load and cleared by one locked
 * instruction.
 *
 * <p>A page is accessed only if it is also a candidate. A bit that was left by a page's former use therefore shows only until
 * the page is next cleared, and a fresh mapping is accessed at once anyway.
 *
 * <p><b>Concurrency:</b> reads without a lock, an answer may be old; a clear is one locked and of exactly the bits that it
 * clears, so a touch that comes meanwhile is either answered as set or still there afterwards. Pairs with
 * {@link AccessBitmap#touch}. Wait-free.
 */
public final class PackedAccessView implements AccessView {
    private static final long ALL = -1L;
    private static final int WORD_SHIFT = 6;

    private final BitKernel kernel;
    private final AccessBitmap bitmap;
    private final long accessed;
    private final long candidates;
    private final long pages;
    private final long words;

    /**
     * A view of every page of a bitmap.
     *
     * @param candidates address of one bit a page, set where the page is mapped and may be taken; 0 if every page is
     */
    public PackedAccessView(AccessBitmap bitmap, long candidates) {
        this(Kernels.best().bits(), bitmap, candidates);
    }

    /** The same without the Vector API, as in a JVM that has not got it: for comparison. */
    public static PackedAccessView withoutVectors(AccessBitmap bitmap, long candidates) {
        return new PackedAccessView(Kernels.plain().bits(), bitmap, candidates);
    }

    PackedAccessView(BitKernel kernel, AccessBitmap bitmap, long candidates) {
        this.kernel = kernel;
        this.bitmap = bitmap;
        this.accessed = bitmap.address(0);
        this.candidates = candidates;
        this.pages = bitmap.pages();
        this.words = bitmap.words(0);
    }

    @Override
    public long pages() {
        return pages;
    }

    @Override
    public boolean isCandidate(long page) {
        return (candidateWord(wordOf(page)) >>> page & 1) != 0;
    }

    @Override
    public boolean isAccessed(long page) {
        return (accessedWord(wordOf(page)) >>> page & 1) != 0;
    }

    @Override
    public boolean clearAccessed(long page) {
        return clearAccessedWord(wordOf(page), 1L << page) != 0;
    }

    @Override
    public long candidateWord(long word) {
        Objects.checkIndex(word, words);
        return candidates(word);
    }

    @Override
    public long accessedWord(long word) {
        Objects.checkIndex(word, words);
        return accessed(word);
    }

    @Override
    public long clearAccessedWord(long word, long mask) {
        Objects.checkIndex(word, words);
        return clear(word, mask);
    }

    @Override
    public long countAccessed(long from, long to) {
        Objects.checkFromToIndex(from, to, pages);
        if (from == to) {
            return 0;
        }
        long first = from >>> WORD_SHIFT;
        long last = to - 1 >>> WORD_SHIFT;
        if (first == last) {
            return Long.bitCount(accessed(first) & fromBit(from) & toBit(to));
        }
        long count = Long.bitCount(accessed(first) & fromBit(from));
        count += Long.bitCount(accessed(last) & toBit(to));
        long between = accessed + (first + 1 << 3);
        return count
                + (candidates == 0
                        ? kernel.count(between, last - first - 1)
                        : kernel.countBoth(between, candidates + (first + 1 << 3), last - first - 1));
    }

    @Override
    public long clearAccessed(long from, long to) {
        Objects.checkFromToIndex(from, to, pages);
        if (from == to) {
            return 0;
        }
        long first = from >>> WORD_SHIFT;
        long last = to - 1 >>> WORD_SHIFT;
        if (first == last) {
            return Long.bitCount(clear(first, fromBit(from) & toBit(to)));
        }
        long cleared = Long.bitCount(clear(first, fromBit(from)));
        long word = first + 1;
        for (; word <= last - BitKernel.BLOCK; word += BitKernel.BLOCK) {
            long nonZero = kernel.nonZero(accessed + (word << 3));
            for (long left = nonZero; left != 0; left &= left - 1) {
                cleared += Long.bitCount(clear(word + Long.numberOfTrailingZeros(left), ALL));
            }
        }
        for (; word < last; word++) {
            cleared += Long.bitCount(clear(word, ALL));
        }
        return cleared + Long.bitCount(clear(last, toBit(to)));
    }

    @Override
    public int upperLevels() {
        return AccessBitmap.LEVELS - 1;
    }

    @Override
    public long upperWord(int level, long word) {
        return Words.getOpaque(upperAddress(level, word)); // pairs with the locked or in touch
    }

    @Override
    public long clearUpperWord(int level, long word, long mask) {
        long address = upperAddress(level, word);
        long set = Words.getOpaque(address) & mask; // pairs with the locked or in touch
        return set == 0 ? 0 : Words.getAndBitwiseAnd(address, ~set) & set; // full fence: what is below is read after
    }

    private long upperAddress(int level, long word) {
        if (level < 1 || level >= AccessBitmap.LEVELS) {
            throw new IndexOutOfBoundsException(
                    "level out of range: level=" + level + ", upperLevels=" + upperLevels());
        }
        return bitmap.address(level) + (Objects.checkIndex(word, bitmap.words(level)) << 3);
    }

    private long clear(long word, long mask) {
        long set = accessed(word) & mask;
        return set == 0 ? 0 : Words.getAndBitwiseAnd(accessed + (word << 3), ~set) & set;
    }

    private long accessed(long word) {
        long bits = Words.getOpaque(accessed + (word << 3)); // pairs with the locked or in touch
        return bits == 0 ? 0 : bits & candidates(word);
    }

    private long candidates(long word) {
        long inside = word == words - 1 ? toBit(pages) : ALL;
        return candidates == 0 ? inside : Words.getOpaque(candidates + (word << 3)) & inside;
    }

    private long wordOf(long page) {
        return Objects.checkIndex(page, pages) >>> WORD_SHIFT;
    }

    private static long fromBit(long page) {
        return ALL << page;
    }

    private static long toBit(long end) {
        return ALL >>> -end;
    }
}
