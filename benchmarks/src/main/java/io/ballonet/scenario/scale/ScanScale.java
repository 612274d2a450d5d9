package io.ballonet.scenario.scale;

import io.ballonet.result.Kind;
import io.ballonet.result.Subject;
import io.ballonet.scenario.Records;
import io.ballonet.scenario.Scenario;
import io.ballonet.scenario.ScenarioProgress;
import io.ballonet.scenario.ScenarioResult;
import io.ballonet.scenario.ScenarioSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * What a pass over a guest of a gibibyte to four terabytes costs, and how right it is: with hot memory that grows with memory, or
 * does not, in clusters of at least 512 pages. Metadata alone: the guests have accessed bits and no frames.
 */
public final class ScanScale implements Scenario {
    private static final String NAME = "scan-scale";
    private static final double SECOND_NS = 1e9;
    private static final double LONGEST_PERIOD_SECONDS = 1;
    private static final double LEAST_RIGHT = 0.9;

    /** The scenario. */
    public ScanScale() {}

    @Override
    public String registryName() {
        return NAME;
    }

    @Override
    public String summary() {
        return "what a pass costs from 1 GiB to 4 TiB of guest memory, and how right it is at a terabyte";
    }

    @Override
    public String source() {
        return "Nair et al., Telescope: Telemetry for Gargantuan Memory Footprint Applications, USENIX ATC '24";
    }

    @Override
    public List<Subject> subjects() {
        List<Subject> subjects = new ArrayList<>();
        for (ScalePlan plan : ScalePlan.headline(ScenarioSettings.DEFAULT)) {
            subjects.addAll(headline(plan).subjects());
        }
        for (ScalePlan plan : ScalePlan.againstMemory(ScenarioSettings.DEFAULT)) {
            subjects.add(ofMemory(plan));
        }
        return subjects;
    }

    /** What is reported of a plan: the cost of a pass, and how right it is. */
    private record Headline(Subject cost, Subject precision, Subject recall) {
        List<Subject> subjects() {
            return List.of(cost, precision, recall);
        }
    }

    private static Headline headline(ScalePlan plan) {
        return new Headline(
                subject(plan, "", "ns/op"), subject(plan, "-precision", "%"), subject(plan, "-recall", "%"));
    }

    private static Subject subject(ScalePlan plan, String what, String unit) {
        SortedMap<String, Object> params = new TreeMap<>();
        params.put("hot", plan.hotShare());
        return subject(plan, what, params, unit, plan.strategy());
    }

    /** A point of the curve over memory, named by the size that the plan has at scale 1. */
    private static Subject ofMemory(ScalePlan plan) {
        SortedMap<String, Object> params = new TreeMap<>();
        params.put("gibibytes", plan.namedGibibytes());
        return subject(plan, "-memory", params, "ns/op", plan.strategy() + "-" + plan.namedGibibytes());
    }

    private static Subject subject(
            ScalePlan plan, String what, SortedMap<String, Object> params, String unit, String label) {
        params.put("layout", plan.layout());
        return new Subject(
                "scan",
                NAME + what,
                plan.strategy(),
                Kind.OURS,
                1,
                params,
                unit,
                1,
                null,
                1,
                1,
                NAME + what + "-" + label);
    }

    /**
     * What a plan gave.
     *
     * @param medianNs processor time of a pass
     * @param mostNs the longest
     * @param score of one more period
     */
    record Outcome(ScalePlan plan, double medianNs, double mostNs, ScaleRun.Score score) {
        /** Share of a core at a pass in so many seconds. */
        double shareOfCore(double seconds) {
            return medianNs / (seconds * SECOND_NS);
        }
    }

