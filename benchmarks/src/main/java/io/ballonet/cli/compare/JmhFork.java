package io.ballonet.cli.compare;

import io.ballonet.cli.UserError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs rows through JMH, a fork each. What JMH says goes into a log file, not to the terminal; of a failure the first line
 * of its cause is kept.
 */
final class JmhFork implements RowRunner {
    /** A benchmark that hangs is a failure, not the end of the run. */
    private static final TimeValue TIMEOUT = TimeValue.seconds(120);

    private static final String LOCK = "JMH lock";

    private final List<String> jvmArguments;
    private final Path log;

    /**
     * A runner.
     *
     * @param jvmArguments of every fork, instead of this JVM's own
     * @param log is appended to
     */
    JmhFork(List<String> jvmArguments, Path log) {
        this.jvmArguments = List.copyOf(jvmArguments);
        this.log = log;
    }

    @Override
    public String run(BenchmarkRow row, TimePlan plan) throws RowFailure {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (OutputStream file = Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            try {
                return json(new Runner(
                                options(row, plan).build(),
                                OutputFormatFactory.createFormatInstance(out, VerboseMode.NORMAL))
                        .run());
            } catch (RunnerException e) {
                throw failure(e, said.toString(StandardCharsets.UTF_8));
            } finally {
                out.flush();
                said.writeTo(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + log, e);
        }
    }

    private ChainedOptionsBuilder options(BenchmarkRow row, TimePlan plan) {
        TimeValue iteration = TimeValue.milliseconds(plan.iteration().toMillis());
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + Pattern.quote(row.benchmark()) + "$")
                .mode(row.mode())
                .forks(1)
                .warmupForks(0)
                .warmupIterations(plan.warmups())
                .warmupTime(iteration)
                .measurementIterations(plan.iterations())
                .measurementTime(iteration)
                .timeout(TIMEOUT)
                .jvmArgs(jvmArguments.toArray(String[]::new))
                .shouldFailOnError(true);
        for (Map.Entry<String, String> parameter : row.parameters().entrySet()) {
            options = options.param(parameter.getKey(), parameter.getValue());
        }
        return options;
    }

    private static String json(Collection<RunResult> results) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static RowFailure failure(RunnerException e, String said) {
        String message = e.getMessage() == null ? e.toString() : e.getMessage();
        if (message.contains(LOCK)) {
            throw new UserError(
                    "another benchmark runs on this machine (it holds JMH's lock); wait for its end and start again",
                    1);
        }
        return new RowFailure(cause(said, message));
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
