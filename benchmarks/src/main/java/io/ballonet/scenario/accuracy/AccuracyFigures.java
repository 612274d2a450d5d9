package io.ballonet.scenario.accuracy;

import io.ballonet.result.Kind;
import io.ballonet.result.Subject;
import io.ballonet.scan.ScanStrategies;
import io.ballonet.scan.ScanStrategyFactory;
import io.ballonet.scenario.ScenarioResult;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The figures of a result: means over the workloads, for each strategy, TLB mode and layout. Detail is in the tables.
 *
 * <p>Regret is given as faults in units of the optimum's, 1 + regret, which is never 0: less is better, 1 is the least.
 */
final class AccuracyFigures {
    static final String NAME = "accuracy";

    private static final String FAMILY = "scan";
    private static final String SHARE = "%";
    private static final String COST = "ns/page";
    private static final String REGRET = "× opt";
    /** Of the two sizes, that whose regret is a figure. */
    private static final int PERCENT = AccuracyPlan.FRAMES_PERCENT.getFirst();

    private AccuracyFigures() {}

    /**
     * What a run with these strategies measures.
     *
     * @param workloads how many the figures are means of
     */
    static List<Subject> subjects(List<String> strategies, int workloads) {
        List<Subject> subjects = new ArrayList<>();
        for (String strategy : strategies) {
            ScanStrategyFactory factory = ScanStrategies.REGISTRY.named(strategy);
            for (TlbMode tlb : TlbMode.values()) {
                for (BitLayout layout : BitLayout.values()) {
                    subjects.add(accuracy(factory, tlb, layout, workloads));
                    subjects.add(cost(factory, tlb, layout, workloads));
                }
                subjects.add(regret(factory, tlb, workloads));
            }
        }
        return subjects;
    }

    /** One for each subject that was scored. */
    static List<ScenarioResult.Figure> figures(List<String> strategies, int workloads, AccuracyScores scores) {
        List<ScenarioResult.Figure> figures = new ArrayList<>();
        for (String strategy : strategies) {
            ScanStrategyFactory factory = ScanStrategies.REGISTRY.named(strategy);
            String name = factory.registryName();
            for (TlbMode tlb : TlbMode.values()) {
                for (BitLayout layout : BitLayout.values()) {
                    add(
                            figures,
                            accuracy(factory, tlb, layout, workloads),
                            100
                                    * scores.mean(
                                            name,
                                            tlb,
                                            layout,
                                            score -> score.victims().f1()));
                    add(
                            figures,
                            cost(factory, tlb, layout, workloads),
                            scores.mean(name, tlb, layout, IdentificationScore::nanoseconds));
                }
                add(
                        figures,
                        regret(factory, tlb, workloads),
                        1 + scores.meanReclaim(name, tlb, PERCENT, ReclaimScore::regret));
            }
        }
        return figures;
    }

    private static void add(List<ScenarioResult.Figure> figures, Subject subject, double value) {
        if (Double.isFinite(value)) {
            figures.add(new ScenarioResult.Figure(subject, value));
        }
    }

    /** F1 of the victims. */
    static Subject accuracy(ScanStrategyFactory factory, TlbMode tlb, BitLayout layout, int workloads) {
        return subject(factory, NAME, params(tlb, layout, workloads), SHARE, tlb.label() + "-" + layout.label());
    }

    /** Time of choice and pass. */
    static Subject cost(ScanStrategyFactory factory, TlbMode tlb, BitLayout layout, int workloads) {
        String label = tlb.label() + "-" + layout.label();
        return subject(factory, NAME + "-cost", params(tlb, layout, workloads), COST, label);
    }

    private static SortedMap<String, Object> params(TlbMode tlb, BitLayout layout, int workloads) {
        SortedMap<String, Object> params = new TreeMap<>();
        params.put("tlb", tlb.label());
        params.put("layout", layout.label());
        params.put("workloads", (long) workloads);
        return params;
    }

    private static Subject regret(ScanStrategyFactory factory, TlbMode tlb, int workloads) {
        SortedMap<String, Object> params = new TreeMap<>();
        params.put("tlb", tlb.label());
        params.put("framesPercent", (long) PERCENT);
        params.put("workloads", (long) workloads);
        return subject(factory, NAME + "-regret", params, REGRET, tlb.label());
    }

    private static Subject subject(
            ScanStrategyFactory factory,
            String benchmark,
            SortedMap<String, Object> params,
            String unit,
            String label) {
        Kind kind = switch (factory.role()) {
            case FOIL -> Kind.FOIL;
            case PEER -> Kind.PEER;
            case OURS, OPTIMUM -> Kind.OURS;
        };
        String name = factory.registryName();
        return new Subject(
                FAMILY, benchmark, name, kind, 1, params, unit, 1, null, 1, 1, benchmark + "-" + name + "-" + label);
    }
}
