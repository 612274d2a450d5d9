package io.ballonet.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SummarizerTest {
    @Test
    void ratioMovesWithTheLimit() {
        double before = ratio(List.of(run("limit", "cas", null, 1, 4), run("allocator", "pair", "cas", 1, 10)));
        double after = ratio(List.of(run("limit", "cas", null, 1, 8), run("allocator", "pair", "cas", 1, 10)));
        assertEquals(2.5, before, 1e-12);
        assertEquals(1.25, after, 1e-12);
    }

    @Test
    void limitIsScaledIntoTheUnitOfTheMeasurement() {
        Measurement m = last(List.of(run("limit", "cas", null, 1, 4), run("allocator", "pair", "cas", 5, 10)));
        assertEquals(20, m.limitValue());
        assertEquals(0.5, m.limitRatio());
    }

    @Test
    void limitMayBeASumAndNameItsParameters() {
        List<RawRun> limits = List.of(run("limit", "take", null, 1, 50), zeroing("hot", 14), zeroing("stream", 100));
        assertEquals(64, limitOf("take + zero", limits));
        assertEquals(150, limitOf("take + zero where=stream", limits));
        assertTrue(Double.isNaN(limitOf("take + copy", limits)));
    }

    private static double limitOf(String name, List<RawRun> limits) {
        List<RawRun> runs = new ArrayList<>(limits);
        runs.add(run("reclaim", "cycle", name, 1, 10));
        return last(runs).limitValue();
    }

    private static RawRun zeroing(String where, double score) {
        Subject any = subject("limit", "zero", null, 1);
        Subject zero = new Subject(
                any.family(),
                any.benchmark(),
                any.contender(),
                any.kind(),
                any.threads(),
                new TreeMap<>(Map.of("where", where)),
                any.unit(),
                any.unitsPerOperation(),
                null,
                1,
                any.scoredThreads(),
                null);
        return raw(zero, score, Surroundings.UNKNOWN);
    }

    @Test
    void limitThatWasNotMeasuredGivesNoRatio() {
        assertTrue(Double.isNaN(ratio(List.of(run("allocator", "pair", "cas", 1, 10)))));
    }

    @Test
    void aBenchmarkOfAnotherFamilyIsNoLimit() {
        assertTrue(Double.isNaN(ratio(List.of(run("pin", "cas", null, 1, 4), run("replay", "rate", "cas", 1, 10)))));
    }

    @Test
    void aLimitOfTheSameFamilyCountsWhereItsParametersAreEqual() {
        List<Measurement> measurements = Summarizer.summarize(List.of(
                withPages(8, "raw-load", Kind.LIMIT, null, 1),
                withPages(1024, "raw-load", Kind.LIMIT, null, 5),
                withPages(8, "tlb-hit", Kind.OURS, "raw-load", 3),
                withPages(1024, "tlb-hit", Kind.OURS, "raw-load", 10),
                withPages(16384, "tlb-hit", Kind.OURS, "raw-load", 10)));
        assertEquals(
                List.of(3.0, 2.0, Double.NaN),
                measurements.stream()
                        .filter(m -> m.subject().kind() == Kind.OURS)
                        .map(Measurement::limitRatio)
                        .toList());
    }

    private static RawRun withPages(long pages, String benchmark, Kind kind, @Nullable String limit, double score) {
        TreeMap<String, Object> params = new TreeMap<>(Map.of("pages", pages));
        Subject subject = new Subject("translation", benchmark, "x", kind, 1, params, "ns/op", 1, limit, 1, 1, null);
        return raw(subject, score, Surroundings.UNKNOWN);
    }

    @Test
    void runsOfOneSubjectAreRoundsOfOneMeasurement() {
        List<Measurement> measurements = Summarizer.summarize(List.of(
                run("pin", "pair", null, 1, 4), run("pin", "pair", null, 1, 6), run("pin", "pair", null, 1, 5)));
        assertEquals(1, measurements.size());
        assertEquals(5, measurements.getFirst().value());
        assertEquals(3, measurements.getFirst().rounds());
    }

    @Test
    void familiesComeInTheirOrder() {
        assertEquals(
                List.of("limit", "allocator", "replay"),
                Summarizer.summarize(List.of(
                                run("replay", "rate", null, 1, 4),
                                run("allocator", "pair", null, 1, 6),
                                run("limit", "cas", null, 1, 5)))
                        .stream()
                        .map(m -> m.subject().family())
                        .toList());
    }

    @Test
    void surroundingsFlagTheMeasurement() {
        Surroundings stolen = new Surroundings(470, 480, 7, Double.NaN);
        Measurement m = last(List.of(raw(subject("channel", "rate", null, 1), 1, stolen)));
        assertEquals(List.of("far", "steal"), m.flags());
        assertEquals(List.of("near"), new Surroundings(90, 95, 5, Double.NaN).flags());
        assertEquals(List.of("moved"), new Surroundings(90, 480, 5, Double.NaN).flags());
        assertEquals(List.of("moved"), new Surroundings(480, 90, 5, Double.NaN).flags());
        assertEquals(List.of(), Surroundings.UNKNOWN.flags());
    }

    @Test
    void roundsInAnotherStateAreKeptAndNotAveraged() {
        Surroundings near = new Surroundings(90, 95, 0, Double.NaN);
        Surroundings far = new Surroundings(470, 480, 0, Double.NaN);
        Subject subject = subject("channel", "rate", null, 1);
        Measurement m = last(
                List.of(raw(subject, 10, near), raw(subject, 90, far), raw(subject, 12, near), raw(subject, 14, near)));
        assertEquals(12, m.value());
        assertEquals(3, m.rounds());
        assertEquals(List.of("near", "mixed"), m.flags());
        assertEquals(
                List.of(10.0, 90.0, 12.0, 14.0),
                m.all().stream().map(Round::value).toList());
        assertEquals(
                List.of(true, false, true, true),
                m.all().stream().map(Round::counted).toList());
        assertEquals(95, m.surroundings().roundTripNs(), "of the rounds that it was made of");
    }

    @Test
    void ratioIsToTheLimitInItsUsualState() {
        Surroundings calm = new Surroundings(Double.NaN, Double.NaN, 0, Double.NaN);
        Surroundings stolen = new Surroundings(Double.NaN, Double.NaN, 40, Double.NaN);
        Subject limit = subject("limit", "cas", null, 1);
        assertEquals(
                2.5,
                last(List.of(
                                raw(limit, 4, calm),
                                raw(limit, 4, calm),
                                raw(limit, 9, stolen),
                                run("pin", "pair", "cas", 1, 10)))
                        .limitRatio());
    }

    @Test
    void runThatMissedItsRateIsFlagged() {
        TreeMap<String, Counter> counters = new TreeMap<>();
        counters.put("missedRate", new Counter(1, "#"));
        Subject subject = subject("scan", "select-latency", null, 1);
        RawRun run = new RawRun(subject, 0, "ns/op", List.of(1.0), counters, Surroundings.UNKNOWN);
        assertEquals(
                List.of("missed-rate"),
                Summarizer.summarize(List.of(run)).getFirst().flags());
    }

    @Test
    void counterThatWasNotCountedIsLeftOut() {
        TreeMap<String, Counter> counters = new TreeMap<>();
        counters.put("retried", new Counter(Double.NaN, "#"));
        counters.put("noFrame", new Counter(0, "#"));
        RawRun run = new RawRun(
                subject("allocator", "pair", null, 1), 0, "ns/op", List.of(1.0), counters, Surroundings.UNKNOWN);
        assertEquals(
                Set.of("noFrame"),
                Summarizer.summarize(List.of(run)).getFirst().counters().keySet());
    }

    private static double ratio(List<RawRun> runs) {
        return last(runs).limitRatio();
    }

    private static Measurement last(List<RawRun> runs) {
        return Summarizer.summarize(runs).getLast();
    }

    private static RawRun run(String family, String benchmark, @Nullable String limit, double scale, double score) {
        return raw(subject(family, benchmark, limit, scale), score, Surroundings.UNKNOWN);
    }

    private static RawRun raw(Subject subject, double score, Surroundings surroundings) {
        return new RawRun(subject, 0, "ns/op", List.of(score), new TreeMap<>(), surroundings);
    }

    private static Subject subject(String family, String benchmark, @Nullable String limit, double scale) {
        return new Subject(family, benchmark, "x", Kind.OURS, 1, new TreeMap<>(), "ns/op", 1, limit, scale, 1, null);
    }
}
