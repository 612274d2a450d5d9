package io.ballonet.cli.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ballonet.cli.UserError;
import io.ballonet.result.ResultFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class ScenarioCommandTest {
    @TempDir
    private Path temp = Path.of("");

    private static String run(String... arguments) {
        StringWriter out = new StringWriter();
        CommandLine line = new CommandLine(new ScenarioCommand());
        line.setOut(new PrintWriter(out));
        line.setExecutionExceptionHandler((e, command, result) -> {
            throw e;
        });
        line.setParameterExceptionHandler((e, command) -> {
            throw e;
        });
        assertEquals(0, line.execute(arguments));
        return out.toString();
    }

    /** The error of a command line that must not run. */
    private static UserError error(String... arguments) {
        ScenarioCommand command = new ScenarioCommand();
        new CommandLine(command).parseArgs(arguments);
        return assertThrows(UserError.class, command::call);
    }

    private static String message(UserError error) {
        return String.valueOf(error.getMessage());
    }

    @Test
    void storyIsPrintedAndStoresNothing() {
        String out = run("story");
        assertTrue(out.contains("The driver polls again, finds the two inactive pages, and pins them"), out);
        assertFalse(out.contains("\u001b"), "no colour where the output is no terminal");
    }

    @Test
    void unknownScenarioIsNamedWithTheNearestAndAll() {
        UserError error = error("stori");
        assertEquals(2, error.status());
        assertEquals(
                "unknown scenario 'stori'; did you mean 'story'? known: story, live-replay, overcommit, accuracy,"
                        + " scan-interference, scan-scale, scaling, latency-sweep",
                error.getMessage());
    }

    @Test
    void traceOfOnesOwnIsPlayedInPlaceOfTheWorkloads() throws IOException {
        Path file = temp.resolve("mine.pt");
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            lines.append(i % 3 == 0 ? "W " : "R ")
                    .append(Integer.toHexString(i * i % 127 + 16))
                    .append('\n');
        }
        Files.writeString(file, lines.toString());
        Path out = temp.resolve("out");
        String text = run("accuracy", "--trace", file.toString(), "--out", out.toString());
        assertTrue(text.contains("Means over 1 workload"), text);
        List<String> rows = Files.readAllLines(out.resolve("identification.csv"));
        assertTrue(rows.size() > 1 && rows.stream().skip(1).allMatch(row -> row.contains("mine")), rows.toString());
    }

    @Test
    void traceThatCannotBePlayedIsNamed() {
        assertEquals(
                "--trace: scenario story plays traces of its own alone",
                error("story", "--trace", "own_cc1").getMessage());
        UserError twice = error("accuracy", "--trace", "own_cc1", "--trace", "own_cc1");
        assertEquals(2, twice.status());
        assertTrue(message(twice).contains("a plain name of its own"), message(twice));
        assertTrue(message(error("accuracy", "--trace", temp.resolve("none.pt").toString()))
                .contains("no such file"));
    }

    @Test
    void contendersOfOnesChoiceAreComparedAlone() throws IOException {
        Path file = temp.resolve("mine.pt");
        Files.writeString(file, "R 1\nW 2\nR 3\n".repeat(500));
        String text = run(
                "accuracy",
                "--trace",
                file.toString(),
                "--contenders",
                "clock,linear,clock",
                "--out",
                temp.resolve("out").toString());
        assertTrue(text.contains("clock"), text);
        assertFalse(text.contains("region") || text.contains("hierarchical"), text);
    }

    @Test
    void contenderThatIsNoneOrIsNotAskedForIsNamed() {
        assertEquals(
                "--contenders: scenario story leaves no choice",
                error("story", "--contenders", "linear").getMessage());
        UserError unknown = error("accuracy", "--contenders", "linear,liner");
        assertEquals(2, unknown.status());
        assertTrue(
                message(unknown).startsWith("--contenders: unknown scan strategy 'liner'; known: linear, "),
                message(unknown));
    }

    @Test
    void scalingMeasuresTheContendersThatWereChosenAndDrawsThem() throws IOException {
        Path folder = temp.resolve("out");
        String text = run("scaling", "--seconds", "0.01", "--contenders", "tree,tree", "--out", folder.toString());
        assertTrue(text.contains("\ntree "), text);
        assertFalse(text.contains("\nbitmap "), text);
        assertTrue(Files.readString(folder.resolve("plots/threads-allocator-scaling.svg"))
                .contains(">tree</text>"));
        assertTrue(Files.readString(folder.resolve("scaling-law.csv")).contains("\ntree,"));
    }

    @Test
    void optionOutOfRangeIsNamed() {
        assertEquals(
                "--seconds: must be a number greater than 0, is -1.0",
                error("overcommit", "--seconds", "-1").getMessage());
        assertEquals(
                "--scale: must be a number greater than 0, is 0.0",
                error("overcommit", "--scale", "0").getMessage());
    }

    @Test
    void folderThatHoldsSomethingIsNotWrittenTo() throws IOException {
        Files.writeString(temp.resolve("mine"), "x");
        UserError error = error("story", "--out", temp.toString());
        assertEquals(2, error.status());
        assertTrue(message(error).startsWith("--out: exists"), error.getMessage());
        assertEquals("x", Files.readString(temp.resolve("mine")));
    }

    @Test
    void moreMemoryThanTheMachineHasIsSaidAndNothingIsLeft() throws IOException {
        UserError error = error(
                "overcommit", "--scale", "1000000", "--out", temp.resolve("out").toString());
        assertEquals(1, error.status());
        assertTrue(message(error).contains("--scale"), error.getMessage());
        try (Stream<Path> left = Files.list(temp)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void overcommitWritesAFolderThatTheReportCanBeMadeFromAgain() throws IOException {
        Path folder = temp.resolve("out");
        String json = run(
                "overcommit", "--seconds", "0.3", "--scale", "0.05", "--format", "json", "--out", folder.toString());
        JsonNode printed = JsonMapper.builder().build().readTree(json);
        assertEquals(
                printed,
                JsonMapper.builder()
                        .build()
                        .readTree(folder.resolve("summary.json").toFile()));
        assertEquals(
                "technique", printed.path("measurements").path(0).path("family").asText());
        assertEquals(
                "overcommit",
                printed.path("measurements").path(0).path("benchmark").asText());
        assertEquals(
                "balloon",
                printed.path("measurements").path(0).path("contender").asText());
        assertEquals(
                printed.path("measurements").size(),
                ResultFiles.read(List.of(folder)).measurements().size());
        assertTrue(
                Files.readString(folder.resolve("balloon-size.csv")).startsWith("time_us,running,own_sqlite_target"));
        assertTrue(Files.exists(folder.resolve("report.html")));
    }
}
