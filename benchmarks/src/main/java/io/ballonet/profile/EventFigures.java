package io.ballonet.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;

/**
 * Durations of the events of one type, or of those of a type that have one attribute, in nanoseconds. Percentiles are nearest
 * ranks: durations that occurred.
 *
 * @param attribute empty for a whole type
 * @param timed false for a type whose events are instants: all times are then 0
 */
public record EventFigures(
        String type,
        String attribute,
        boolean timed,
        int count,
        long totalNs,
        long minNs,
        long p50Ns,
        long p90Ns,
        long p99Ns,
        long maxNs) {
    /** Attributes with figures of their own, the most frequent ones; more are not told apart by a reader. */
    private static final int MOST_ATTRIBUTES = 8;

    /** A type, then its attributes where it has several; empty if no event ended at such times. */
    static List<EventFigures> of(EventSeries series, LongPredicate at) {
        long[] all = series.durations(at, -1);
        if (all.length == 0) {
            return List.of();
        }
        List<EventFigures> figures = new ArrayList<>();
        figures.add(of(series, "", all));
        List<String> attributes = series.attributes();
        List<EventFigures> told = IntStream.range(0, attributes.size())
                .mapToObj(i -> ofAttribute(series, attributes.get(i), series.durations(at, i)))
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingInt(EventFigures::count).reversed())
                .limit(MOST_ATTRIBUTES)
                .toList();
        if (told.size() > 1) {
            figures.addAll(told);
        }
        return figures;
    }

    private static Optional<EventFigures> ofAttribute(EventSeries series, String attribute, long[] sorted) {
        return sorted.length == 0
                ? Optional.empty()
                : Optional.of(of(series, attribute.isEmpty() ? "none" : attribute, sorted));
    }

    private static EventFigures of(EventSeries series, String attribute, long[] sorted) {
        return new EventFigures(
                series.name(),
                attribute,
                series.isTimed(),
                sorted.length,
                Arrays.stream(sorted).sum(),
                sorted[0],
                percentile(sorted, 50),
                percentile(sorted, 90),
                percentile(sorted, 99),
                sorted[sorted.length - 1]);
    }

    /** The least value that at least so many percent of all are at most; {@code sorted} is ascending and not empty. */
    static long percentile(long[] sorted, int percent) {
        long rank = ((long) sorted.length * percent + 99) / 100;
        return sorted[(int) Math.max(0, rank - 1)];
    }
}
