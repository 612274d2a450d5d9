package io.ballonet.scenario.scaling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.frame.alloc.FrameAllocators;
import io.ballonet.result.Kind;
import io.ballonet.result.stats.ScalabilityLaw;
import io.ballonet.result.stats.UniversalScalability;
import io.ballonet.scenario.ScenarioProgress;
import io.ballonet.scenario.ScenarioResult;
import io.ballonet.scenario.ScenarioSettings;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ScalingTest {
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    private static ScenarioSettings settings(String... contenders) {
        return new ScenarioSettings(0.01, 1, 1, false, List.of(), List.of(contenders));
    }

    @Test
    void numbersOfThreadsAreAllUpToFourThenPowersOfTwoTheProcessorsAndOneMore() {
        assertArrayEquals(new int[] {1, 2}, ThreadCounts.of(1).counts());
        assertArrayEquals(new int[] {1, 2, 3}, ThreadCounts.of(2).counts());
        assertArrayEquals(new int[] {1, 2, 3, 4, 5}, ThreadCounts.of(4).counts());
        assertArrayEquals(new int[] {1, 2, 3, 4, 6, 7}, ThreadCounts.of(6).counts());
        assertArrayEquals(new int[] {1, 2, 3, 4, 8, 16, 17}, ThreadCounts.of(16).counts());
        assertArrayEquals(new int[] {1, 2, 3, 4, 8, 16}, ThreadCounts.of(16).fitting());
        assertArrayEquals(
                new int[] {1, 2, 3, 4, 8, 16, 24, 25}, ThreadCounts.of(24).counts());
    }

    @Test
    void onlyTheNumberAboveTheProcessorsIsOversubscribed() {
        ThreadCounts counts = ThreadCounts.of(2);
        assertFalse(counts.isOversubscribed(0) || counts.isOversubscribed(1));
        assertTrue(counts.isOversubscribed(2));
    }

    @Test
    void chosenAllocatorsAreMeasuredBesideTheLimitsInEveryRoundAtEveryNumberOfThreads() {
        ScenarioResult result = new Scaling().run(settings("tree", "lock-list"), ScenarioProgress.SILENT);
        List<String> names = List.of("cas", "cas-shared", "tree", "lock-list");
        int counts = ThreadCounts.of(PROCESSORS).size();
        long windows = (long) names.size() * counts;
        assertEquals(windows, result.figures().size());
        assertEquals(
                names,
                result.figures().stream()
                        .map(figure -> figure.subject().contender())
                        .distinct()
                        .toList());
        assertTrue(result.figures().stream().allMatch(figure -> figure.value() > 0));
        List<String> rows = result.tables().getFirst().csv().lines().toList();
        assertEquals("contender,threads,oversubscribed,round,per_second", rows.getFirst());
        assertEquals(1 + windows * UniversalScalability.LEAST_ROUNDS, rows.size());
        assertEquals(
                (long) names.size() * UniversalScalability.LEAST_ROUNDS,
                rows.stream().filter(row -> row.contains(",true,")).count());
        assertEquals(1L + names.size(), result.tables().getLast().csv().lines().count());
        assertTrue(result.text().lines().allMatch(line -> line.length() <= 100), result.text());
        assertEquals(result.figures().size(), result.measurements().size(), "each is a measurement of its own");
    }

    @Test
    void everyAllocatorThatCanRunHereIsASubjectAndHasItsKind() {
        List<String> subjects = new Scaling()
                .subjects().stream()
                        .map(subject -> subject.contender())
                        .distinct()
                        .toList();
        for (var allocator : FrameAllocators.REGISTRY.all()) {
            assertEquals(
                    allocator.unavailable().isEmpty(),
                    subjects.contains(allocator.registryName()),
                    subjects.toString());
        }
        assertEquals(Kind.LIMIT, Scaling.kind("cas"));
        assertEquals(Kind.FOIL, Scaling.kind("cas-list"));
        assertEquals(Kind.OURS, Scaling.kind("tree"));
    }

    @Test
    void threadsWithoutAFrameFailTheRun() {
        try (Crew crew = new Crew(1);
                Load starving = load(256)) {
            IllegalStateException error =
                    assertThrows(IllegalStateException.class, () -> crew.throughput(starving, 1, 100_000));
            assertTrue(String.valueOf(error.getMessage()).startsWith("no frame for "), error.getMessage());
        }
    }

    @Test
    void aWindowCountsWhatItsThreadsDo() {
        try (Crew crew = new Crew(2);
                Load load = load(0)) {
            assertTrue(crew.throughput(load, 2, 1_000_000) > 0);
            assertTrue(crew.throughput(load, 1, 1_000_000) > 0, "windows follow each other");
        }
    }

    private static Load load(int failures) {
        AtomicInteger runs = new AtomicInteger();
        return new Load() {
            @Override
            public int run(int thread, int operations) {
                runs.incrementAndGet();
                return failures;
            }

            @Override
            public void close() {
                assertTrue(runs.get() > 0);
            }
        };
    }

    @Test
    void loadsOfOneClassHaveCodeOfTheirOwn() {
        try (Load first = Load.ofItsOwn(CasLoad.class, 2);
                Load second = Load.ofItsOwn(CasLoad.class, 0)) {
            assertNotSame(first.getClass(), second.getClass());
            assertEquals(0, first.run(1, 10) + second.run(1, 10));
        }
    }

    @Test
    void textSaysWhatTheNumbersOfThreadsCanTell() {
        assertTrue(text(1).contains("One number of threads says nothing of either."), text(1));
        assertTrue(text(2).contains("Two numbers of threads cannot tell them apart"), text(2));
        assertTrue(text(2).contains("σ + 2κ (95 % interval)"), text(2));
        assertTrue(text(3).contains("nothing checks the law here"), text(3));
        String sixteen = text(16);
        assertTrue(sixteen.contains("'off' is how far the curve is from the worst median"), sixteen);
        assertTrue(sixteen.contains("0.1000 (0.1000 to 0.1000) 0.0100 (0.0100 to 0.0100)       9   0.0 %"), sixteen);
        assertTrue(sixteen.contains("      8      16     17+"), sixteen);
        assertTrue(text(1024).lines().allMatch(line -> line.length() <= 100), text(1024));
    }

    private static String text(int processors) {
        ThreadCounts threads = ThreadCounts.of(processors);
        ScalabilityLaw law = new ScalabilityLaw(1e8, 0.1, 0.01);
        List<Double> medians = Arrays.stream(threads.counts())
                .mapToDouble(law::throughput)
                .boxed()
                .toList();
        double[][] rounds = new double[UniversalScalability.LEAST_ROUNDS][];
        Arrays.fill(
                rounds,
                Arrays.stream(threads.fitting()).mapToDouble(law::throughput).toArray());
        return ScalingText.of(
                threads,
                List.of(new Scaling.Outcome("tree", medians, UniversalScalability.of(threads.fitting(), rounds))),
                9,
                20_000_000);
    }
}
