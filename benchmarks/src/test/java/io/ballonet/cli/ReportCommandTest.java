package io.ballonet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.report.data.SampleFolder;
import io.ballonet.result.ResultFolder;
import io.ballonet.result.SampleResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class ReportCommandTest {
    @TempDir
    private Path temp;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path folder = Path.of("");

    @BeforeEach
    void writeFolder() throws IOException {
        folder = SampleFolder.write(temp.resolve("one"));
    }

    private int run(Object... arguments) {
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        return new CommandLine(new ReportCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
    }

    @Test
    void makesSummaryPageAndPlotsOfOneFolder() throws IOException {
        assertEquals(0, run(folder), err.toString());
        assertTrue(Files.readString(folder.resolve(ResultFolder.REPORT)).contains("Who wins"));
        assertTrue(Files.exists(folder.resolve(ResultFolder.SUMMARY)));
        assertTrue(Files.exists(folder.resolve("plots/occupancy-allocator-pair-1.svg")));
        try (var files = Files.list(folder)) {
            assertTrue(
                    files.noneMatch(file -> String.valueOf(file.getFileName()).startsWith(".")),
                    "nothing half is left");
        }
        assertTrue(err.toString().contains("report: " + folder.resolve(ResultFolder.REPORT)));
    }

    @Test
    void otherMachinesStandSideBySideAndWhatDiffersIsSaid() throws IOException {
        Path other = SampleFolder.write(
                temp.resolve("two"),
                SampleFolder.environment("Intel Xeon", "intel-xeon", "1154ecee2041", false),
                SampleResult.runs());
        Path merged = temp.resolve("merged");
        assertEquals(0, run(folder, other, "--output", merged), err.toString());
        String page = Files.readString(merged.resolve(ResultFolder.REPORT));
        assertTrue(page.contains("intel-xeon at 1154ece") && page.contains("amd-epyc at 1154ece"));
        assertTrue(page.contains("processor: AMD EPYC (amd-epyc at 1154ece with changes), Intel Xeon (intel-xeon at"));
        assertFalse(Files.exists(merged.resolve(ResultFolder.SUMMARY)), "a summary is of one machine");
        assertTrue(Files.exists(merged.resolve("plots/occupancy-allocator-pair-2.svg")));
    }

    @Test
    void aDamagedFolderIsReportedAsFarAsItGoesAndKeepsItsSummary() throws IOException {
        Path jmh = folder.resolve(ResultFolder.JMH);
        String whole = Files.readString(jmh);
        Files.writeString(jmh, whole.substring(0, whole.length() / 2));
        Files.writeString(folder.resolve(ResultFolder.SUMMARY), "as it was");
        assertEquals(2, run(folder));
        assertTrue(err.toString().contains("note: one: jmh.json is cut or damaged behind run"), err.toString());
        assertTrue(Files.readString(folder.resolve(ResultFolder.REPORT)).contains("Damaged; the rest is reported."));
        assertEquals("as it was", Files.readString(folder.resolve(ResultFolder.SUMMARY)));
    }

    @Test
    void aFolderThatIsNoneIsLeftOutAndSaid() throws IOException {
        Path none = Files.createDirectory(temp.resolve("none"));
        assertEquals(2, run(folder, none, "--out", temp.resolve("merged")));
        assertTrue(err.toString().contains("note: not a result folder: " + none), err.toString());
        assertTrue(Files.exists(temp.resolve("merged").resolve(ResultFolder.REPORT)));
    }
}
