package io.ballonet.scan;

/**
 * What a scan sees of pages {@code [0, pages())}: which are candidates (mapped, not pinned) and which were accessed since
 * their bit was last cleared.
 *
 * <p>Words group 64 pages: bit {@code i} of word {@code w} is page {@code 64 w + i}; bits past {@code pages()} are 0.
 *
 * <p><b>Threads:</b> virtual CPUs set bits at any time; every clear is atomic on exactly the cleared bits (invariant: no
 * dirty bit is lost to a scan), and an answer may be old by the time it is used. Wait-free unless stated.
 */
public interface AccessView {
    /** Number of pages; page numbers are {@code [0, pages())}. */
    long pages();

    /** True if the page is mapped and may be taken. */
    boolean isCandidate(long page);

    /** True if the page is a candidate whose accessed bit is set. */
    boolean isAccessed(long page);

    /** Clears the accessed bit; tests first, so a clear bit costs a read. True if it was set. */
    boolean clearAccessed(long page);

    /** Candidates of 64 pages. */
    long candidateWord(long word);

    /** Accessed candidates of 64 pages. */
    long accessedWord(long word);

    /** Candidates of 64 pages that were not accessed: what a scan takes without a second look. */
    default long idleWord(long word) {
        return candidateWord(word) & ~accessedWord(word);
    }

    /**
     * Clears the accessed bits of {@code mask} in 64 pages; bits past {@code pages()} count for nothing.
     *
     * @return the bits that were set and are now clear
     */
    long clearAccessedWord(long word, long mask);

    /** Number of accessed pages in {@code [from, to)}, read only, at the speed of memory. */
    long countAccessed(long from, long to);

    /** Clears the accessed bits of {@code [from, to)}, each set one atomically; returns how many were set. */
    long clearAccessed(long from, long to);

    /**
     * Levels above the pages that keep accessed bits of their own, as upper levels of a page table do; 0 where there are none.
     * A bit of level {@code l} stands for {@code 2^(9 l)} pages, and is set when one of them is accessed.
     */
    default int upperLevels() {
        return 0;
    }

    /**
     * Accessed bits of 64 groups of a level, group {@code 64 word + i} in bit {@code i}; bits past the last group are 0. A scan
     * that finds one clear need not look below it.
     *
     * @param level in {@code [1, upperLevels()]}
     */
    default long upperWord(int level, long word) {
        throw new IndexOutOfBoundsException("view has no upper levels: level=" + level);
    }

    /**
     * Clears the bits of {@code mask} in 64 groups of a level; a scan does that before it looks below.
     *
     * @return the bits that were set and are now clear
     */
    default long clearUpperWord(int level, long word, long mask) {
        throw new IndexOutOfBoundsException("view has no upper levels: level=" + level);
    }
}
