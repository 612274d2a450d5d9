package io.ballonet.report;

import io.ballonet.report.data.ReportColumn;
import io.ballonet.result.Environment;
import io.ballonet.result.RunFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What columns that stand side by side were not measured alike in. */
final class Differences {
    private Differences() {}

    /** A line each; empty for one column. */
    static List<String> of(List<ReportColumn> columns) {
        List<String> lines = new ArrayList<>();
        environment("processor", columns, Environment::cpu, lines);
        environment("cores", columns, Environment::cores, lines);
        environment("architecture", columns, Environment::architecture, lines);
        environment("memory limit in bytes", columns, Environment::memoryLimitBytes, lines);
        environment("kernel", columns, Environment::kernel, lines);
        environment("Java", columns, Environment::jdk, lines);
        environment("JVM flags", columns, environment -> String.join(" ", environment.jvmFlags()), lines);
        environment("huge pages", columns, Environment::transparentHugePages, lines);
        environment("governor", columns, Environment::governor, lines);
        environment("seed", columns, Environment::seed, lines);
        facts("profile", columns, RunFacts::profile, lines);
        facts("rounds", columns, RunFacts::rounds, lines);
        facts("iterations", columns, RunFacts::iterations, lines);
        facts("ms an iteration", columns, RunFacts::iterationMs, lines);
        return lines;
    }

    private static void environment(
            String name, List<ReportColumn> columns, Function<Environment, Object> value, List<String> lines) {
        add(name, columns, column -> value.apply(column.environment()), lines);
    }

    private static void facts(
            String name, List<ReportColumn> columns, Function<RunFacts, Object> value, List<String> lines) {
        add(name, columns, column -> value.apply(column.facts()), lines);
    }

    private static void add(
            String name, List<ReportColumn> columns, Function<ReportColumn, Object> value, List<String> lines) {
        if (columns.stream().map(value).distinct().count() > 1) {
            lines.add(name + ": "
                    + columns.stream()
                            .map(column -> value.apply(column) + " (" + column.label() + ")")
                            .collect(Collectors.joining(", ")));
        }
    }
}
