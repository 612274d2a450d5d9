package io.ballonet.cli.compare;

import io.ballonet.scenario.Scenario;
import io.ballonet.scenario.ScenarioProgress;
import io.ballonet.scenario.ScenarioResult;
import io.ballonet.scenario.ScenarioSettings;
import io.ballonet.scenario.Scenarios;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Mode;

/**
 * The scenarios that {@code compare} measures, as rows beside the benchmarks, and the runner that tells both apart. A scenario
 * runs in this JVM, which has the flags of a fork, once a round.
 */
final class ScenarioRows implements RowRunner {
    private static final String PREFIX = "scenario:";
    private static final List<String> MEASURED = List.of("overcommit");

    /** At least: a guest and the host; so the runs are bracketed by round trips. */
    private static final int THREADS = 2;

    private final RowRunner benchmarks;
    private final ScenarioSettings settings;

    /** Rows that are no scenarios go to {@code benchmarks}, which it owns and closes. */
    ScenarioRows(RowRunner benchmarks, Profile profile, long seed) {
        this.benchmarks = benchmarks;
        this.settings = settings(profile, seed);
    }

    /** One row a scenario, whose subjects are all that it measures. */
    static List<BenchmarkRow> rows() {
        return MEASURED.stream()
                .map(Scenarios.REGISTRY::named)
                .map(scenario -> new BenchmarkRow(
                        PREFIX + scenario.registryName(), Mode.SingleShotTime, Map.of(), THREADS, scenario.subjects()))
                .toList();
    }

    /** True for a row that {@link #rows} made. */
    static boolean isScenario(BenchmarkRow row) {
        return row.benchmark().startsWith(PREFIX);
    }

    /** How long the scenarios among the rows take, once: what is measured, and about as much again to set up, but at most 4 s. */
    static Duration duration(List<BenchmarkRow> rows, Profile profile) {
        ScenarioSettings settings = settings(profile, 1);
        long scenarios = rows.stream().filter(ScenarioRows::isScenario).count();
        return Duration.ofMillis(
                Math.round(scenarios * 1_000 * (settings.seconds() + Math.min(settings.seconds(), 4))));
    }

    private static ScenarioSettings settings(Profile profile, long seed) {
        return switch (profile) {
            case SMOKE -> new ScenarioSettings(2, 0.25, seed, false);
            case QUICK -> new ScenarioSettings(4, 0.5, seed, false);
            case FULL -> new ScenarioSettings(20, 1, seed, false);
        };
    }

    @Override
    public String run(BenchmarkRow row, TimePlan plan) throws RowFailure {
        if (!isScenario(row)) {
            return benchmarks.run(row, plan);
        }
        Scenario scenario = Scenarios.REGISTRY.named(row.benchmark().substring(PREFIX.length()));
        ScenarioResult result;
        try {
            result = scenario.run(settings, ScenarioProgress.SILENT);
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new RowFailure(String.valueOf(e.getMessage()));
        }
        if (!result.failures().isEmpty()) {
            throw new RowFailure(result.failures().getFirst());
        }
        return result.rawJson();
    }

    @Override
    public void close() {
        benchmarks.close();
    }
}
