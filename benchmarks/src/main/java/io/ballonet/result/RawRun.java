package io.ballonet.result;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One run of one subject as JMH left it: scores in JMH's unit, one an iteration.
 *
 * @param round 0 for the first
 * @param scoreUnit JMH's unit, such as {@code ns/op} or {@code ops/us}
 * @param scores one an iteration, unconverted
 */
public record RawRun(
        Subject subject,
        int round,
        String scoreUnit,
        List<Double> scores,
        SortedMap<String, Counter> counters,
        Surroundings surroundings) {

    /** Copies the lists. */
    public RawRun {
        scores = List.copyOf(scores);
        counters = Collections.unmodifiableSortedMap(new TreeMap<>(Map.copyOf(counters)));
    }

    /**
     * The scores in the subject's unit.
     *
     * @throws IllegalArgumentException if JMH's unit and the declared one cannot be converted into each other
     */
    public List<Double> values() {
        return scores.stream()
                .map(score -> Units.convert(
                        score, scoreUnit, subject.unit(), subject.unitsPerOperation(), subject.scoredThreads()))
                .toList();
    }

    /** Mean of the {@link #values} that are numbers, NaN if none is. */
    public double mean() {
        return values().stream()
                .mapToDouble(Double::doubleValue)
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }
}
