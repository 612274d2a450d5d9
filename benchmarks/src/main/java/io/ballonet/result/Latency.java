package io.ballonet.result;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Response times of an open-loop run, from the intended start, in nanoseconds; read from a measurement's counters.
 *
 * @param percentiles as many as {@link #NAMES}, in that order
 */
public record Latency(List<Double> percentiles) {
    /** Counters that hold the percentiles. */
    private static final List<String> COUNTERS = List.of("p50", "p90", "p99", "p999", "p9999", "max");

    /** What each is called for people. */
    public static final List<String> NAMES = List.of("p50", "p90", "p99", "p99.9", "p99.99", "max");

    /** Counters that are shown here and need no note elsewhere. */
    private static final Set<String> OTHERS = Set.of("serviceP50", "serviceP99", "serviceP9999");

    /** Counts runs that did not keep their rate; their percentiles are no measurement. */
    private static final String MISSED_RATE = "missedRate";

    /** The flag of a measurement with such a run. */
    public static final String MISSED_RATE_FLAG = "missed-rate";

    /** The percentiles, where the measurement has them all. */
    public static Optional<Latency> of(Measurement measurement) {
        Map<String, Counter> counters = measurement.counters();
        if (!counters.keySet().containsAll(COUNTERS)) {
            return Optional.empty();
        }
        return Optional.of(new Latency(COUNTERS.stream()
                .map(name -> counters.getOrDefault(name, new Counter(Double.NaN, "#"))
                        .value())
                .toList()));
    }

    /** True if a run with these counters did not keep its rate. */
    public static boolean missedRate(Map<String, Counter> counters) {
        return counters.getOrDefault(MISSED_RATE, new Counter(0, "#")).value() > 0;
    }

    /** True for a counter that belongs to a latency and not to the notes. */
    public static boolean owns(String counter) {
        return COUNTERS.contains(counter) || OTHERS.contains(counter) || counter.equals(MISSED_RATE);
    }
}
