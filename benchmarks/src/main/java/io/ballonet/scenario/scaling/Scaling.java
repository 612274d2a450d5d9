package io.ballonet.scenario.scaling;

import io.ballonet.frame.alloc.FrameAllocators;
import io.ballonet.result.Kind;
import io.ballonet.result.Subject;
import io.ballonet.result.stats.Quantiles;
import io.ballonet.result.stats.UniversalScalability;
import io.ballonet.result.stats.UniversalScalability.Estimate;
import io.ballonet.scenario.Records;
import io.ballonet.scenario.Scenario;
import io.ballonet.scenario.ScenarioProgress;
import io.ballonet.scenario.ScenarioResult;
import io.ballonet.scenario.ScenarioSettings;
import io.ballonet.unit.Contender;
import io.ballonet.unit.Registry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * How many pairs of allocate and free a second one thread does, two, and so on to one more than there are processors; beside the
 * machine's compare-and-set, uncontended and shared; with contention and coherence by Gunther's law, as far as the machine has threads
 * enough to tell.
 */
public final class Scaling implements Scenario {
    private static final String NAME = "scaling";
    private static final double SECOND_NS = 1e9;
    private static final int MOST_ROUNDS = 25;
    private static final long SHORTEST_WINDOW_NS = 2_000_000;
    private static final long WINDOW_NS = 40_000_000;

    private final ThreadCounts threads = ThreadCounts.of(Runtime.getRuntime().availableProcessors());

    /** The scenario. */
    public Scaling() {}

    @Override
    public String registryName() {
        return NAME;
    }

    @Override
    public String summary() {
        return "throughput of the allocators from one thread to more than there are processors, and what slows them";
    }

    @Override
    public String source() {
        return "Gunther, Guerrilla Capacity Planning, 2007: the universal scalability law";
    }

    @Override
    public Optional<Registry<?>> contenders() {
        return Optional.of(FrameAllocators.REGISTRY);
    }

    @Override
    public List<Subject> subjects() {
        List<Subject> subjects = new ArrayList<>();
        names(available()).forEach(name -> {
            for (int count : threads.counts()) {
                subjects.add(subject(name, count));
            }
        });
        return subjects;
    }

    private static List<String> available() {
        return FrameAllocators.REGISTRY.all().stream()
                .filter(allocator -> allocator.unavailable().isEmpty())
                .map(Contender::registryName)
                .toList();
    }

    private static List<String> names(List<String> allocators) {
        List<String> names = new ArrayList<>(List.of(ScalingRun.CAS, ScalingRun.SHARED_CAS));
        names.addAll(allocators);
        return names;
    }

    private Subject subject(String name, int count) {
        SortedMap<String, Object> params = new TreeMap<>();
        params.put("processors", (long) threads.processors());
        return new Subject(
                kind(name) == Kind.LIMIT ? "limit" : "allocator",
                NAME,
                name,
                kind(name),
                count,
                params,
                "pairs/s",
                1,
                null,
                1,
                count,
                name + "-" + count);
    }

    static Kind kind(String name) {
        if (name.equals(ScalingRun.CAS) || name.equals(ScalingRun.SHARED_CAS)) {
            return Kind.LIMIT;
        }
        return switch (FrameAllocators.REGISTRY.named(name).role()) {
            case FOIL -> Kind.FOIL;
            case PEER -> Kind.PEER;
            case OURS, OPTIMUM -> Kind.OURS;
        };
    }

    /**
     * What came of one contender.
     *
     * @param medians operations a second by number of threads
     * @param law of those numbers that no thread waits for a processor in
     */
    record Outcome(String name, List<Double> medians, UniversalScalability law) {}

    @Override
    public ScenarioResult run(ScenarioSettings settings, ScenarioProgress progress) {
        List<String> allocators = settings.contenders().isEmpty() ? available() : settings.contenders();
        int windows = (allocators.size() + 2) * threads.size();
        double roundsNs = settings.seconds() * SECOND_NS / windows;
        int rounds = Math.clamp(Math.round(roundsNs / WINDOW_NS), UniversalScalability.LEAST_ROUNDS, MOST_ROUNDS);
        long windowNs = Math.max(SHORTEST_WINDOW_NS, Math.round(roundsNs / (rounds + 1)));
        Map<String, double[][]> measured;
        try (ScalingRun run = new ScalingRun(threads, allocators, settings.seed())) {
            measured = run.measure(rounds, windowNs, progress);
        }
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        measured.forEach((name, of) -> outcomes.put(name, outcome(name, of)));
        List<ScenarioResult.Figure> figures = new ArrayList<>();
        outcomes.forEach((name, outcome) -> {
            for (int i = 0; i < threads.size(); i++) {
                figures.add(new ScenarioResult.Figure(
                        subject(name, threads.counts()[i]), outcome.medians().get(i)));
            }
        });
        return new ScenarioResult(
                ScalingText.of(threads, List.copyOf(outcomes.values()), rounds, windowNs),
                figures,
                new TreeMap<>(),
                List.of(rows(measured), laws(outcomes)),
                List.of());
    }

    private Outcome outcome(String name, double[][] rounds) {
        List<Double> medians = IntStream.range(0, threads.size())
                .mapToObj(i -> Quantiles.median(
                        Arrays.stream(rounds).mapToDouble(round -> round[i]).toArray()))
                .toList();
        int[] fitting = threads.fitting();
        double[][] inside = Arrays.stream(rounds)
                .map(round -> Arrays.copyOf(round, fitting.length))
                .toArray(double[][]::new);
        return new Outcome(name, medians, UniversalScalability.of(fitting, inside));
    }

    private Records rows(Map<String, double[][]> measured) {
        Records rows = new Records(NAME, List.of("contender", "threads", "oversubscribed", "round", "per_second"));
        measured.forEach((name, rounds) -> {
            for (int round = 0; round < rounds.length; round++) {
                for (int i = 0; i < threads.size(); i++) {
                    rows.add(name, threads.counts()[i], threads.isOversubscribed(i), round, rounds[round][i]);
                }
            }
        });
        return rows;
    }

    private static Records laws(Map<String, Outcome> outcomes) {
        Records laws = new Records(
                NAME + "-law",
                List.of(
                        "contender",
                        "known",
                        "single_per_second",
                        "contention",
                        "contention_low",
                        "contention_high",
                        "coherence",
                        "coherence_low",
                        "coherence_high",
                        "sum",
                        "sum_low",
                        "sum_high",
                        "sum_threads",
                        "largest_miss"));
        outcomes.forEach((name, outcome) -> {
            UniversalScalability law = outcome.law();
            Estimate contention = law.contention();
            Estimate coherence = law.coherence();
            Estimate sum = law.sum();
            laws.add(
                    name,
                    law.knowledge().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    law.law().map(fitted -> fitted.single()).orElse(Double.NaN),
                    contention.value(),
                    contention.low(),
                    contention.high(),
                    coherence.value(),
                    coherence.low(),
                    coherence.high(),
                    sum.value(),
                    sum.low(),
                    sum.high(),
                    law.mostThreads(),
                    law.largestMiss());
        });
        return laws;
    }
}
