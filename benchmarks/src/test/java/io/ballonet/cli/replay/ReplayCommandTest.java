package io.ballonet.cli.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ballonet.trace.policy.ReplayPolicies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class ReplayCommandTest {
    @TempDir
    Path folder;

    private static Cli.Outcome replay(String... arguments) {
        return Cli.run(new ReplayCommand(), arguments);
    }

    private String trace(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void printsTheRowsOfAShippedTraceAsCsv() {
        Cli.Outcome outcome = replay("own_sqlite", "--policy", "clock1,opt", "--frames", "25%", "--format", "csv");
        assertEquals("""
                trace,accesses,distinct,policy,frames,misses,miss_ratio,writebacks
                own_sqlite,1613790,875,clock1,218,4272,0.002647,3518
                own_sqlite,1613790,875,opt,218,2760,0.001710,
                """, outcome.out());
        assertEquals(0, outcome.status());
        assertEquals("", outcome.err());
    }

    @Test
    void replaysEveryTraceWithEverySizeAndEveryPolicyInThatOrder() throws IOException {
        String a = trace("a.pt", "W 1\nR 2\nR 1\nR 3\n");
        String b = trace("b,c.pt.gz", "R 1\n");
        Cli.Outcome outcome =
                replay(a, b, "--policy=lru", "--policy=fifo,lru", "--frames=1,2", "--frames", "100%", "--format=csv");
        assertEquals("""
                trace,accesses,distinct,policy,frames,misses,miss_ratio,writebacks
                a,4,3,lru,1,4,1.000000,1
                a,4,3,fifo,1,4,1.000000,1
                a,4,3,lru,2,3,0.750000,0
                a,4,3,fifo,2,3,0.750000,1
                a,4,3,lru,3,3,0.750000,0
                a,4,3,fifo,3,3,0.750000,0
                "b,c",1,1,lru,1,1,1.000000,0
                "b,c",1,1,fifo,1,1,1.000000,0
                "b,c",1,1,lru,2,1,1.000000,0
                "b,c",1,1,fifo,2,1,1.000000,0
                "b,c",1,1,lru,1,1,1.000000,0
                "b,c",1,1,fifo,1,1,1.000000,0
                """, outcome.out());
    }

    @Test
    void replaysEveryBuiltInPolicyAtThreeSizesByDefault() throws IOException {
        Cli.Outcome outcome = replay(trace("t.pt", "R 1\n".repeat(3) + "R 2\n"), "--format", "csv");
        assertEquals(
                1 + 3L * ReplayPolicies.values().length, outcome.out().lines().count());
    }

    @Test
    void printsJsonWithTheColumnsOfTheCsv() throws IOException {
        Cli.Outcome outcome =
                replay(trace("t.pt", "W 1\nR 2\n"), "--policy", "lru,opt", "--frames", "1", "--format", "json");
        JsonNode rows = new ObjectMapper().readTree(outcome.out());
        assertEquals(2, rows.size());
        assertEquals(
                "{\"trace\":\"t\",\"accesses\":2,\"distinct\":2,\"policy\":\"lru\",\"frames\":1,\"misses\":2,"
                        + "\"miss_ratio\":1.0,\"writebacks\":1}",
                rows.get(0).toString());
        assertTrue(rows.get(1).get("writebacks").isNull(), "opt has none");
    }

    @Test
    void printsATableForPeople() throws IOException {
        Cli.Outcome outcome = replay(trace("t.pt", "W 1\nR 2\n".repeat(1000)), "--policy", "fifo,opt", "--frames", "1");
        assertEquals("""
                trace  accesses  distinct  policy  frames  misses  miss ratio  writebacks
                t         2,000         2  fifo         1   2,000   100.000 %       1,000
                t         2,000         2  opt          1   2,000   100.000 %           -
                """, outcome.out());
    }

    @Test
    void takesMoreFramesThanPages() throws IOException {
        String trace = trace("t.pt", "W 1\nR 2\nR 1\n");
        Cli.Outcome outcome = replay(trace, "--policy", "clock1", "--frames", "999999999999,1000%", "--format", "csv");
        assertTrue(outcome.out().contains("t,3,2,clock1,999999999999,2,0.666667,0\n"), outcome.out());
        assertTrue(outcome.out().contains("t,3,2,clock1,20,2,0.666667,0\n"), outcome.out());
    }

    @Test
    void namesTheKnownPoliciesWhereOneIsUnknown() {
        Cli.Outcome outcome = replay("own_sqlite", "--policy", "lru,mru");
        assertEquals(2, outcome.status());
        String known = String.join(", ", ReplayPolicies.REGISTRY.names());
        assertEquals("--policy: unknown policy 'mru'; known: " + known, outcome.err());
        assertEquals("", outcome.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "0%", "0.0%", "x", "1.5", "5 %", "%", "", "12345678901234567890", "1e3", "٣"})
    void refusesFramesThatAreNone(String frames) {
        Cli.Outcome outcome = replay("own_sqlite", "--frames=" + frames);
        assertEquals(2, outcome.status());
        assertTrue(outcome.err().startsWith("--frames '" + frames + "': give a count"), outcome.err());
    }

    @Test
    void refusesAnUnknownFormat() {
        Cli.Outcome outcome = replay("own_sqlite", "--format", "xml");
        assertEquals(2, outcome.status());
        assertTrue(outcome.err().contains("unknown format 'xml'; known: table, csv, json"), outcome.err());
    }

    @Test
    void refusesToRunWithoutATrace() {
        assertEquals(2, replay().status());
    }

    @Test
    void namesWhatIsWrongWithATraceAndPrintsNoRows() throws IOException {
        String good = trace("good.pt", "R 1\n");
        String bad = trace("bad.pt", "R 1\nR 2\nfoo\n");
        Cli.Outcome outcome = replay(good, bad, "--format", "csv");
        assertEquals(1, outcome.status());
        assertEquals("", outcome.out());
        assertTrue(outcome.err().contains("bad.pt: line 3: 'foo' is not an access"), outcome.err());
        for (String hostile : List.of("none.pt", folder.toString(), trace("empty.pt", ""))) {
            Cli.Outcome refused = replay(hostile);
            assertEquals(1, refused.status(), refused.err());
            assertTrue(refused.err().lines().count() <= 2, refused.err());
        }
    }

    @Test
    void printsTheWholeCurveOfLruAsTheStepsWhereItChanges() throws IOException {
        String trace = trace("t.pt", "W 1\nR 2\nR 1\nR 3\nR 3\nW 2\n");
        assertEquals("""
                trace,accesses,distinct,policy,frames,misses,miss_ratio,writebacks,sample
                t,6,3,lru,1,5,0.833333,1,
                t,6,3,lru,2,4,0.666667,1,
                t,6,3,lru,3,3,0.500000,0,
                """, replay(trace, "--curve", "--format", "csv").out());
        assertEquals(
                "t,6,3,lru,2,4,0.666667,1,",
                replay(trace, "--curve", "--format", "csv", "--frames", "2")
                        .out()
                        .lines()
                        .toList()
                        .get(1));
    }

    @Test
    void makesCurvesOfOtherPoliciesByReplayAtEachSize() throws IOException {
        String trace = trace("t.pt", "W 1\nR 2\nR 3\nR 4\n".repeat(50));
        String curve = replay(trace, "--curve", "--policy", "opt,sieve,lru", "--frames", "25%,75%", "--format", "csv")
                .out();
        String points = replay(trace, "--policy", "opt,sieve,lru", "--frames", "25%,75%", "--format", "csv")
                .out();
        for (String row : points.lines().skip(1).toList()) {
            assertTrue(curve.contains(row + ",\n"), curve);
        }
        assertEquals(7, curve.lines().count());
        String all =
                replay(trace, "--curve", "--policy", "sieve", "--format", "csv").out();
        assertEquals(1 + 4, all.lines().count(), "of 5 % to 100 % of four pages, four sizes differ");
    }

    @Test
    void thinsACurveForATable() {
        List<String> lines = replay("own_sqlite", "--curve").out().lines().toList();
        assertTrue(lines.size() > 15 && lines.size() < 30, "lines=" + lines.size());
        assertTrue(lines.getLast().startsWith("own_sqlite  1,613,790       875  lru        875"), lines.getLast());
    }

    @Test
    void takesMoreFramesThanPagesInACurve() throws IOException {
        String trace = trace("t.pt", "W 1\nR 2\nR 1\n");
        String rows = replay(trace, "--curve", "--policy", "lru,arc", "--frames", "2,99,1000%", "--format", "csv")
                .out();
        for (String policy : List.of("lru", "arc")) {
            for (int frames : new int[] {2, 20, 99}) {
                String row = "t,3,2," + policy + "," + frames + ",2,0.666667,0,\n";
                assertTrue(rows.contains(row), rows);
            }
        }
    }

    @Test
    void estimatesCurvesFromASample() {
        String rate = replay(
                        "own_cc1",
                        "--curve",
                        "--sample",
                        "20%",
                        "--policy",
                        "lru,clock1",
                        "--frames",
                        "754,9999",
                        "--format",
                        "json")
                .out();
        String count = replay("own_cc1", "--curve", "--sample", "500", "--frames", "754", "--format", "csv")
                .out();
        assertTrue(rate.contains("\"sample\" : 0.2") && rate.contains("\"writebacks\" : null"), rate);
        // Exactly: lru 7781 of 3,944,205.
        String[] cells = count.lines().toList().get(1).split(",", -1);
        assertEquals(7781, Integer.parseInt(cells[5]), 2_000.0, count);
        assertEquals(3016, Integer.parseInt(cells[2]), 400.0, count);
        assertEquals("", cells[7]);
    }

    @Test
    void namesASampleInWhichThereIsNothing() throws IOException {
        String trace = trace("t.pt", "R 1\nR 2\n");
        for (String policy : List.of("lru", "clock1")) {
            Cli.Outcome outcome = replay(trace, "--curve", "--sample", "0.000000001", "--policy", policy);
            assertEquals(1, outcome.status());
            assertTrue(
                    outcome.err().contains("t.pt: no access in the sample of its pages; raise --sample"),
                    outcome.err());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0%", "100%", "1.5", "x", "-1", "999999999", "0.0"})
    void refusesSamplesThatAreNone(String sample) {
        Cli.Outcome outcome = replay("own_sqlite", "--curve", "--sample=" + sample);
        assertEquals(2, outcome.status());
        assertTrue(outcome.err().startsWith("--sample '" + sample + "': give a share"), outcome.err());
    }

    @Test
    void refusesWhatGoesWithCurvesOnly() {
        Cli.Outcome sample = replay("own_sqlite", "--sample", "1%");
        assertEquals(2, sample.status());
        assertEquals("--sample is of curves; add --curve, or leave it out", sample.err());
        assertEquals(2, replay("own_sqlite", "--plot", "x.svg").status());
        Cli.Outcome count = replay("own_sqlite", "--curve", "--policy", "lru,opt", "--sample", "100");
        assertEquals(2, count.status());
        assertTrue(count.err().contains("by count is of lru alone"), count.err());
    }

    @Test
    void plotsCurvesIntoAFileThatIsNew() throws IOException {
        String trace = trace("t.pt", "W 1\nR 2\nR 1\nR 3\n");
        Path plot = folder.resolve("curve.svg");
        String[] arguments = {trace, "--curve", "--policy", "lru,opt", "--plot", plot.toString()};
        assertEquals(0, replay(arguments).status());
        String svg = Files.readString(plot);
        assertTrue(svg.startsWith("<svg ") && svg.contains(">lru</text>") && svg.contains(">opt</text>"), svg);
        Cli.Outcome again = replay(arguments);
        assertEquals(1, again.status());
        assertEquals("", again.out());
        assertTrue(again.err().contains("curve.svg exists and is not replaced"), again.err());
        assertEquals(svg, Files.readString(plot));
        Path nowhere = folder.resolve("none").resolve("x.svg");
        assertEquals(1, replay(trace, "--curve", "--plot", nowhere.toString()).status());
    }

    @Test
    void saysWhyAPlotCannotBeMade() throws IOException {
        Cli.Outcome outcome = replay(trace("t.pt", "R 1\n"), "--curve", "--plot", "/proc/x.svg");
        assertEquals(1, outcome.status());
        assertEquals(
                "--plot /proc/x.svg: no file can be made in its folder; choose another, or chmod it", outcome.err());
        assertEquals("", outcome.out());
    }

    @Test
    void refusesAnEmptyTraceInACurveToo() throws IOException {
        Cli.Outcome outcome = replay(trace("empty.pt", ""), "--curve");
        assertEquals(1, outcome.status());
        assertTrue(outcome.err().contains("empty.pt: no access in an empty file"), outcome.err());
    }

    @Test
    void endsItsHelpWithAnExample() {
        String help = new CommandLine(new ReplayCommand()).getUsageMessage();
        String last = help.stripTrailing().lines().reduce("", (first, second) -> second);
        assertTrue(last.startsWith("  ballonet replay own_cc1"), help);
        assertTrue(help.lines().noneMatch(line -> line.contains("%%")), help);
    }
}
