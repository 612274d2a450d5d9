package io.ballonet.cli.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.cli.UserError;
import io.ballonet.result.ResultFiles;
import io.ballonet.telemetry.ShootdownEvent;
import io.ballonet.telemetry.Telemetry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class ProfileCommandTest {
    private static final List<String> PAGES = List.of(
            "environment.json",
            "events.csv",
            "events.json",
            "flame-allocation.html",
            "flame-cpu.html",
            "profile.html",
            "timeline.svg");

    @TempDir
    private Path temp = Path.of("");

    private static String run(String... arguments) {
        StringWriter out = new StringWriter();
        CommandLine line = new CommandLine(new ProfileCommand());
        line.setOut(new PrintWriter(out));
        line.setExecutionExceptionHandler((e, command, result) -> {
            throw e;
        });
        assertEquals(0, line.execute(arguments));
        return out.toString();
    }

    private static String error(String... arguments) {
        ProfileCommand command = new ProfileCommand();
        new CommandLine(command).parseArgs(arguments);
        return String.valueOf(assertThrows(UserError.class, command::call).getMessage());
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    private Path recording() throws IOException {
        Path file = temp.resolve("mine.jfr");
        try (Recording recording = new Recording(Telemetry.settings())) {
            recording.start();
            ShootdownEvent.emit(1, 2, 3, 4_000_000, "");
            recording.stop();
            recording.dump(file);
        }
        return file;
    }

    @Test
    void recordingThatExistsIsShownWithoutARun() throws IOException {
        Path out = temp.resolve("out");
        String text = run(recording().toString(), "--out", out.toString());
        assertTrue(text.matches("(?s).*Shootdown +1 +4\\.00 +4,000 +4,000 +4,000 +4,000 +4,000\n.*"), text);
        assertEquals(PAGES, files(out));
    }

    @Test
    void csvIsTheFileAlone() throws IOException {
        Path out = temp.resolve("out");
        String text = run(recording().toString(), "--format", "csv", "--out", out.toString());
        assertEquals(Files.readString(out.resolve("events.csv")), text);
    }

    @Test
    void brokenRecordingLeavesNoFolder() throws IOException {
        Path file = temp.resolve("broken.jfr");
        Files.writeString(
                file, "no recording, but long enough to be read as the header of one, if nobody looked at it");
        String error = error(file.toString(), "--out", temp.resolve("out").toString());
        assertTrue(error.startsWith("cannot read the recording broken.jfr: "), error);
        assertEquals(List.of("broken.jfr"), files(temp));
    }

    @Test
    void scenarioRunsInAJvmOfItsOwnAndLeavesItsRecording() throws IOException {
        Path out = temp.resolve("out");
        run("story", "--out", out.toString());
        List<String> written = files(out);
        assertTrue(written.containsAll(PAGES), written.toString());
        assertTrue(written.containsAll(List.of("recording.jfr", "scenario.txt")), written.toString());
        assertTrue(Files.readString(out.resolve("profile.html")).contains("<h1>story</h1>"));
        assertTrue(Files.readString(out.resolve("timeline.svg")).contains("shaded: measured"));
        assertEquals(List.of("out"), files(temp));
        assertFalse(ResultFiles.read(List.of(out)).run().measurement());
    }

    @Test
    void wrongOptionsAreRefusedBeforeAnythingRuns() throws IOException {
        assertEquals("--seconds: must be at least 1, is 0", error("story", "--seconds", "0"));
        assertTrue(error("story", "--scale", "-1").startsWith("--scale: must be a number greater than 0"));
        assertEquals("-p: only benchmarks have parameters; story is none", error("story", "-p", "contender=tree"));
        assertEquals(
                "--async: nothing is run for a recording; leave it out",
                error(recording().toString(), "--async"));
        assertTrue(error("ExampleBenchmark.withContender", "-p", "contendr=tree", "--out", temp + "/out")
                .startsWith("-p: unknown parameter 'contendr'; did you mean 'contender'? known: contender, pages"));
        assertEquals(List.of("mine.jfr"), files(temp));
    }

    @Test
    void libraryThatIsNamedButMissingIsSaid() {
        UserError error = assertThrows(UserError.class, () -> AsyncProfiler.library("/no/such/lib.so", temp));
        assertEquals(
                "ASYNC_PROFILER_LIB: no such file: /no/such/lib.so; name libasyncProfiler.so or unset the variable",
                error.getMessage());
        assertTrue(Files.isRegularFile(AsyncProfiler.library(null, temp)));
    }
}
