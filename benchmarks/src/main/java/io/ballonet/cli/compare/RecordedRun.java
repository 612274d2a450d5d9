package io.ballonet.cli.compare;

import io.ballonet.cli.UserError;
import io.ballonet.result.Subject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;

/**
 * One benchmark in one fork with profilers: what it measured, which under a profiler is no measurement.
 *
 * @param json JMH's: an array of one object
 * @param subjects what it measures; empty for a benchmark that is no part of {@code compare}
 */
public record RecordedRun(String json, List<Subject> subjects) {
    private static final int FAILURE = 1;

    /**
     * A JMH profiler.
     *
     * @param name JMH's for it, or its class
     * @param options as JMH takes them
     */
    public record JmhProfiler(String name, String options) {}

    /**
     * Checks what needs no run.
     *
     * @throws UserError if the benchmark has no such parameter
     */
    public static void check(String benchmark, Map<String, String> parameters) {
        BenchmarkCatalogue.load().row(benchmark, parameters);
    }

    /**
     * Runs it for {@code seconds}, after a short warm-up.
     *
     * @param parameters values of those parameters that do not take their first
     * @param jvmArguments of the fork
     * @param log gets what JMH says
     * @throws UserError if there is no such parameter, or the benchmark fails
     */
    public static RecordedRun run(
            String benchmark,
            Map<String, String> parameters,
            int seconds,
            List<String> jvmArguments,
            List<JmhProfiler> profilers,
            Path log)
            throws IOException {
        BenchmarkRow row = BenchmarkCatalogue.load().row(benchmark, parameters);
        TimePlan plan = new TimePlan(1, 1, seconds, Duration.ofSeconds(1), Duration.ofSeconds(seconds + 1L));
        ChainedOptionsBuilder options =
                JmhJob.of(row, plan).options().forks(1).jvmArgs(jvmArguments.toArray(String[]::new));
        for (JmhProfiler profiler : profilers) {
            options = options.addProfiler(profiler.name(), profiler.options());
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            return new RecordedRun(JmhJob.run(options, out), row.subjects());
        } catch (RunnerException e) {
            throw new UserError(
                    benchmark + " failed: "
                            + JmhFork.failure(e, said.toString(StandardCharsets.UTF_8))
                                    .getMessage(),
                    FAILURE);
        } finally {
            Files.write(log, said.toByteArray());
        }
    }
}
