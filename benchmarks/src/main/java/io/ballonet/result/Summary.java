package io.ballonet.result;

import java.util.List;
import java.util.Optional;

/**
 * A whole result: what was measured, on what, how, and how it ended.
 *
 * @param measurements ordered by family, benchmark, threads, parameters and contender
 */
public record Summary(Environment environment, RunFacts run, List<Measurement> measurements) {
    /** Version of the shape of {@code summary.json}; rises when a field changes its meaning or goes. */
    public static final int SCHEMA = 2;

    /** Families in their order. */
    public List<String> families() {
        return measurements.stream()
                .map(m -> m.subject().family())
                .distinct()
                .sorted(Families.order())
                .toList();
    }

    /** Measurements of one family, in order. */
    public List<Measurement> of(String family) {
        return measurements.stream()
                .filter(m -> m.subject().family().equals(family))
                .toList();
    }

    /** How far it is behind the best of its contenders; empty for the best, and where there is nothing to compare with. */
    public Optional<BehindBest> behindBest(Measurement measurement) {
        if (Double.isNaN(measurement.value())) {
            return Optional.empty();
        }
        return measurements.stream()
                .filter(m -> m.comparableWith(measurement) && m.betterThan(measurement))
                .reduce((a, b) -> b.betterThan(a) ? b : a)
                .map(best -> BehindBest.of(measurement, best));
    }

    /** True if no comparable measurement of this result is better, and there is at least one to compare with. */
    public boolean isBest(Measurement measurement) {
        List<Measurement> rivals = measurements.stream()
                .filter(m -> !m.equals(measurement) && m.comparableWith(measurement))
                .toList();
        return !rivals.isEmpty()
                && !Double.isNaN(measurement.value())
                && rivals.stream().noneMatch(rival -> rival.betterThan(measurement));
    }
}
