package io.ballonet.scan;

/**
 * How long pages have been idle, from one scan: the histogram that says how much memory is cold at every threshold.
 *
 * <p>A period is the time between two clearing passes. Only candidates count.
 *
 * <p><b>Threads:</b> that of the scan. <b>Source:</b> Lagar-Cavilla et al., Software-Defined Far Memory in Warehouse-Scale
 * Computers, ASPLOS '19, 4.2.
 */
public interface IdleAges {
    /** Idle periods that are told apart; pages idle for longer count as this old. */
    int OLDEST = 255;

    /**
     * Pages that were idle for at least {@code periods} periods at the last clearing pass.
     *
     * @param periods in {@code [0, OLDEST]}
     */
    long coldPages(int periods);

    /** Periods for which a page was idle at the last clearing pass. */
    int age(long page);
}
