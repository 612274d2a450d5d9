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
     * One look over the whole view; with {@code clear} it ends a period, after which bits mean accessed since now.
     *
     * @param clear true to clear the bits that were found set
     * @return accessed pages, an estimate where the strategy does not look at every page
     */
    long pass(AccessView view, boolean clear);

    /**
     * The same, and says which pages the strategy now takes for active. One that looks at every page names those whose bits it
     * found set; one that samples or keeps regions names what it concludes.
     *
     * @return pages named
     */
    long pass(AccessView view, boolean clear, ActiveSink sink);

    /** Bits looked at since creation: pages, and groups of pages where a strategy looks at upper levels. */
    long pagesExamined();

    /** Accessed bits cleared since creation. */
    long bitsCleared();

    @Override
    void close();
}
