package io.ballonet.cli.compare;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** One row and one plan as JMH is told of them; crosses to another process as JSON. */
record JmhJob(
        String benchmark, Mode mode, Map<String, String> parameters, int warmups, int iterations, long iterationMs) {
    /** A benchmark that hangs is a failure, not the end of the run. */
    static final int TIMEOUT_SECONDS = 120;

    static JmhJob of(BenchmarkRow row, TimePlan plan) {
        return new JmhJob(
                row.benchmark(),
                row.mode(),
                row.parameters(),
                plan.warmups() * row.warmups(),
                plan.iterations(),
                plan.iteration().toMillis());
    }

    /** Options but for the number of forks. */
    ChainedOptionsBuilder options() {
        TimeValue iteration = TimeValue.milliseconds(iterationMs);
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + Pattern.quote(benchmark) + "$")
                .mode(mode)
                .warmupForks(0)
                .warmupIterations(warmups)
                .warmupTime(iteration)
                .measurementIterations(iterations)
                .measurementTime(iteration)
                .timeout(TimeValue.seconds(TIMEOUT_SECONDS))
                .shouldFailOnError(true);
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            options = options.param(parameter.getKey(), parameter.getValue());
        }
        return options;
    }

    /** Runs it and returns JMH's JSON: an array of one object. What JMH says goes to {@code log}. */
    static String run(ChainedOptionsBuilder options, PrintStream log) throws RunnerException {
        Runner runner = new Runner(options.build(), OutputFormatFactory.createFormatInstance(log, VerboseMode.NORMAL));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(runner.run());
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** The line after JMH's {@code <failure>}, else how the fork ended, else {@code otherwise}. */
    static String cause(String said, String otherwise) {
        boolean failed = false;
        String ending = otherwise;
        for (String line : said.lines().toList()) {
            if (failed && !line.isBlank()) {
                return line.strip();
            }
            if (line.contains("<failure>")) {
                failed = true;
            } else if (line.startsWith("<forked VM failed") || line.startsWith("# Problematic frame")) {
                ending = line.replaceAll("[<>#]", "").strip();
            }
        }
        return ending.lines().findFirst().orElse(otherwise);
    }
}
