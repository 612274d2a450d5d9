package io.ballonet.cli.compare;

import io.ballonet.reclaim.ReclamationTechniques;
import io.ballonet.scan.ScanStrategies;
import io.ballonet.scenario.Scenario;
import io.ballonet.scenario.ScenarioProgress;
import io.ballonet.scenario.ScenarioResult;
import io.ballonet.scenario.ScenarioSettings;
import io.ballonet.scenario.accuracy.AccuracyComparison;
import io.ballonet.scenario.overcommit.Overcommit;
import io.ballonet.unit.Contender;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Mode;

/**
 * The scenarios that {@code compare} measures, as rows beside the benchmarks, and the runner that tells both apart. A scenario
 * runs in this JVM, which has the flags of a fork, once a round. A row's one parameter is its family, whose value is the
 * contender.
 */
final class ScenarioRows implements RowRunner {
    /** Measured by {@code overcommit}, a row a technique. */
    static final String TECHNIQUE = "technique";
    /** Measured by {@code accuracy}, a row a strategy. */
    static final String SCAN = "scan";

    /** Techniques that run whatever else there is. */
    static final List<String> OWN_TECHNIQUES = names(ReclamationTechniques.values());

    /** Scans that run whatever else there is. */
    static final List<String> OWN_SCANS = names(ScanStrategies.values());

    private static final String PREFIX = "scenario:";
    /* At least a guest and the host; so its runs are bracketed by round trips. */
    private static final int OVERCOMMIT_THREADS = 2;
    /* What a run takes that ends by itself, where it was seen. */
    private static final int ACCURACY_MS = 300;

    private final RowRunner benchmarks;
    private final ScenarioSettings settings;

    /** Rows that are no scenarios go to {@code benchmarks}, which it owns and closes. */
    ScenarioRows(RowRunner benchmarks, Profile profile, long seed) {
        this.benchmarks = benchmarks;
        this.settings = settings(profile, seed);
    }

    private static List<String> names(Contender[] contenders) {
        return Stream.of(contenders).map(Contender::registryName).toList();
    }

    /**
     * One row a technique and one a scan, whose subjects are all that its scenario measures of it.
     *
     * @param techniques by their names in the registry, or by class
     * @param scans the same
     */
    static List<BenchmarkRow> rows(List<String> techniques, List<String> scans) {
        return Stream.concat(
                        techniques.stream().map(technique -> row(TECHNIQUE, technique, OVERCOMMIT_THREADS)),
                        scans.stream().map(scan -> row(SCAN, scan, 1)))
                .toList();
    }

    private static BenchmarkRow row(String family, String contender, int threads) {
        Map<String, String> parameters = Map.of(family, contender);
        Scenario scenario = scenario(parameters);
        return new BenchmarkRow(
                PREFIX + scenario.registryName(), Mode.SingleShotTime, parameters, threads, scenario.subjects());
    }

    private static Scenario scenario(Map<String, String> parameters) {
        String technique = parameters.get(TECHNIQUE);
        return technique != null
                ? new Overcommit(ReclamationTechniques.REGISTRY.named(technique))
                : new AccuracyComparison(String.valueOf(parameters.get(SCAN)));
    }

    /** True for a row that {@link #rows} made. */
    static boolean isScenario(BenchmarkRow row) {
        return row.benchmark().startsWith(PREFIX);
    }

    /**
     * How long the scenarios among the rows take, once; one that runs for as long as the settings say takes about as much again
     * to set up, but at most 4 s.
     */
    static Duration duration(List<BenchmarkRow> rows, Profile profile) {
        ScenarioSettings settings = settings(profile, 1);
        long overcommitMs = Math.round(1_000 * (settings.seconds() + Math.min(settings.seconds(), 4)));
        return Duration.ofMillis(rows.stream()
                .filter(ScenarioRows::isScenario)
                .mapToLong(row -> row.parameters().containsKey(TECHNIQUE) ? overcommitMs : ACCURACY_MS)
                .sum());
    }

    private static ScenarioSettings settings(Profile profile, long seed) {
        return switch (profile) {
            case SMOKE, QUICK -> new ScenarioSettings(2, 0.25, seed, false);
            case FULL -> new ScenarioSettings(20, 1, seed, false);
        };
    }

    @Override
    public String run(BenchmarkRow row, TimePlan plan) throws RowFailure {
        if (!isScenario(row)) {
            return benchmarks.run(row, plan);
        }
        ScenarioResult result;
        try {
            result = scenario(row.parameters()).run(settings, ScenarioProgress.SILENT);
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
