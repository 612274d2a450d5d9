package io.ballonet.scenario.accuracy;

import io.ballonet.scan.AccessView;
import io.ballonet.scan.SampledIdleEstimator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * ESX's sampled estimate of the active share against the truth: one period of the workload is one of the estimator's.
 *
 * <p>Estimators of all seeds look at the same run. They clear bits only when a period begins, when all bits are clear anyway, so
 * none disturbs another.
 */
final class Estimation {
    /** Estimators a run. */
    static final int SEEDS = 20;

    private Estimation() {}

    /** Plays a workload once. */
    static EstimationScore run(Workload workload, TlbMode tlb, long seed) {
        EstimationTally tally = new EstimationTally(workload.pages());
        try (PlayedGuest guest = PlayedGuest.withAllMemory(workload.trace(), BitLayout.ENTRY)) {
            AccessView view = guest.view();
            List<SampledIdleEstimator> estimators = IntStream.range(0, SEEDS)
                    .mapToObj(i -> new SampledIdleEstimator(
                            workload.pages(), SampledIdleEstimator.DEFAULT_SAMPLE, seed * SEEDS + i))
                    .toList();
            for (PeriodTruth truth : workload.truth().periods()) {
                view.clearAccessed(0, view.pages());
                estimators.forEach(estimator -> estimator.begin(view));
                if (tlb == TlbMode.SHOOTDOWN) {
                    guest.forgetTranslations();
                }
                guest.play(workload.truth().periodAccesses());
                double share = (double) truth.accessedPages() / truth.pages();
                for (SampledIdleEstimator estimator : estimators) {
                    estimator.end(view);
                    tally.add(share, estimator.currentShare(), estimator.activeShare());
                }
            }
            guest.validate();
        }
        return tally.score(workload.name(), tlb);
    }
}
