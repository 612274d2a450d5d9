package io.ballonet.report.text;

import io.ballonet.result.Kind;
import io.ballonet.result.Latency;
import io.ballonet.result.Measurement;
import io.ballonet.result.Subject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Words for contenders, parameters and ratios, the same in the terminal and in HTML. */
public final class Labels {
    private static final List<String> BINARY = List.of("Ki", "Mi", "Gi");

    /** How the count of threads is called beside the parameters. */
    public static final String THREADS = "threads";

    private Labels() {}

    /** {@code order=0 fill=0.5 threads=2}; one thread is not said. */
    public static String params(Subject subject, String separator, Set<String> without) {
        StringJoiner text = new StringJoiner(separator);
        for (Map.Entry<String, Object> param : subject.params().entrySet()) {
            if (!without.contains(param.getKey())) {
                text.add(param.getKey() + " " + value(param.getValue()));
            }
        }
        if (subject.threads() > 1 && !without.contains(THREADS)) {
            text.add(subject.threads() + " threads");
        }
        return text.toString();
    }

    /** {@code 8 Ki}, {@code 128 Mi} for powers of two and their multiples, commas in other large numbers. */
    public static String value(Object value) {
        if (value instanceof Double fraction && fraction == Math.rint(fraction) && Math.abs(fraction) < 1e15) {
            return value(fraction.longValue());
        }
        if (!(value instanceof Long number)) {
            return value.toString();
        }
        for (int size = BINARY.size() - 1; size >= 0; size--) {
            long unit = 1L << (10 * (size + 1));
            if (number >= unit && number % unit == 0) {
                return number / unit + " " + BINARY.get(size);
            }
        }
        return number >= 10_000 ? String.format(Locale.ROOT, "%,d", number) : value.toString();
    }

    /** Values alone of these parameters: {@code packed · 8 Ki}. */
    public static String values(Subject subject, List<String> names) {
        StringJoiner text = new StringJoiner(" · ");
        for (String name : names) {
            Object value = subject.params().get(name);
            if (value != null) {
                text.add(value(value));
            }
        }
        return text.toString();
    }

    /** The mark behind a contender; empty for ours. */
    public static String kind(Kind kind) {
        return kind == Kind.OURS ? "" : kind.name().toLowerCase(Locale.ROOT);
    }

    /** {@code 2.2 × cas}, or empty where no limit was measured. */
    public static String ratio(Measurement measurement) {
        return Double.isFinite(measurement.limitRatio())
                ? Scale.number(measurement.limitRatio()) + " × "
                        + measurement.subject().limit()
                : "";
    }

    /** {@code 2.2}, or empty where no limit was measured. */
    public static String factor(Measurement measurement) {
        return Double.isFinite(measurement.limitRatio()) ? Scale.number(measurement.limitRatio()) : "";
    }

    /** {@code near}, {@code far} and {@code steal}, and counters that are not zero. */
    public static String notes(Measurement measurement, String separator) {
        return Stream.concat(
                        measurement.flags().stream(),
                        measurement.counters().entrySet().stream()
                                .filter(counter -> counter.getValue().value() != 0 && !Latency.owns(counter.getKey()))
                                .map(counter -> counter.getKey() + " "
                                        + Scale.number(counter.getValue().value())
                                        + ("#".equals(counter.getValue().unit())
                                                ? ""
                                                : " " + counter.getValue().unit())))
                .collect(Collectors.joining(separator));
    }
}
