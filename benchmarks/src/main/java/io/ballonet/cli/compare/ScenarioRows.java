package io.ballonet.cli.compare;

import io.ballonet.scan.ScanStrategies;
import io.ballonet.scenario.Scenario;
import io.ballonet.scenario.ScenarioProgress;
import io.ballonet.scenario.ScenarioResult;
import io.ballonet.scenario.ScenarioSettings;
import io.ballonet.scenario.Scenarios;
import io.ballonet.scenario.accuracy.AccuracyComparison;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Mode;

/**
 * The scenarios that {@code compare} measures, as rows beside the benchmarks, and the runner that tells both apart. A scenario
 * runs in this JVM, which has the flags of a fork, once a round.
 */
final class ScenarioRows implements RowRunner {
    private static final String PREFIX = "scenario:";
    /* At least a guest and the host; so its runs are bracketed by round trips. */
    private static final int OVERCOMMIT_THREADS = 2;
    /** What a run takes that ends by itself, where it was seen. */
    private static final int ACCURACY_MS = 300;

    private static final List<Measured> MEASURED = Stream.concat(
                    Stream.of(new Measured(Scenarios.REGISTRY.named("overcommit"), OVERCOMMIT_THREADS, true)),
                    ScanStrategies.REGISTRY.names().stream()
                            .map(strategy -> new Measured(new AccuracyComparison(strategy), 1, false)))
            .toList();

    /**
     * A scenario that is a row.
     *
     * @param threads that work at the same time
     * @param isTimed true if it runs for as long as the settings say
     */
    private record Measured(Scenario scenario, int threads, boolean isTimed) {
        BenchmarkRow row() {
            return new BenchmarkRow(
                    PREFIX + scenario.registryName(), Mode.SingleShotTime, Map.of(), threads, scenario.subjects());
        }

        boolean is(BenchmarkRow row) {
            return row.benchmark().equals(PREFIX + scenario.registryName());
        }
    }

    private final RowRunner benchmarks;
    private final ScenarioSettings settings;

    /** Rows that are no scenarios go to {@code benchmarks}, which it owns and closes. */
    ScenarioRows(RowRunner benchmarks, Profile profile, long seed) {
        this.benchmarks = benchmarks;
        this.settings = settings(profile, seed);
    }

    /** One row a scenario, whose subjects are all that it measures. */
    static List<BenchmarkRow> rows() {
        return MEASURED.stream().map(Measured::row).toList();
    }

    /** True for a row that {@link #rows} made. */
    static boolean isScenario(BenchmarkRow row) {
        return row.benchmark().startsWith(PREFIX);
    }

    /** How long the scenarios among the rows take, once; a timed one as much again to set up, but at most 4 s. */
    static Duration duration(List<BenchmarkRow> rows, Profile profile) {
        ScenarioSettings settings = settings(profile, 1);
        long timedMs = Math.round(1_000 * (settings.seconds() + Math.min(settings.seconds(), 4)));
        return Duration.ofMillis(rows.stream()
                .filter(ScenarioRows::isScenario)
                .mapToLong(row -> measured(row).isTimed() ? timedMs : ACCURACY_MS)
                .sum());
    }

    private static Measured measured(BenchmarkRow row) {
        return MEASURED.stream()
                .filter(measured -> measured.is(row))
                .findFirst()
                .orElseThrow();
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
        Scenario scenario = measured(row).scenario();
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
