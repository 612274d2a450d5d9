package io.ballonet.report.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.ballonet.result.Environment;
import io.ballonet.result.JmhFile;
import io.ballonet.result.RawRun;
import io.ballonet.result.ResultFiles;
import io.ballonet.result.ResultFolder;
import io.ballonet.result.RunFacts;
import io.ballonet.result.SampleResult;
import io.ballonet.result.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/** A result folder on disk with runs as JMH would have written them. */
public final class SampleFolder {
    private SampleFolder() {}

    /** The sample result, whole. */
    public static Path write(Path folder) throws IOException {
        return write(folder, SampleResult.environment(), SampleResult.runs());
    }

    /** Any runs, measured on anything. */
    public static Path write(Path folder, Environment environment, List<RawRun> runs) throws IOException {
        Files.createDirectories(folder);
        RunFacts facts = new RunFacts("quick", true, false, 2, 4, 80, 291.4, List.of());
        Files.writeString(folder.resolve(ResultFolder.ENVIRONMENT), ResultFiles.environment(environment, facts));
        List<ObjectNode> entries = new ArrayList<>();
        for (RawRun run : runs) {
            entries.add(JmhFile.entry(jmh(run), List.of(run.subject()), run.round(), run.surroundings()));
        }
        Files.writeString(folder.resolve(ResultFolder.JMH), JmhFile.write(entries));
        return folder;
    }

    /** The same machine at another commit, or another machine. */
    public static Environment environment(String cpu, String host, String commit, boolean dirty) {
        Environment e = SampleResult.environment();
        return new Environment(
                e.startedAt(),
                e.command(),
                e.jvmFlags(),
                e.seed(),
                commit,
                dirty,
                cpu,
                host,
                e.cores(),
                e.governor(),
                e.kernel(),
                e.architecture(),
                e.transparentHugePages(),
                e.memoryBytes(),
                e.memoryLimitBytes(),
                e.swapBytes(),
                e.jdk());
    }

    /** The name of JMH that a subject has here. */
    static String benchmark(Subject subject) {
        return "io.ballonet.micro." + subject.family() + "." + subject.benchmark();
    }

    /** A log of 1,000 times, 1 µs to 1 ms, as the open loop of a row leaves it. */
    public static void latencyLog(Path folder, Subject subject, String what) throws IOException {
        Histogram times = new Histogram(3);
        for (int i = 1; i <= 1_000; i++) {
            times.recordValue(1_000L * i);
        }
        String name = LatencyLogs.fileName(benchmark(subject) + "-Throughput"
                + params(subject).entrySet().stream()
                        .map(param -> "-" + param.getKey() + "-" + param.getValue())
                        .collect(Collectors.joining()));
        HistogramLogWriter log = new HistogramLogWriter(
                folder.resolve(name + "-" + what + ".hlog").toFile());
        log.outputLogFormatVersion();
        log.outputLegend();
        log.outputIntervalHistogram(0.0, 0.0, times, 1.0);
        log.close();
    }

    private static Map<String, String> params(Subject subject) {
        Map<String, String> params = new TreeMap<>();
        params.put("contender", subject.contender());
        subject.params().forEach((name, value) -> params.put(name, value.toString()));
        return params;
    }

    private static String jmh(RawRun run) {
        double mean =
                run.scores().stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
        return String.format(
                Locale.ROOT,
                "[{\"benchmark\": %s, \"mode\": \"thrpt\", \"threads\": %d, \"params\": {%s}, \"warmupIterations\": 2,"
                        + " \"warmupTime\": \"80 ms\", \"measurementIterations\": 4, \"measurementTime\": \"80 ms\","
                        + " \"jvmArgs\": [\"-Dballonet.seed=7\"], \"primaryMetric\": {\"score\": %s, \"scoreUnit\": \"%s\","
                        + " \"rawData\": [%s]}, \"secondaryMetrics\": {%s}}]",
                text(benchmark(run.subject())),
                run.subject().threads(),
                params(run.subject()).entrySet().stream()
                        .map(param -> text(param.getKey()) + ": " + text(param.getValue()))
                        .collect(Collectors.joining(", ")),
                number(mean),
                run.scoreUnit(),
                run.scores().stream().map(SampleFolder::number).toList(),
                run.counters().entrySet().stream()
                        .map(counter -> text(counter.getKey()) + ": {\"score\": "
                                + number(counter.getValue().value()) + ", \"scoreUnit\": \"#\"}")
                        .collect(Collectors.joining(", ")));
    }

    private static String number(double value) {
        return Double.isFinite(value) ? Double.toString(value) : "\"NaN\"";
    }

    private static String text(String text) {
        return TextNode.valueOf(text).toString();
    }
}
