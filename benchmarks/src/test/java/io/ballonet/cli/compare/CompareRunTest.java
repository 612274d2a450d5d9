package io.ballonet.cli.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.cli.UserError;
import io.ballonet.result.Environment;
import io.ballonet.result.EnvironmentProbe;
import io.ballonet.result.JmhFile;
import io.ballonet.result.Machine;
import io.ballonet.result.ResultFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a run whose folder, or whose disk, does not take it. */
final class CompareRunTest {
    private static final TimePlan PLAN = new TimePlan(1, 1, 1, Duration.ofMillis(1), Duration.ofSeconds(1));
    private static final BenchmarkRow LIMIT = Rows.row("limit", "cas", "machine", 1);
    private static final BenchmarkRow PAIR = Rows.row("allocator", "pair", "tree", 1);

    @TempDir
    private Path results;

    @TempDir
    private Path elsewhere;

    @Test
    void resultThatItsPlaceDoesNotTakeIsWrittenElsewhere() throws IOException {
        ResultFolder folder = ResultFolder.at(results.resolve("run"));
        Files.writeString(folder.aside().resolve("latency.hlog"), "#[StartTime: 0]\n");
        takesNoMore(folder);
        CompareRun.Result result = run(folder, elsewhere, null);
        Path kept = Objects.requireNonNull(result.folder());
        assertTrue(kept.startsWith(elsewhere), kept.toString());
        assertEquals(2, JmhFile.read(kept.resolve(ResultFolder.JMH)).size());
        assertTrue(Files.exists(kept.resolve(ResultFolder.REPORT)));
        assertTrue(Files.exists(kept.resolve("latency.hlog")));
        String problem = Objects.requireNonNull(result.problem());
        assertTrue(problem.startsWith("cannot write ") && problem.endsWith("; the result is in " + kept), problem);
        assertEquals(List.of(), list(results));
    }

    @Test
    void resultThatNoPlaceTakesIsStillShown() throws IOException {
        ResultFolder folder = ResultFolder.at(results.resolve("run"));
        takesNoMore(folder);
        CompareRun.Result result = run(folder, Files.createFile(results.resolve("file")), null);
        assertNull(result.folder());
        assertEquals(2, result.summary().measurements().size());
        assertTrue(Objects.requireNonNull(result.problem()).contains("; nor can it be written elsewhere: "));
        assertEquals(List.of(results.resolve("file")), list(results));
    }

    @Test
    void runThatCannotGoOnKeepsWhatIsFinished() throws IOException {
        CompareRun.Result result = run(ResultFolder.at(results.resolve("run")), elsewhere, PAIR);
        assertEquals(results.resolve("run"), result.folder());
        assertEquals("cannot write jmh.log: no space", result.problem());
        assertTrue(result.summary().run().partial());
        assertEquals(
                1,
                JmhFile.read(results.resolve("run").resolve(ResultFolder.JMH)).size());
    }

    @Test
    void runThatGoesWellHasNoProblem() {
        CompareRun.Result result = run(ResultFolder.at(results.resolve("run")), elsewhere, null);
        assertNotNull(result.folder());
        assertNull(result.problem());
        assertFalse(result.summary().run().partial());
    }

    /* A folder is where the file should be; a full disk fails in the same place. */
    private static void takesNoMore(ResultFolder folder) throws IOException {
        Files.createDirectory(folder.aside().resolve(ResultFolder.JMH));
    }

    private static CompareRun.Result run(ResultFolder folder, Path elsewhere, @Nullable BenchmarkRow last) {
        RowRunner runner = new RowRunner() {
            @Override
            public String run(BenchmarkRow row, TimePlan plan) {
                if (row.equals(last)) {
                    throw new UserError("cannot write jmh.log: no space", 1);
                }
                return Rows.json(1);
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
        Environment environment = EnvironmentProbe.probe(folder.aside(), List.of(), List.of(), 1);
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        Comparison comparison = new Comparison(
                List.of(LIMIT, PAIR), PLAN, runner, new Watch(Machine.here(), null), Progress.lines(nowhere, 1));
        return new CompareRun(comparison, Profile.QUICK, PLAN, environment, folder, elsewhere).run();
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
