package io.ballonet.cli.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.cli.CommandLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SweepCommandTest {
    @TempDir
    private Path temp = Path.of("");

    private String a = "";
    private String b = "";
    private String out = "";

    @BeforeEach
    void makeTraces() throws IOException {
        a = Traces.make(temp.resolve("a.pt"), 3_000, 1).toString();
        b = Traces.make(temp.resolve("b.pt"), 5_000, 2).toString();
        out = temp.resolve("out").toString();
    }

    private static CommandLines.Outcome sweep(String... arguments) {
        return CommandLines.run(
                Stream.concat(Stream.of("sweep"), Stream.of(arguments)).toList());
    }

    private static String first(CommandLines.Outcome outcome) {
        return outcome.out().lines().findFirst().orElse("");
    }

    private static List<String> csv(String folder) throws IOException {
        return Files.readAllLines(Path.of(folder, "sweep.csv"));
    }

    @Test
    void countsWhatReplayCounts() throws IOException {
        String[] what = {"--policy", "lru,opt,arc", "--frames", "7,25%,200"};
        assertEquals(
                0, sweep(a, b, what[0], what[1], what[2], what[3], "--out", out).status());
        CommandLines.Outcome replay =
                CommandLines.run(List.of("replay", a, b, what[0], what[1], what[2], what[3], "--format", "csv"));
        List<String> rows = csv(out).stream()
                .map(row -> String.join(",", List.of(row.split(",", -1)).subList(0, 8)))
                .toList();
        assertEquals(replay.out().lines().toList(), rows);
        assertEquals(1 + 18, rows.size());
    }

    @Test
    void runsEveryBuiltInPolicyAtFiveSizesByDefault() {
        assertEquals("50 cells: 50 computed, 0 there already, 0 failed", first(sweep(a, "--out", out)));
    }

    @Test
    void theSameAgainComputesNothingAndMoreComputesWhatIsNew() throws IOException {
        sweep(a, "--policy", "lru,fifo", "--frames", "5,10", "--out", out);
        assertEquals(
                "4 cells: 0 computed, 4 there already, 0 failed",
                first(sweep(a, "--policy", "lru,fifo", "--frames", "5,10", "--out", out)));
        assertEquals(
                "12 cells: 8 computed, 4 there already, 0 failed",
                first(sweep(a, b, "--policy", "fifo,lru,lru", "--frames", "5,10,15", "--out", out)));
        assertEquals(1 + 12, csv(out).size());
    }

    @Test
    void aTraceThatChangedIsAnotherTrace() throws IOException {
        sweep(a, "--policy", "lru", "--frames", "5", "--out", out);
        Traces.make(Path.of(a), 3_000, 99);
        assertEquals(
                "1 cells: 1 computed, 0 there already, 0 failed",
                first(sweep(a, "--policy", "lru", "--frames", "5", "--out", out)));
        assertEquals(1 + 2, csv(out).size(), "both are in the report");
        try (Stream<Path> files = Files.list(Path.of(out))) {
            assertEquals(
                    2, files.filter(file -> file.toString().endsWith(".svg")).count());
        }
    }

    @Test
    void theSameTraceByTwoNamesOfItsFileIsOne() throws IOException {
        String again = temp.resolve("../" + temp.getFileName() + "/a.pt").toString();
        assertEquals(
                "1 cells: 1 computed, 0 there already, 0 failed",
                first(sweep(a, again, "--policy", "lru", "--frames", "5", "--out", out)));
        assertEquals(
                "1 cells: 0 computed, 1 there already, 0 failed",
                first(sweep(a, again, "--policy", "lru", "--frames", "5", "--out", out)));
        try (Stream<Path> files = Files.list(Path.of(out))) {
            assertEquals(
                    1,
                    files.filter(file -> file.getFileName().toString().startsWith("plan-"))
                            .count());
        }
    }

    @Test
    void shardsOfOneFolderGiveTheReportWithTheLast() throws IOException {
        String whole = temp.resolve("whole").toString();
        sweep(a, b, "--policy", "lru,opt", "--out", whole);
        for (int number = 1; number <= 3; number++) {
            CommandLines.Outcome outcome = sweep(a, b, "--policy", "lru,opt", "--shard", number + "/3", "--out", out);
            assertEquals(0, outcome.status(), outcome.err());
            assertTrue(first(outcome).matches("[67] cells of shard ./3: [67] computed, 0 there already, 0 failed"));
            assertEquals(number == 3, Files.exists(Path.of(out, "report.html")), outcome.out());
            assertEquals(number < 3, outcome.out().contains("cells are missing"), outcome.out());
        }
        assertEquals(counts(csv(whole)), counts(csv(out)));
    }

    /** Rows without times. */
    private static List<String> counts(List<String> rows) {
        return rows.stream()
                .map(row -> String.join(",", List.of(row.split(",", -1)).subList(0, 8)))
                .toList();
    }

    @Test
    void foldersOfSeveralShardsMergeIntoOneReport() throws IOException {
        List<String> folders = new ArrayList<>();
        for (int number = 1; number <= 2; number++) {
            folders.add(temp.resolve("shard" + number).toString());
            sweep(a, b, "--policy", "lru,opt", "--shard", number + "/2", "--out", folders.getLast());
        }
        CommandLines.Outcome half = sweep("--report", folders.getFirst());
        assertEquals(1, half.status(), "cells are missing");
        assertTrue(Files.readString(Path.of(folders.getFirst(), "report.html")).contains("10 cells are missing"));
        CommandLines.Outcome merged = sweep("--report", folders.get(0), folders.get(1), "--out", out);
        assertEquals(0, merged.status(), merged.out());
        assertEquals("report: " + out + "/report.html\n", merged.out());
        assertEquals(1 + 20, csv(out).size());
        assertFalse(Files.readString(Path.of(out, "report.html")).contains("missing"));
    }

    @Test
    void theCommandForWhatIsMissingComputesIt() throws IOException {
        String odd = temp.resolve("it's a \"trace\".pt").toString();
        Files.move(Path.of(b), Path.of(odd));
        sweep(a, odd, "--policy", "lru,opt", "--shard", "1/2", "--out", out);
        CommandLines.Outcome half = sweep("--report", out);
        List<String> lines = half.out().lines().toList();
        assertEquals("10 of 20 cells are missing; to compute them:", lines.get(1));
        CommandLines.Outcome rest = CommandLines.runShell(lines.get(2).strip());
        assertEquals("20 cells: 10 computed, 10 there already, 0 failed", first(rest), rest.err());
        assertEquals(0, sweep("--report", out).status());
    }

    @Test
    void reportHasAPictureATraceAndAsksNothingOfTheNetwork() throws IOException {
        sweep(a, b, "--policy", "lru,opt", "--out", out);
        String page = Files.readString(Path.of(out, "report.html"));
        assertEquals(2, page.split("<svg ", -1).length - 1);
        assertTrue(Files.readString(Path.of(out, "miss-ratio-a.svg")).startsWith("<svg "));
        assertTrue(Files.exists(Path.of(out, "miss-ratio-b.svg")));
        assertFalse(
                page.contains("src=") || page.contains("href=") || page.contains("url(") || page.contains("<script"));
        assertTrue(page.contains("<td class=\"name\">opt (optimum)</td><td>+0 %</td>"), page);
        assertTrue(page.contains("./ballonet sweep " + a + " " + b + " --policy lru,opt --frames 5%,10%,25%,50%,75%"));
    }

    @Test
    void namesThatAreNotPlainAreEscaped() throws IOException {
        Path hostile = temp.resolve("<img src=x onerror=alert(1)>,\"'.pt");
        Files.move(Path.of(a), hostile);
        assertEquals(
                0, sweep(hostile.toString(), "--policy", "lru", "--out", out).status());
        String page = Files.readString(Path.of(out, "report.html"));
        assertFalse(page.contains("<img"), page);
        assertTrue(page.contains("&lt;img src=x onerror=alert(1)&gt;,&quot;&#39;"), page);
        assertTrue(csv(out).get(1).startsWith("\"<img src=x onerror=alert(1)>,\"\"'\",3000,"));
        assertTrue(Files.exists(Path.of(out, "miss-ratio-_img_src_x_onerror_alert_1_____.svg")));
    }

    @Test
    void twoFoldersThatSayOtherThingsOfACellAreNoted() throws IOException {
        String other = temp.resolve("other").toString();
        sweep(a, "--policy", "lru", "--frames", "5", "--out", out);
        sweep(a, "--policy", "lru", "--frames", "5", "--out", other);
        Path cell;
        try (Stream<Path> files = Files.list(Path.of(other, "cells"))) {
            cell = files.filter(file -> file.toString().endsWith(".json"))
                    .findFirst()
                    .orElseThrow();
        }
        CellResult result = CellResult.parse(Files.readString(cell));
        CellResult wrong = new CellResult(result.cell(), result.misses() + 1, 0L, 1, "other", false);
        Files.writeString(cell, wrong.json());
        sweep("--report", out, other);
        String page = Files.readString(Path.of(out, "report.html"));
        assertTrue(
                page.contains("a, lru, 5 frames: " + result.misses() + " misses in one folder and " + wrong.misses()
                        + " in another; the first is shown"),
                page);
    }

    @Test
    void aBadTraceIsNamedBeforeAnythingIsComputed() throws IOException {
        String bad = Files.writeString(temp.resolve("bad.pt"), "R 1\nfoo\n").toString();
        CommandLines.Outcome outcome = sweep(a, bad, "--policy", "lru", "--out", out);
        assertEquals(1, outcome.status());
        assertTrue(outcome.err().contains("bad.pt: line 2: 'foo' is not an access"), outcome.err());
        try (Stream<Path> files = Files.list(Path.of(out, "cells"))) {
            assertEquals(List.of(Path.of(out, "cells", ".lock")), files.toList());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "own_cc1|--out DIR is missing: the folder that keeps the cells, such as --out my-sweep",
                "own_cc1 --out x --jobs 0|--jobs: must be at least 1, is 0",
                "own_cc1 --out x --shard 0/4|--shard '0/4': give i/n with i from 1 to n, such as 1/8 to 8/8; shards"
                        + " count from 1",
                "own_cc1 --out x --policy mru|--policy: unknown policy 'mru'; known:",
                "own_cc1 --out x --frames 0|--frames '0': give a count of at least 1",
                "--report x --shard 1/2|--report is of all that is in the folders; leave --policy, --frames and --shard"
                        + " out",
                "--report /nonexistent|not a folder that can be read: /nonexistent",
            })
    void wrongUsageIsNamedAndNothingIsMade(String line, String message) {
        CommandLines.Outcome outcome = sweep(line.split(" "));
        assertEquals(2, outcome.status());
        assertTrue(outcome.err().startsWith("ballonet: " + message), outcome.err());
        assertFalse(Files.exists(Path.of("x")));
    }

    @Test
    void aFolderWithoutASweepOrWithACutPlanIsNamed() throws IOException {
        assertTrue(sweep("--report", temp.toString()).err().contains("no sweep in " + temp));
        sweep(a, "--policy", "lru", "--out", out);
        Path plan;
        try (Stream<Path> files = Files.list(Path.of(out))) {
            plan = files.filter(file -> file.getFileName().toString().startsWith("plan-"))
                    .findFirst()
                    .orElseThrow();
        }
        String whole = Files.readString(plan);
        Files.writeString(plan, whole.substring(0, whole.length() / 2));
        CommandLines.Outcome cut = sweep("--report", out);
        assertEquals(2, cut.status());
        assertTrue(cut.err().contains(plan + ": cut or edited; remove it, and run the sweep again"), cut.err());
        Files.writeString(plan, whole.replace("\"schema\" : 1", "\"schema\" : 9"));
        assertNotEquals(whole, Files.readString(plan));
        assertTrue(sweep("--report", out).err().contains("of schema 9, not 1"));
    }
}
