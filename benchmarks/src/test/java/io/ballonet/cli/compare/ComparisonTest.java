package io.ballonet.cli.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ballonet.result.JmhFile;
import io.ballonet.result.Machine;
import io.ballonet.result.RawRun;
import io.ballonet.result.Summarizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ComparisonTest {
    private static final TimePlan TWO_ROUNDS = new TimePlan(2, 1, 1, Duration.ofMillis(1), Duration.ofSeconds(1));
    private static final BenchmarkRow LIMIT = Rows.row("limit", "cas", "machine", 1);
    private static final BenchmarkRow PAIR = Rows.row("allocator", "pair", "tree", 1);
    private static final BenchmarkRow REMOTE = Rows.row("allocator", "remote-free", "tree", 2);
    private static final BenchmarkRow SCAN = Rows.row("scan", "read-only", "linear", 1);

    private final List<String> order = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private int more;
    private double roundTripNs = 300;
    private @Nullable Comparison comparison;

    @Test
    void roundsInterleaveRowsAndEveryOtherRunsBackwards() {
        Comparison.Outcome outcome = run((row, plan) -> Rows.json(1), LIMIT, PAIR, SCAN);
        assertEquals(List.of("cas", "pair", "read-only", "read-only", "pair", "cas"), order);
        assertFalse(outcome.partial());
        assertEquals(6, outcome.entries().size());
    }

    @Test
    void failureIsNamedAndTheRestGoesOn() {
        Comparison.Outcome outcome = run(
                (row, plan) -> {
                    if (row.equals(PAIR)) {
                        throw new RowRunner.RowFailure("java.lang.IllegalStateException: frame lost");
                    }
                    return Rows.json(1);
                },
                LIMIT,
                PAIR,
                SCAN);
        assertEquals(List.of("allocator/pair tree: java.lang.IllegalStateException: frame lost"), outcome.failures());
        assertEquals(List.of("failed: " + outcome.failures().getFirst()), said);
        assertEquals(1, order.stream().filter("pair"::equals).count());
        assertEquals(4, outcome.entries().size());
        assertFalse(outcome.partial());
    }

    @Test
    void stopKeepsFinishedFamiliesAndMarksTheResultPartial() {
        Comparison.Outcome outcome = run(
                (row, plan) -> {
                    if (row.equals(REMOTE) && comparison != null) {
                        comparison.stop();
                    }
                    return Rows.json(1);
                },
                LIMIT,
                PAIR,
                REMOTE,
                SCAN);
        assertTrue(outcome.partial());
        assertEquals(List.of("cas", "pair", "remote-free"), order);
        assertEquals(List.of("limit"), families(outcome.entries()));
    }

    @Test
    void rowsOfSeveralThreadsAreBracketedByRoundTrips() {
        Comparison.Outcome outcome = run((row, plan) -> Rows.json(1), PAIR, REMOTE);
        for (ObjectNode entry : outcome.entries()) {
            JmhFile.runs(entry)
                    .forEach(run -> assertEquals(
                            run.subject().threads() == 1 ? List.of() : List.of("far"),
                            run.surroundings().flags().stream()
                                    .filter(flag -> !flag.equals("steal"))
                                    .toList()));
        }
    }

    @Test
    void rowWhoseStateDiffersBetweenRoundsIsRepeatedAndTheOthersAreNot() {
        BenchmarkRow[] rows = new BenchmarkRow[15];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Rows.row("allocator", "b" + i, "tree", i == 5 ? 2 : 1);
        }
        Comparison.Outcome outcome = run(
                (row, plan) -> {
                    if (row.equals(rows[5])) {
                        roundTripNs = order.size() < 15 ? 100 : 300;
                    }
                    return Rows.json(1);
                },
                rows);
        /* moved from far to near in the first round, and back in the second; two repeats are allowed for 30 runs */
        assertEquals(2, more);
        assertEquals(List.of("b5", "b5"), order.subList(30, order.size()));
        List<RawRun> repeated = outcome.entries().stream()
                .flatMap(entry -> JmhFile.runs(entry).stream())
                .filter(run -> run.subject().benchmark().equals("b5"))
                .toList();
        assertEquals(List.of(0, 1, 2, 3), repeated.stream().map(RawRun::round).toList());
        assertEquals(
                List.of("far", "mixed"),
                Summarizer.summarize(repeated).getFirst().flags());
    }

    @Test
    void settledRowsAreNotRepeated() {
        run((row, plan) -> Rows.json(1), LIMIT, PAIR, REMOTE, SCAN);
        assertEquals(0, more);
        assertEquals(8, order.size());
    }

    /** The part of a runner that the tests write. */
    private interface Answering {
        String run(BenchmarkRow row, TimePlan plan) throws RowRunner.RowFailure;
    }

    private Comparison.Outcome run(Answering answering, BenchmarkRow... rows) {
        RowRunner runner = new RowRunner() {
            @Override
            public String run(BenchmarkRow row, TimePlan plan) throws RowFailure {
                return answering.run(row, plan);
            }

            @Override
            public void close() {
                order.clear();
            }
        };
        Progress progress = new Progress() {
            @Override
            public void next(BenchmarkRow row, int round) {
                order.add(row.subjects().getFirst().benchmark());
            }

            @Override
            public void more(int runs) {
                more += runs;
            }

            @Override
            public void say(String line) {
                said.add(line);
            }

            @Override
            public void close() {
                order.clear();
            }
        };
        Comparison made = new Comparison(
                List.of(rows), TWO_ROUNDS, runner, new Watch(Machine.here(), () -> roundTripNs), progress);
        comparison = made;
        made.run();
        return made.outcome();
    }

    private static List<String> families(List<ObjectNode> entries) {
        return entries.stream()
                .flatMap(entry -> JmhFile.runs(entry).stream())
                .map(run -> run.subject().family())
                .distinct()
                .toList();
    }
}
