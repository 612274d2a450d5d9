package io.ballonet.scenario.accuracy;

import java.util.List;

/**
 * What one strategy was worth on one workload: sums over its periods.
 *
 * @param victims against the pages that were idle in the period
 * @param active pages that the pass named, against those that were accessed in the period
 * @param ageError 1 - mean true age of the victims / that of the equally many oldest pages: 0 if it chose the oldest
 * @param orderError the same of the first tenth of the victims, in the order in which they were given
 * @param looks bits examined, a page and period
 * @param selectNs time of the choice of victims, a page of the guest; the median over periods
 * @param passNs time of the pass that ended the period, the same way
 * @param walks walks of an access
 * @param coldErrors of a strategy that keeps idle ages: mean error of the cold share at each of {@link #COLD_PERIODS}; else empty
 */
record IdentificationScore(
        Cell cell,
        Hits victims,
        Hits active,
        double ageError,
        double orderError,
        double looks,
        double selectNs,
        double passNs,
        double walks,
        List<Double> coldErrors) {

    /** Thresholds, in periods, at which the cold share is asked for. */
    static final List<Integer> COLD_PERIODS = List.of(1, 2, 4, 8, 16);

    IdentificationScore {
        coldErrors = List.copyOf(coldErrors);
    }

    /** Time of a whole period's scan, a page of the guest. */
    double nanoseconds() {
        return selectNs + passNs;
    }

    /** This score without what differs from run to run: times. */
    IdentificationScore timeless() {
        return new IdentificationScore(cell, victims, active, ageError, orderError, looks, 0, 0, walks, coldErrors);
    }
}
