package io.ballonet.scenario.accuracy;

import io.ballonet.memory.PageBatch;

/** Sums of what a strategy named over the periods of a run. <b>Threads:</b> one. */
final class PeriodTally {
    private Hits victims = Hits.NOTHING;
    private Hits active = Hits.NOTHING;
    private long ages;
    private long oldestAges;
    private long firstAges;
    private long firstOldestAges;
    private long walksBefore;
    private long looksBefore;

    /** The first period begins: what was counted before does not count. */
    void begin(long walks, long looks) {
        walksBefore = walks;
        looksBefore = looks;
    }

    /**
     * One period.
     *
     * @param named distinct pages, in the order in which they were given
     * @param first how many of them count for the order
     * @param namedActive what the pass named
     */
    void add(PeriodTruth truth, PageBatch named, int first, Hits namedActive) {
        int right = 0;
        int ordered = Math.min(first, named.size());
        for (int i = 0; i < named.size(); i++) {
            int page = (int) named.get(i);
            long age = truth.age(page);
            right += truth.isAccessed(page) ? 0 : 1;
            ages += age;
            firstAges += i < ordered ? age : 0;
        }
        victims = victims.plus(new Hits(named.size(), truth.idlePages(), right));
        active = active.plus(namedActive);
        oldestAges += truth.agesOfOldest(named.size());
        firstOldestAges += truth.agesOfOldest(ordered);
    }

    Hits victims() {
        return victims;
    }

    Hits active() {
        return active;
    }

    /** 1 - age of all victims / age of as many oldest pages; 0 where there were no victims. */
    double ageError() {
        return oldestAges == 0 ? 0 : 1 - (double) ages / oldestAges;
    }

    /** The same of the first victims of each period. */
    double orderError() {
        return firstOldestAges == 0 ? 0 : 1 - (double) firstAges / firstOldestAges;
    }

    long walksUntil(long walks) {
        return walks - walksBefore;
    }

    long looksUntil(long looks) {
        return looks - looksBefore;
    }
}
