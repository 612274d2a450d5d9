package io.ballonet.scenario.accuracy;

import io.ballonet.result.Subject;
import io.ballonet.scan.ScanStrategies;
import io.ballonet.scenario.Scenario;
import io.ballonet.scenario.ScenarioProgress;
import io.ballonet.scenario.ScenarioResult;
import io.ballonet.scenario.ScenarioSettings;
import io.ballonet.unit.Registry;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Every scan strategy against exact ground truth, what it costs, and what a guest pays for its choices. */
public final class AccuracyScenario implements Scenario {
    /** The scenario. */
    public AccuracyScenario() {}

    @Override
    public String registryName() {
        return AccuracyFigures.NAME;
    }

    @Override
    public String summary() {
        return "every inactivity scan against exact ground truth: what it finds, what it costs, what its choices cost a guest";
    }

    @Override
    public String source() {
        return "Belady, A study of replacement algorithms for a virtual-storage computer, IBM Systems Journal 5(2), 1966";
    }

    @Override
    public List<Subject> subjects() {
        return AccuracyFigures.subjects(ScanStrategies.REGISTRY.names(), AccuracyPlan.WORKLOADS);
    }

    @Override
    public boolean takesTraces() {
        return true;
    }

    @Override
    public Optional<Registry<?>> contenders() {
        return Optional.of(ScanStrategies.REGISTRY);
    }

    @Override
    public ScenarioResult run(ScenarioSettings settings, ScenarioProgress progress) {
        return run(AccuracyPlan.of(settings), progress);
    }

    /** Plays a plan. */
    static ScenarioResult run(AccuracyPlan plan, ScenarioProgress progress) {
        AccuracyScores scores = AccuracyRun.of(plan, progress);
        return new ScenarioResult(
                AccuracyText.of(plan, scores),
                AccuracyFigures.figures(plan.strategies(), plan.workloads().size(), scores),
                new TreeMap<>(),
                AccuracyTables.of(scores),
                scores.failures());
    }
}
