package io.ballonet.scenario.accuracy;

import java.util.Arrays;

/**
 * What is true at the end of one period: when each page was last accessed. Time is counted in accesses; the period is
 * {@code [start, end)}, and each page was touched once before time 0.
 *
 * <p>Immutable.
 */
final class PeriodTruth {
    private final int start;
    private final int end;
    private final int length;
    private final int[] lastAccess;
    private final int idlePages;
    /** Entry {@code k}: the ages of the {@code k} oldest pages together. */
    private final long[] agesOfOldest;

    /**
     * The truth at {@code end}.
     *
     * @param lastAccess time of each page's last access, below 0 before the trace began; kept, not copied
     */
    PeriodTruth(int start, int end, int[] lastAccess) {
        this.start = start;
        this.end = end;
        this.length = end - start;
        this.lastAccess = lastAccess;
        int[] ascending = lastAccess.clone();
        Arrays.sort(ascending);
        this.agesOfOldest = new long[ascending.length + 1];
        int idle = 0;
        for (int i = 0; i < ascending.length; i++) {
            agesOfOldest[i + 1] = agesOfOldest[i] + end - ascending[i];
            idle += ascending[i] < start ? 1 : 0;
        }
        this.idlePages = idle;
    }

    int pages() {
        return lastAccess.length;
    }

    /** True if the page was accessed within this period. */
    boolean isAccessed(int page) {
        return lastAccess[page] >= start;
    }

    int accessedPages() {
        return pages() - idlePages;
    }

    /** Pages that were not accessed within this period. */
    int idlePages() {
        return idlePages;
    }

    /** Accesses since the page's last one, that one included: at least 1. */
    long age(int page) {
        return (long) end - lastAccess[page];
    }

    /** The ages of the {@code count} oldest pages together: no other choice of as many has a higher sum. */
    long agesOfOldest(int count) {
        return agesOfOldest[count];
    }

    /** Periods that have ended, this one included, since the end of the one that the page was last accessed in. */
    int idlePeriods(int page) {
        int lastPeriod = lastAccess[page] < 0 ? -1 : lastAccess[page] / length;
        return start / length - lastPeriod;
    }

    /** Pages that have been idle for at least {@code periods} periods. */
    int coldPages(int periods) {
        int cold = 0;
        for (int page = 0; page < pages(); page++) {
            cold += idlePeriods(page) >= periods ? 1 : 0;
        }
        return cold;
    }
}
