package io.ballonet.scenario.accuracy;

import io.ballonet.scan.ScanStrategies;
import io.ballonet.scan.ScanStrategyFactory;
import io.ballonet.scenario.ScenarioProgress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Plays a plan, run after run on this thread, and checks every score. */
final class AccuracyRun {
    private final AccuracyPlan plan;
    private final ScenarioProgress progress;
    private final List<IdentificationScore> identification = new ArrayList<>();
    private final List<ReclaimScore> reclaim = new ArrayList<>();
    private final List<EstimationScore> estimation = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private int steps;

    private AccuracyRun(AccuracyPlan plan, ScenarioProgress progress) {
        this.plan = plan;
        this.progress = progress;
    }

    /** Every strategy on every workload, in both parts, and the estimators. */
    static AccuracyScores of(AccuracyPlan plan, ScenarioProgress progress) {
        AccuracyRun run = new AccuracyRun(plan, progress);
        run.warmUp();
        plan.workloads().forEach(run::play);
        run.failures.addAll(Checks.of(run.identification, run.reclaim));
        return new AccuracyScores(run.identification, run.reclaim, run.estimation, run.failures);
    }

    /* Once over the shortest workload, unscored: else the strategies that come first would pay for the compiler. */
    private void warmUp() {
        Workload shortest = plan.workloads().stream()
                .min(Comparator.comparingInt(workload -> workload.trace().length()))
                .orElseThrow();
        for (String strategy : plan.strategies()) {
            ScanStrategyFactory factory = ScanStrategies.REGISTRY.named(strategy);
            for (BitLayout layout : BitLayout.values()) {
                guarded(
                        shortest.name() + ", strategy=" + strategy + ", warm-up",
                        () -> Identification.run(shortest, factory, TlbMode.SHOOTDOWN, layout, plan.seed()));
            }
        }
    }

    private void play(Workload workload) {
        for (String strategy : plan.strategies()) {
            step(workload, strategy);
            ScanStrategyFactory factory = ScanStrategies.REGISTRY.named(strategy);
            for (TlbMode tlb : TlbMode.values()) {
                for (BitLayout layout : BitLayout.values()) {
                    guarded(
                            workload.name() + ", strategy=" + strategy,
                            () -> identification.add(Identification.run(workload, factory, tlb, layout, plan.seed())));
                }
            }
        }
        for (int percent : AccuracyPlan.FRAMES_PERCENT) {
            long optimum = Reclaim.optimum(workload, Reclaim.frames(workload, percent));
            for (String strategy : plan.strategies()) {
                step(workload, strategy);
                for (TlbMode tlb : TlbMode.values()) {
                    guarded(
                            workload.name() + ", strategy=" + strategy,
                            () -> reclaim.add(Reclaim.run(workload, strategy, tlb, percent, optimum, plan.seed())));
                }
            }
        }
        for (TlbMode tlb : TlbMode.values()) {
            guarded(workload.name() + ", estimator", () -> estimation.add(Estimation.run(workload, tlb, plan.seed())));
        }
    }

    /* What breaks within a run is what this scenario is there to find: it is a line of the result, and the others go on. */
    private void guarded(String what, Runnable run) {
        try {
            run.run();
        } catch (IllegalStateException e) {
            failures.add("run broke: workload=" + what + ": " + e.getMessage());
        }
    }

    private void step(Workload workload, String strategy) {
        int all = plan.workloads().size() * plan.strategies().size() * (1 + AccuracyPlan.FRAMES_PERCENT.size());
        progress.at(workload.name() + " " + strategy, (double) steps++ / all);
    }
}
