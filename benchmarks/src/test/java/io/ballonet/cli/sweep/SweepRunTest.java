package io.ballonet.cli.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.cli.UserError;
import io.ballonet.trace.TraceFuture;
import io.ballonet.trace.policy.ReplayPolicy;
import io.ballonet.trace.policy.ReplayPolicyFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SweepRunTest {
    private static final int IN_MEMORY = 1 << 20;
    private static final int FROM_FILE = 0;
    private static final long HEAP = 1L << 30;

    @TempDir
    private Path temp = Path.of("");

    private final List<String> notes = new ArrayList<>();

    private static List<Cell> cells(List<SweptTrace> traces, List<String> policies, List<String> sizes) {
        return new SweepPlan(traces.stream().map(SweptTrace::planned).toList(), policies, sizes).cells();
    }

    private SweepRun.Outcome run(Path folder, WholeFile.Disk disk, long heapBytes, int mostKept, List<String> policies)
            throws IOException {
        List<String> words = List.of(
                Traces.make(temp.resolve("a.pt"), 3_000, 1).toString(),
                Traces.make(temp.resolve("b.pt"), 70_000, 2).toString());
        List<SweptTrace> traces = SweptTrace.readAll(words, 2, mostKept);
        try (CellStore store = CellStore.open(folder, new WholeFile(disk))) {
            return new SweepRun(store, new SweepRun.Settings(3, heapBytes, "abc", false), notes::add)
                    .run(traces, cells(traces, policies, List.of("5", "25%", "90%")));
        }
    }

    private static List<String> files(Path folder) throws IOException {
        try (var all = Files.list(folder.resolve("cells"))) {
            return all.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> !name.equals(".lock"))
                    .sorted()
                    .toList();
        }
    }

    /** What the cells say, but for times. */
    private static List<String> counts(Path folder) throws IOException {
        List<String> counts = new ArrayList<>();
        for (String name : files(folder)) {
            CellResult result =
                    CellResult.parse(Files.readString(folder.resolve("cells").resolve(name)));
            counts.add(result.cell().label() + " " + result.misses() + " " + result.writebacks());
        }
        return counts;
    }

    @Test
    void aTraceThatIsReadAgainEachTimeGivesWhatOneInMemoryGives() throws IOException {
        List<String> policies = List.of("opt", "lru", "arc", "clock1");
        Path memory = temp.resolve("memory");
        Path file = temp.resolve("file");
        assertEquals(
                new SweepRun.Outcome(24, 0, List.of()), run(memory, WholeFile.Disk.REAL, HEAP, IN_MEMORY, policies));
        assertEquals(new SweepRun.Outcome(24, 0, List.of()), run(file, WholeFile.Disk.REAL, HEAP, FROM_FILE, policies));
        assertEquals(24, counts(memory).size());
        assertEquals(counts(memory), counts(file));
    }

    @Test
    void wholeCellsAreNotComputedAgainAndOthersAreWithANote() throws IOException {
        Path out = temp.resolve("out");
        run(out, WholeFile.Disk.REAL, HEAP, IN_MEMORY, List.of("lru"));
        List<String> before = counts(out);
        Path broken = out.resolve("cells").resolve(files(out).getFirst());
        Files.writeString(broken, Files.readString(broken).substring(0, 50));
        assertEquals(
                new SweepRun.Outcome(1, 5, List.of()), run(out, WholeFile.Disk.REAL, HEAP, IN_MEMORY, List.of("lru")));
        assertEquals(List.of(broken + ": cut or no JSON; it is computed again"), notes);
        assertEquals(before, counts(out));
    }

    @Test
    void aFullDiskEndsItWithOneErrorAndEveryFinishedCellIsWhole() throws IOException {
        Path out = temp.resolve("out");
        AtomicInteger room = new AtomicInteger(4);
        WholeFile.Disk filling = (file, content) -> {
            if (room.getAndDecrement() <= 0) {
                Files.write(file, new byte[] {content[0]});
                throw new IOException("No space left on device");
            }
            WholeFile.Disk.REAL.write(file, content);
        };
        UserError error = assertThrows(
                UserError.class, () -> run(out, filling, HEAP, IN_MEMORY, List.of("lru", "fifo", "clock0")));
        assertEquals(1, error.status());
        String message = String.valueOf(error.getMessage());
        assertTrue(message.contains("cannot be written: No space left on device; make room"), message);
        assertTrue(message.contains("4 cells more are whole; the same command goes on from there"), message);
        assertEquals(4, counts(out).size(), "and nothing beside them");
        assertEquals(
                new SweepRun.Outcome(14, 4, List.of()),
                run(out, WholeFile.Disk.REAL, HEAP, IN_MEMORY, List.of("lru", "fifo", "clock0")));
        assertEquals(18, counts(out).size());
    }

    @Test
    void aPolicyThatFailsTakesItsOwnCellsAlone() throws IOException {
        String failing = Failing.class.getName();
        SweepRun.Outcome outcome =
                run(temp.resolve("out"), WholeFile.Disk.REAL, HEAP, FROM_FILE, List.of("lru", failing, "fifo"));
        assertEquals(6, outcome.failures().size());
        assertEquals(12, outcome.computed());
        assertTrue(
                outcome.failures().getFirst().contains("the policy failed: java.lang.IllegalStateException: planted"),
                outcome.failures().getFirst());
    }

    @ParameterizedTest
    @ValueSource(ints = {IN_MEMORY, FROM_FILE})
    void whatDoesNotFitIntoTheHeapIsNamedAndTheRestIsComputed(int mostKept) throws IOException {
        SweepRun.Outcome outcome =
                run(temp.resolve("out"), WholeFile.Disk.REAL, 600_000, mostKept, List.of("opt", "lru"));
        assertEquals(9, outcome.computed(), "the optimum of the long trace looks ahead by 280 kB");
        assertEquals(3, outcome.failures().size());
        assertTrue(
                outcome.failures().getFirst().startsWith("b, opt, 5 frames: does not fit into the"),
                outcome.failures().getFirst());
    }

    @Test
    void cellsThatAnotherProcessComputesAreLeftToItAndTakenOverWhenItEnds() throws Exception {
        Path out = temp.resolve("out");
        List<SweptTrace> traces = SweptTrace.readAll(
                List.of(Traces.make(temp.resolve("a.pt"), 3_000, 1).toString()), 1, IN_MEMORY);
        List<Cell> cells = cells(traces, List.of("lru", "fifo"), List.of("5", "10"));
        try (CellStore other = CellStore.open(out, new WholeFile(WholeFile.Disk.REAL));
                CellStore store = CellStore.open(out, new WholeFile(WholeFile.Disk.REAL))) {
            CellStore.Claim toDie = other.claim(cells.get(0)).orElseThrow();
            CellStore.Claim toFinish = other.claim(cells.get(1)).orElseThrow();
            CellResult finished = new CellResult(cells.get(1), 1, 1L, 1, "theirs", false);
            SweepRun.Outcome outcome = new SweepRun(store, new SweepRun.Settings(2, HEAP, "ours", false), note -> {
                        notes.add(note);
                        other.write(finished);
                        toFinish.close();
                        toDie.close();
                    })
                    .run(traces, cells);
            assertEquals(new SweepRun.Outcome(3, 1, List.of()), outcome);
            assertEquals(finished, store.find(cells.get(1), why -> {}).orElseThrow(), "theirs stays");
        }
        assertEquals(List.of("other processes compute the rest; waiting for them"), notes);
    }

    /** Fails in the middle of a trace. */
    public static final class Failing implements ReplayPolicyFactory {
        /** For the registry. */
        public Failing() {}

        @Override
        public String registryName() {
            return Failing.class.getName();
        }

        @Override
        public String summary() {
            return "fails";
        }

        @Override
        public String source() {
            return "here";
        }

        @Override
        public ReplayPolicy create(TraceFuture future, int frames) {
            return new ReplayPolicy() {
                @Override
                public void play(long[] accesses, int from, int to) {
                    throw new IllegalStateException("planted");
                }

                @Override
                public long misses() {
                    return 0;
                }

                @Override
                public long writebacks() {
                    return 0;
                }
            };
        }
    }
}
