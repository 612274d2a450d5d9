package io.ballonet.cli.compare;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs every benchmark once in this JVM: one iteration of ten milliseconds with the first value of each parameter. Prints a
 * line for each that fails, and ends with their number as status, at most 100.
 */
public final class EveryBenchmark {
    private static final int MOST = 100;

    private EveryBenchmark() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) {
        List<BenchmarkRow> rows = BenchmarkCatalogue.load().firstRows();
        int failures = 0;
        for (BenchmarkRow row : rows) {
            try {
                new Runner(options(row).build()).run();
            } catch (RunnerException | RuntimeException e) {
                Throwable cause = e;
                while (cause.getCause() != null) {
                    cause = cause.getCause();
                }
                System.out.println("failed: " + row.benchmark() + " " + row.parameters() + ": " + cause);
                failures++;
            }
        }
        System.out.println("benchmarks: " + rows.size() + ", failed: " + failures);
        System.exit(Math.min(failures, MOST));
    }

    private static ChainedOptionsBuilder options(BenchmarkRow row) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + Pattern.quote(row.benchmark()) + "$")
                .mode(row.mode())
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(10))
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true);
        for (Map.Entry<String, String> parameter : row.parameters().entrySet()) {
            options = options.param(parameter.getKey(), parameter.getValue());
        }
        return options;
    }
}
