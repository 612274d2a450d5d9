package io.ballonet.scenario.accuracy;

import io.ballonet.result.Subject;
import io.ballonet.scan.ScanStrategies;
import io.ballonet.scan.ScanStrategyFactory;
import io.ballonet.scenario.Scenario;
import io.ballonet.scenario.ScenarioProgress;
import io.ballonet.scenario.ScenarioResult;
import io.ballonet.scenario.ScenarioSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What {@code compare} measures of one strategy in a fraction of a second: part A on three synthetic workloads, bits in
 * page-table entries, no shootdown, as kernels scan. Of the settings it looks at the seed alone. Cost is left to the benchmarks of
 * {@code micro.scan}: so short a run would time the compiler.
 */
public final class AccuracyComparison implements Scenario {
    private static final TlbMode TLB = TlbMode.NONE;
    private static final BitLayout LAYOUT = BitLayout.ENTRY;
    private static final int WORKLOADS = AccuracyPlan.COMPARED.size();

    private final ScanStrategyFactory factory;

    /** Of the strategy with that registry name. */
    public AccuracyComparison(String strategy) {
        this.factory = ScanStrategies.REGISTRY.named(strategy);
    }

    @Override
    public String registryName() {
        return AccuracyFigures.NAME + "-" + factory.registryName();
    }

    @Override
    public String summary() {
        return "one inactivity scan against exact ground truth, on three synthetic workloads";
    }

    @Override
    public String source() {
        return factory.source();
    }

    @Override
    public List<Subject> subjects() {
        return List.of(AccuracyFigures.accuracy(factory, TLB, LAYOUT, WORKLOADS));
    }

    @Override
    public ScenarioResult run(ScenarioSettings settings, ScenarioProgress progress) {
        List<IdentificationScore> scores = new ArrayList<>();
        for (Workload workload : AccuracyPlan.compared(settings.seed())) {
            progress.at(workload.name(), (double) scores.size() / WORKLOADS);
            scores.add(Identification.run(workload, factory, TLB, LAYOUT, settings.seed()));
        }
        double f1 = AccuracyScores.mean(
                scores, all -> true, score -> score.victims().f1());
        return new ScenarioResult(
                "",
                List.of(new ScenarioResult.Figure(subjects().getFirst(), 100 * f1)),
                new TreeMap<>(),
                List.of(),
                List.of());
    }
}
