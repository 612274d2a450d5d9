package io.ballonet.scenario.accuracy;

import io.ballonet.scan.SampledIdleEstimator;

/** Sums of an estimator's errors. <b>Threads:</b> one. */
final class EstimationTally {
    private final int sample;
    private long count;
    private double shares;
    private double squares;
    private double errors;
    private double activeErrors;
    private double variances;

    /** For estimators of the default sample over so many pages. */
    EstimationTally(int pages) {
        this.sample = Math.min(pages, SampledIdleEstimator.DEFAULT_SAMPLE);
    }

    /**
     * One estimate.
     *
     * @param truth share of the pages that was accessed
     */
    void add(double truth, double current, double active) {
        count++;
        shares += truth;
        squares += (current - truth) * (current - truth);
        errors += current - truth;
        activeErrors += active - truth;
        variances += truth * (1 - truth) / sample;
    }

    EstimationScore score(String workload, TlbMode tlb) {
        return new EstimationScore(
                workload,
                tlb,
                shares / count,
                Math.sqrt(squares / count),
                Math.sqrt(variances / count),
                errors / count,
                activeErrors / count);
    }
}
