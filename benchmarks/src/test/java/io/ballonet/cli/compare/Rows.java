package io.ballonet.cli.compare;

import io.ballonet.result.Kind;
import io.ballonet.result.Subject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.annotations.Mode;

/** Rows for tests. */
final class Rows {
    private Rows() {}

    static BenchmarkRow row(String family, String benchmark, String contender, int threads) {
        Subject subject = new Subject(
                family, benchmark, contender, Kind.OURS, threads, new TreeMap<>(), "ns/op", 1, null, 1, threads, null);
        return new BenchmarkRow("io.ballonet." + benchmark, Mode.AverageTime, Map.of(), threads, List.of(subject));
    }

    /** What JMH writes for one run. */
    static String json(double score) {
        return "[{\"jvm\": \"java\", \"primaryMetric\": {\"scoreUnit\": \"ns/op\", \"rawData\": [[" + score
                + "]]}, \"secondaryMetrics\": {}}]";
    }
}
