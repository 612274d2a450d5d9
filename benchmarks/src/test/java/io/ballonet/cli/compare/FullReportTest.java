package io.ballonet.cli.compare;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.report.HtmlReport;
import io.ballonet.report.data.ReportData;
import io.ballonet.report.data.SampleFolder;
import io.ballonet.result.Counter;
import io.ballonet.result.RawRun;
import io.ballonet.result.SampleResult;
import io.ballonet.result.Subject;
import io.ballonet.result.Surroundings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report of everything that the profile full measures stays a page that one opens. */
final class FullReportTest {
    private static final int MOST_BYTES = 3_000_000;
    private static final int ROUNDS = 3;
    private static final int ITERATIONS = 5;

    @TempDir
    private Path temp;

    /** Three rounds of every row of the profile full, with values from a seed. */
    static List<RawRun> runs() {
        SplittableRandom random = new SplittableRandom(11);
        List<RawRun> runs = new ArrayList<>();
        BenchmarkCatalogue.load().measuredRows(Profile.FULL).stream()
                .flatMap(row -> row.subjects().stream())
                .map(FullReportTest::primary)
                .distinct()
                .forEach(subject -> {
                    double value = Math.exp(10 * random.nextDouble());
                    for (int round = 0; round < ROUNDS; round++) {
                        List<Double> scores = DoubleStream.generate(() -> value * (1 + 0.05 * random.nextDouble()))
                                .limit(ITERATIONS)
                                .boxed()
                                .toList();
                        TreeMap<String, Counter> counters = new TreeMap<>();
                        if (subject.params().containsKey("rate")) {
                            for (String name : List.of("p50", "p90", "p99", "p999", "p9999", "max")) {
                                counters.put(name, new Counter(value * (1 + name.length()), "#"));
                            }
                        }
                        boolean several = subject.threads() > 1;
                        runs.add(new RawRun(
                                subject,
                                round,
                                subject.unit().endsWith("/s") ? "ops/s" : "ns/op",
                                scores,
                                counters,
                                several ? new Surroundings(110, 120, 0, Double.NaN) : Surroundings.UNKNOWN));
                    }
                });
        return runs;
    }

    /** As if JMH's own score were what it measures, in a unit that a time or a rate can be converted to. */
    private static Subject primary(Subject s) {
        boolean known = s.unit().startsWith("ns/") || s.unit().endsWith("/s");
        return new Subject(
                s.family(),
                s.benchmark(),
                s.contender(),
                s.kind(),
                s.threads(),
                s.params(),
                known ? s.unit() : "ns/op",
                s.unitsPerOperation(),
                s.limit(),
                s.limitScale(),
                s.scoredThreads(),
                null);
    }

    @Test
    void isSmallerThanThreeMegabytes() throws IOException {
        List<RawRun> runs = runs();
        assertTrue(runs.size() > 1_000 * ROUNDS, "runs=" + runs.size());
        Path folder = SampleFolder.write(temp.resolve("full"), SampleResult.environment(), runs);
        String page = String.valueOf(
                HtmlReport.files(ReportData.read(List.of(folder))).get("report.html"));
        int bytes = page.getBytes(StandardCharsets.UTF_8).length;
        assertTrue(bytes < MOST_BYTES, "bytes=" + bytes);
    }
}
