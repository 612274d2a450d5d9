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
    void endsItsHelpWithAnExample() {
        String help = new CommandLine(new ReplayCommand()).getUsageMessage();
        String last = help.stripTrailing().lines().reduce("", (first, second) -> second);
        assertTrue(last.startsWith("  ballonet replay own_cc1"), help);
        assertTrue(help.lines().noneMatch(line -> line.contains("%%")), help);
    }
}
