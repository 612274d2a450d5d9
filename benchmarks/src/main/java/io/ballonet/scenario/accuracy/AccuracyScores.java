package io.ballonet.scenario.accuracy;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Everything that a run scored. A run that broke has no score, and a line in {@code failures}.
 *
 * @param failures one line for each thing that did not hold
 */
record AccuracyScores(
        List<IdentificationScore> identification,
        List<ReclaimScore> reclaim,
        List<EstimationScore> estimation,
        List<String> failures) {

    AccuracyScores {
        identification = List.copyOf(identification);
        reclaim = List.copyOf(reclaim);
        estimation = List.copyOf(estimation);
        failures = List.copyOf(failures);
    }

    /** Mean over the workloads of what part A says of a strategy; NaN where nothing was scored. */
    double mean(String strategy, TlbMode tlb, BitLayout layout, ToDoubleFunction<IdentificationScore> value) {
        return mean(
                identification,
                score -> score.cell().strategy().equals(strategy)
                        && score.cell().tlb() == tlb
                        && score.cell().layout() == layout,
                value);
    }

    /** Mean over the workloads of what part B says of a strategy; NaN where nothing was scored. */
    double meanReclaim(String strategy, TlbMode tlb, int percent, ToDoubleFunction<ReclaimScore> value) {
        return mean(
                reclaim,
                score -> score.strategy().equals(strategy) && score.tlb() == tlb && score.framesPercent() == percent,
                value);
    }

    static <S> double mean(List<S> scores, Predicate<S> which, ToDoubleFunction<S> value) {
        return scores.stream().filter(which).mapToDouble(value).average().orElse(Double.NaN);
    }
}
