package io.ballonet.cli.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class TraceImportCommandTest {
    @TempDir
    Path folder;

    private Path log = Path.of("");
    private Path out = Path.of("");

    @BeforeEach
    void writeALog() throws IOException {
        log = Files.writeString(
                folder.resolve("a.log"), "==1== x\nI  5000,4\n L 1000,8\n S 1010,8\n L 3000,8\n L 1000,8\n");
        out = folder.resolve("out.pt");
    }

    private Cli.Outcome run(String format, String... more) {
        String[] arguments = new String[6 + more.length];
        arguments[0] = "import";
        arguments[1] = log.toString();
        arguments[2] = "--format";
        arguments[3] = format;
        arguments[4] = "--output";
        arguments[5] = out.toString();
        System.arraycopy(more, 0, arguments, 6, more.length);
        return Cli.run(new TraceCommand(), arguments);
    }

    @Test
    void importsAndSaysWhatItDid() throws IOException {
        Cli.Outcome outcome = run("lackey");
        assertEquals(0, outcome.status(), outcome.err());
        assertEquals("W 1\nR 3\nR 1\n", Files.readString(out));
        assertEquals(out + ": 3 accesses, 1 of them writes, from 4 accesses in 6 lines\n", outcome.out());
        assertEquals("", outcome.err());
    }

    @Test
    void passesItsOptionsOn() throws IOException {
        assertEquals(0, run("lackey", "--instructions", "--window", "4").status());
        assertEquals("R 5\nW 1\nR 3\nR 1\n", Files.readString(out));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "xml | | unknown format 'xml'; known: lackey, lirs, arc, cloudphysics",
                "lirs | --instructions | --instructions and --window are of lackey",
                "arc | --window=5 | --instructions and --window are of lackey",
                "lackey | --window=0 | --window 0: give a number of accesses of at least 1",
                "lackey | --window=x | 'x' is not a long"
            })
    void refusesWrongUsage(String format, String option, String message) {
        Cli.Outcome outcome = option == null ? run(format) : run(format, option);
        assertEquals(2, outcome.status());
        assertTrue(outcome.err().contains(message), outcome.err());
        assertFalse(Files.exists(out));
    }

    @Test
    void refusesABadFileInTwoLinesAndLeavesNothing() throws IOException {
        Files.writeString(log, " L 1000,8\nhello\n");
        Cli.Outcome outcome = run("lackey");
        assertEquals(1, outcome.status());
        assertTrue(outcome.err().startsWith(log + ": line 2: 'hello' is no line of lackey\n"), outcome.err());
        assertFalse(Files.exists(out));
        assertEquals("", outcome.out());
    }

    @Test
    void refusesAnOutputThatExists() throws IOException {
        Files.writeString(out, "mine");
        Cli.Outcome outcome = run("lackey");
        assertEquals(1, outcome.status());
        assertTrue(outcome.err().contains("exists and is not replaced"), outcome.err());
        assertEquals("mine", Files.readString(out));
    }

    @Test
    void saysWhyAnOutputCannotBeMade() {
        out = Path.of("/proc/out.pt");
        assertEquals("/proc/out.pt: no file can be made in its folder; choose another, or chmod it", refused());
        out = folder.resolve("none").resolve("out.pt");
        assertEquals(out + ": its folder does not exist; make it first", refused());
        out = log.resolve("out.pt");
        assertEquals(out + ": its folder is a file; choose another", refused());
    }

    private String refused() {
        Cli.Outcome outcome = run("lackey");
        assertEquals(1, outcome.status(), outcome.err());
        assertEquals("", outcome.out());
        return outcome.err();
    }

    @Test
    void saysInItsHelpThatAnEmptyFileIsAnError() {
        String help = new CommandLine(new TraceImportCommand()).getUsageMessage();
        assertTrue(help.contains("A file without any access is an error."), help);
    }

    @Test
    void endsItsHelpWithAnExample() {
        String help = new CommandLine(new TraceImportCommand()).getUsageMessage();
        assertTrue(
                help.stripTrailing().endsWith("import ls.log --format lackey --window 1000 --output ls.pt.gz"), help);
    }
}
