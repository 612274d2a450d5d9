package io.ballonet.scan;

import io.ballonet.memory.PageBatch;

/**
 * Chooses inactive pages, or counts active ones, through an {@link AccessView}.
 *
 * <p>State (hands, ages, generations) is the strategy's own and off-heap where it grows with memory. A victim is a
 * suggestion: whoever asked pins it, and asks again for those that were lost.
 *
 * <p><b>Threads:</b> one at a time; virtual CPUs and other scans may run on the same pages meanwhile.
 */
public interface ScanStrategy extends AutoCloseable {
    /**
     * Appends up to {@code wanted} distinct inactive candidates to {@code victims}. How far one call looks, and whether it
     * clears bits, is the strategy's; it always ends, after at most a bounded number of looks at each page.
     *
     * @return victims appended
     */
    int selectVictims(AccessView view, int wanted, PageBatch victims);

    /**
     * One look at every page of the view.
     *
     * @param clear true to clear the bits that were found set
     * @return accessed pages
     */
    long pass(AccessView view, boolean clear);

    /** Pages looked at since creation. */
    long pagesExamined();

    /** Accessed bits cleared since creation. */
    long bitsCleared();

    @Override
    void close();
}
