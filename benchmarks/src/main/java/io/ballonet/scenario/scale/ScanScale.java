package io.ballonet.scenario.scale;

import io.ballonet.memory.OffHeapException;
import io.ballonet.result.Kind;
import io.ballonet.result.Machine;
import io.ballonet.result.Subject;
import io.ballonet.scenario.Records;
import io.ballonet.scenario.Scenario;
import io.ballonet.scenario.ScenarioProgress;
import io.ballonet.scenario.ScenarioResult;
import io.ballonet.scenario.ScenarioSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * What a pass over a guest of a gibibyte to sixteen terabytes costs, and how right it is: with hot memory that grows with memory, or
 * does not, in clusters of at least 512 pages. Metadata alone: the guests have accessed bits and no frames.
 */
public final class ScanScale implements Scenario {
    private static final String NAME = "scan-scale";
    private static final double SECOND_NS = 1e9;
    private static final double LONGEST_PERIOD_SECONDS = 1;
    private static final double LEAST_RIGHT = 0.9;
    private static final double MIB = 1 << 20;
    /* The bits of 16 TiB are 512 MiB; the heap of the process moves by less than half of that. */
    private static final double MOST_GROWTH_BYTES = 256 * MIB;

    /** The scenario. */
    public ScanScale() {}

    @Override
    public String registryName() {
        return NAME;
    }

    @Override
    public String summary() {
        return "what a pass costs from 1 GiB to 16 TiB of guest memory, and how right it is at a terabyte";
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
     * @param residentBytes of the process at the end, NaN where the kernel does not say
     */
    record Outcome(ScalePlan plan, double medianNs, double mostNs, ScaleRun.Score score, double residentBytes) {
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
        List<String> failures = new ArrayList<>();
        Steps steps = new Steps(settings, progress, failures);
        List<Outcome> againstMemory = unpaced(memory, steps, "against memory", 0.2, 0.6);
        List<Outcome> againstHot = unpaced(hot, steps, "against hot memory", 0.6, 0.8);
        List<Outcome> everyStrategy = unpaced(every, steps, "every strategy", 0.8, 1);
        checkResident(againstMemory, failures);

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
                        "recall",
                        "resident_bytes"));
        record(records, "a-pass-a-second", headline);
        record(records, "against-memory", againstMemory);
        record(records, "against-hot", againstHot);
        record(records, "every-strategy", everyStrategy);
        List<ScenarioResult.Figure> figures = new ArrayList<>();
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

    /** The same memory is hot in all of them, so no more of the metadata may be in memory where there is more memory. */
    static void checkResident(List<Outcome> againstMemory, List<String> failures) {
        double least = Double.POSITIVE_INFINITY;
        for (Outcome outcome : againstMemory) {
            if (outcome.residentBytes() > least + MOST_GROWTH_BYTES) {
                failures.add(String.format(
                        Locale.ROOT,
                        "metadata that nobody touched is in memory: strategy=%s, gibibytes=%,.0f, residentMiB=%,.0f, withLessMemory=%,.0f",
                        outcome.plan().strategy(),
                        outcome.plan().gibibytes(),
                        outcome.residentBytes() / MIB,
                        least / MIB));
            }
            least = Math.min(least, outcome.residentBytes());
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
                    outcome.score().recall(),
                    Double.isNaN(outcome.residentBytes()) ? "" : Math.round(outcome.residentBytes()));
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

    /** What every step of a run is given: failures are added to. */
    private record Steps(ScenarioSettings settings, ScenarioProgress progress, List<String> failures) {}

    private static List<Outcome> unpaced(List<ScalePlan> plans, Steps steps, String phase, double from, double to) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < plans.size(); i++) {
            ScalePlan plan = plans.get(i);
            steps.progress().at(phase, from + (to - from) * i / plans.size());
            measured(plan, steps.settings(), steps.failures()).ifPresent(outcomes::add);
        }
        return outcomes;
    }

    /** What a plan gives; nothing, and a failure, where the operating system does not map its metadata. */
    static Optional<Outcome> measured(ScalePlan plan, ScenarioSettings settings, List<String> failures) {
        try (ScaleRun run = start(plan, settings)) {
            for (int pass = 0; pass < plan.warmUps() + plan.passes(); pass++) {
                run.touch();
                run.pass();
            }
            return Optional.of(outcome(plan, run));
        } catch (OffHeapException e) {
            failures.add(String.format(
                    Locale.ROOT,
                    "metadata of %,.0f GiB cannot be mapped for %s: %s; ulimit -v or vm.overcommit_memory=2 may forbid it",
                    plan.gibibytes(),
                    plan.strategy(),
                    e.getMessage()));
            return Optional.empty();
        }
    }

    private static ScaleRun start(ScalePlan plan, ScenarioSettings settings) {
        HotClusters hot =
                new HotClusters(plan.pages(), plan.hotGroups(), plan.clusters(), new SplittableRandom(settings.seed()));
        return new ScaleRun(
                plan.strategy(), plan.packed(), plan.pages(), hot, settings.seed(), plan.warmUps() + plan.passes());
    }

    private static Outcome outcome(ScalePlan plan, ScaleRun run) {
        ScaleRun.Score score = run.score();
        OptionalLong resident = Machine.here().resident();
        return new Outcome(
                plan,
                run.medianNs(plan.warmUps()),
                run.mostNs(plan.warmUps()),
                score,
                resident.isPresent() ? resident.getAsLong() : Double.NaN);
    }
}