    @Override
    public ScenarioResult run(ScenarioSettings settings, ScenarioProgress progress) {
        List<ScalePlan> memory = ScalePlan.againstMemory(settings);
        List<ScalePlan> hot = ScalePlan.againstHot(settings);
        List<ScalePlan> every = ScalePlan.everyStrategy(settings);
        progress.at("a terabyte", 0);
        List<Outcome> headline = paced(ScalePlan.headline(settings), settings);
        List<Outcome> againstMemory = unpaced(memory, settings, progress, "against memory", 0.2, 0.6);
        List<Outcome> againstHot = unpaced(hot, settings, progress, "against hot memory", 0.6, 0.8);
        List<Outcome> everyStrategy = unpaced(every, settings, progress, "every strategy", 0.8, 1);

        Records records = new Records(
                NAME,
                List.of(
                        "question",
                        "strategy",
                        "layout",
                        "gibibytes",
                        "hot_share",
                        "clusters",
                        "pass_ns",
                        "longest_pass_ns",
                        "examined",
                        "precision",
                        "recall"));
        record(records, "a-pass-a-second", headline);
        record(records, "against-memory", againstMemory);
        record(records, "against-hot", againstHot);
        record(records, "every-strategy", everyStrategy);
        List<ScenarioResult.Figure> figures = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (Outcome outcome : headline) {
            Headline of = headline(outcome.plan());
            figures.add(new ScenarioResult.Figure(of.cost(), outcome.medianNs()));
            figures.add(new ScenarioResult.Figure(
                    of.precision(), 100 * outcome.score().precision()));
            figures.add(
                    new ScenarioResult.Figure(of.recall(), 100 * outcome.score().recall()));
            check(outcome, failures);
        }
        againstMemory.forEach(
                outcome -> figures.add(new ScenarioResult.Figure(ofMemory(outcome.plan()), outcome.medianNs())));
        String text = ScaleText.of(headline, againstMemory, againstHot, everyStrategy);
        return new ScenarioResult(text, figures, new TreeMap<>(), List.of(records), failures);
    }

    private static void check(Outcome outcome, List<String> failures) {
        ScaleRun.Score score = outcome.score();
        if (outcome.plan().strategy().equals("hierarchical")
                && (score.precision() < LEAST_RIGHT || score.recall() < LEAST_RIGHT)) {
            failures.add(String.format(
                    Locale.ROOT,
                    "hierarchical is wrong about a terabyte: precision=%.3f, recall=%.3f, least=%.1f",
                    score.precision(),
                    score.recall(),
                    LEAST_RIGHT));
        }
    }

    private static void record(Records records, String question, List<Outcome> outcomes) {
        for (Outcome outcome : outcomes) {
            ScalePlan plan = outcome.plan();
            records.add(
                    question,
                    plan.strategy(),
                    plan.layout(),
                    plan.gibibytes(),
                    plan.hotShare(),
                    plan.clusters(),
                    Math.round(outcome.medianNs()),
                    Math.round(outcome.mostNs()),
                    outcome.score().examined(),
                    outcome.score().precision(),
                    outcome.score().recall());
        }
    }

    /** All at once, on the clock: a period of touches and waiting, then a pass of each. */
    private static List<Outcome> paced(List<ScalePlan> plans, ScenarioSettings settings) {
        List<ScaleRun> runs = new ArrayList<>();
        try {
            for (ScalePlan plan : plans) {
                ScaleRun run = start(plan, settings);
                runs.add(run);
                for (int i = 0; i < plan.warmUps(); i++) {
                    run.touch();
                    run.pass();
                }
            }
            double periodSeconds = Math.min(
                    LONGEST_PERIOD_SECONDS,
                    settings.seconds() / plans.getFirst().passes());
            for (int pass = 0; pass < plans.getFirst().passes(); pass++) {
                long end = System.nanoTime() + Math.round(periodSeconds * SECOND_NS);
                runs.forEach(ScaleRun::touch);
                for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                runs.forEach(ScaleRun::pass);
            }
            List<Outcome> outcomes = new ArrayList<>();
            for (int i = 0; i < plans.size(); i++) {
                outcomes.add(outcome(plans.get(i), runs.get(i)));
            }
            return outcomes;
        } finally {
            runs.forEach(ScaleRun::close);
        }
    }

    private static List<Outcome> unpaced(
            List<ScalePlan> plans,
            ScenarioSettings settings,
            ScenarioProgress progress,
            String phase,
            double from,
            double to) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < plans.size(); i++) {
            ScalePlan plan = plans.get(i);
            progress.at(phase, from + (to - from) * i / plans.size());
            try (ScaleRun run = start(plan, settings)) {
                for (int pass = 0; pass < plan.warmUps() + plan.passes(); pass++) {
                    run.touch();
                    run.pass();
                }
                outcomes.add(outcome(plan, run));
            }
        }
        return outcomes;
    }

    private static ScaleRun start(ScalePlan plan, ScenarioSettings settings) {
        HotClusters hot =
                new HotClusters(plan.pages(), plan.hotGroups(), plan.clusters(), new SplittableRandom(settings.seed()));
        return new ScaleRun(
                plan.strategy(), plan.packed(), plan.pages(), hot, settings.seed(), plan.warmUps() + plan.passes());
    }

    private static Outcome outcome(ScalePlan plan, ScaleRun run) {
        return new Outcome(plan, run.medianNs(plan.warmUps()), run.mostNs(plan.warmUps()), run.score());
    }
}
