package io.ballonet.result;

import io.ballonet.result.stats.RankSum;
import java.util.List;

/**
 * How far a measurement is behind the best one that answers the same question: the effect of choosing it instead.
 *
 * @param best contender of the best one
 * @param factor times as long or as little as the best one, at least 1
 * @param error half-width of the factor's 95 % interval, NaN where one of both has none
 * @param superiority share of all pairs of rounds in which the best one was better, half a pair where they were equal (Vargha
 *     and Delaney's A); 0.5 where chance decides, 1 where every round was, NaN where one of both has no rounds
 */
public record BehindBest(String best, double factor, double error, double superiority) {
    static BehindBest of(Measurement measurement, Measurement best) {
        boolean lower = measurement.lowerIsBetter();
        double factor = lower ? measurement.value() / best.value() : best.value() / measurement.value();
        double relative = Math.hypot(measurement.error() / measurement.value(), best.error() / best.value());
        return new BehindBest(
                best.subject().contender(), factor, factor * relative, superiority(measurement, best, lower));
    }

    /** True if the interval leaves open which of both is better, or the rounds, where one of both is 0 and there is no interval. */
    public boolean open() {
        return Double.isInfinite(factor) ? !(superiority >= 1) : !(factor - error > 1);
    }

    private static double superiority(Measurement measurement, Measurement best, boolean lower) {
        double[] own = counted(measurement);
        double[] others = counted(best);
        if (own.length == 0 || others.length == 0) {
            return Double.NaN;
        }
        double delta = RankSum.of(others, own).delta();
        return (1 + (lower ? delta : -delta)) / 2;
    }

    private static double[] counted(Measurement measurement) {
        List<Round> counted = measurement.all().stream().filter(Round::counted).toList();
        return counted.stream()
                .mapToDouble(Round::value)
                .filter(Double::isFinite)
                .toArray();
    }
}
