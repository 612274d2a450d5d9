package io.ballonet.result;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Turns runs into measurements. Limits are summarized first, and every ratio is computed from limits among the same runs;
 * a limit that was not run leaves its ratios NaN.
 *
 * <p>A limit is either a measurement of the family {@code limit}, whatever its parameters, or one of {@link Kind#LIMIT} in
 * the family of what it limits, with equal parameters.
 */
public final class Summarizer {
    private static final String SUM = " \\+ ";

    private Summarizer() {}

    /** One measurement for each subject, ordered by family, benchmark, threads, parameters and contender. */
    public static List<Measurement> summarize(List<RawRun> runs) {
        Map<Subject, List<RawRun>> bySubject = new LinkedHashMap<>();
        for (RawRun run : runs) {
            bySubject.computeIfAbsent(run.subject(), key -> new ArrayList<>()).add(run);
        }
        Map<LimitName, Double> limits = limits(bySubject);
        return bySubject.entrySet().stream()
                .map(entry -> measurement(entry.getKey(), entry.getValue(), limits))
                .sorted(order())
                .toList();
    }

    private static Map<LimitName, Double> limits(Map<Subject, List<RawRun>> bySubject) {
        Map<LimitName, Double> limits = new HashMap<>();
        bySubject.forEach((subject, runs) -> {
            double value = estimate(UsualState.of(runs).usualRounds()).value();
            if (subject.family().equals(Families.LIMIT)) {
                put(limits, LimitName.ofMachine(subject.benchmark()), subject, value);
                if (!subject.params().isEmpty()) {
                    put(limits, LimitName.ofMachine(subject.benchmark() + parameters(subject)), subject, value);
                }
            } else if (subject.kind() == Kind.LIMIT) {
                put(limits, new LimitName(subject.family(), subject.benchmark(), subject.params()), subject, value);
            }
        });
        return limits;
    }

    private static void put(Map<LimitName, Double> limits, LimitName name, Subject subject, double value) {
        limits.merge(name, value, (a, b) -> better(subject.unit(), a, b));
    }

    private static String parameters(Subject subject) {
        StringBuilder text = new StringBuilder();
        subject.params()
                .forEach((name, value) ->
                        text.append(' ').append(name).append('=').append(value));
        return text.toString();
    }

    /** What finds a limit: for one of the family {@code limit} its text, else the parameters too. */
    private record LimitName(String family, String benchmark, SortedMap<String, Object> params) {
        static LimitName ofMachine(String text) {
            return new LimitName(Families.LIMIT, text, Collections.emptySortedMap());
        }
    }

    /** A limit measured in several ways or with several parameters is the best of them. */
    private static double better(String unit, double a, double b) {
        return Units.lowerIsBetter(unit) ? Math.min(a, b) : Math.max(a, b);
    }

    private static Measurement measurement(Subject subject, List<RawRun> runs, Map<LimitName, Double> limits) {
        UsualState states = UsualState.of(runs);
        List<RawRun> usual = states.usualRounds();
        Statistics.Estimate estimate = estimate(usual);
        double limit = limitValue(subject, limits) * subject.limitScale();
        SortedMap<String, Counter> counters = counters(usual);
        return new Measurement(
                subject,
                estimate.value(),
                estimate.error(),
                limit,
                estimate.value() / limit,
                flags(states, counters),
                counters,
                usual.stream().map(RawRun::surroundings).reduce(Surroundings.UNKNOWN, Surroundings::worst),
                usual.size(),
                states.all());
    }

    private static List<String> flags(UsualState states, Map<String, Counter> counters) {
        List<String> flags = new ArrayList<>(states.flags());
        if (Latency.missedRate(counters)) {
            flags.add(Latency.MISSED_RATE_FLAG);
        }
        return List.copyOf(flags);
    }

    private static double limitValue(Subject subject, Map<LimitName, Double> limits) {
        String names = subject.limit();
        if (names == null) {
            return Double.NaN;
        }
        double sum = 0;
        for (String name : names.split(SUM, -1)) {
            Double own = limits.get(new LimitName(subject.family(), name, subject.params()));
            sum += own != null ? own : limits.getOrDefault(LimitName.ofMachine(name), Double.NaN);
        }
        return sum;
    }

    private static Statistics.Estimate estimate(List<RawRun> runs) {
        return Statistics.estimate(runs.stream().map(RawRun::values).toList());
    }

    /** The mean over the rounds; a counter that is no number in any of them was not counted and is left out. */
    private static SortedMap<String, Counter> counters(List<RawRun> runs) {
        SortedMap<String, List<Counter>> byName = new TreeMap<>();
        for (RawRun run : runs) {
            run.counters()
                    .forEach((name, counter) -> byName.computeIfAbsent(name, key -> new ArrayList<>())
                            .add(counter));
        }
        SortedMap<String, Counter> means = new TreeMap<>();
        byName.forEach((name, counters) -> means.put(
                name,
                new Counter(
                        counters.stream().mapToDouble(Counter::value).average().orElse(Double.NaN),
                        counters.getFirst().unit())));
        means.values().removeIf(counter -> Double.isNaN(counter.value()));
        return means;
    }

    private static Comparator<Measurement> order() {
        return Comparator.comparing((Measurement m) -> m.subject().family(), Families.order())
                .thenComparing(m -> m.subject().benchmark())
                .thenComparingInt(m -> m.subject().threads())
                .thenComparing(m -> m.subject().params(), Summarizer::compareParams)
                .thenComparing(m -> m.subject().contender());
    }

    /** By the parameters of either in the order of their names: a missing one first, then numbers, then texts. */
    private static int compareParams(SortedMap<String, Object> a, SortedMap<String, Object> b) {
        SortedSet<String> names = new TreeSet<>(a.keySet());
        names.addAll(b.keySet());
        for (String name : names) {
            Object left = a.get(name);
            Object right = b.get(name);
            int order = Integer.compare(rank(left), rank(right));
            if (order == 0 && left != null && right != null) {
                order = left instanceof Number x && right instanceof Number y
                        ? Double.compare(x.doubleValue(), y.doubleValue())
                        : left.toString().compareTo(right.toString());
            }
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int rank(@Nullable Object value) {
        return value == null ? 0 : value instanceof Number ? 1 : 2;
    }
}
