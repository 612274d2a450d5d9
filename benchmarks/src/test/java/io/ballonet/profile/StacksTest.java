package io.ballonet.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import one.convert.Arguments;
import one.convert.FlameGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StacksTest {
    private static Stacks sample() {
        Stacks stacks = new Stacks();
        stacks.add(List.of("java.lang.Thread.run_[j]", "io.ballonet.A.call_[j]", "io.ballonet.B.leaf_[i]"), 1, 3);
        stacks.add(List.of("java.lang.Thread.run_[j]", "io.ballonet.A.call_[j]"), 1, 2);
        stacks.add(List.of("java.lang.Thread.run_[j]", "io.ballonet.C.call_[0]", "io.ballonet.B.leaf_[i]"), 1, 4);
        stacks.add(List.of("java.lang.Thread.run_[j]", "io.ballonet.A.call_[j]", "io.ballonet.B.leaf_[i]"), 1, 1);
        return stacks;
    }

    /** What a flame graph's page says, read back by the library that draws it. */
    private static String readBack(String page) throws IOException {
        FlameGraph graph = new FlameGraph(new Arguments("--output", "collapsed"));
        graph.parseHtml(new StringReader(page));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
            graph.dump(out);
        }
        return bytes.toString(StandardCharsets.UTF_8)
                .lines()
                .sorted()
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    @Test
    void flameGraphHoldsEverySampleOnItsStack() throws IOException {
        Stacks stacks = sample();
        String page = FlameGraphPage.of("a title", stacks, "note");
        assertEquals("""
                Thread.run_[j];A.call_[j] 2
                Thread.run_[j];A.call_[j];B.leaf_[i] 4
                Thread.run_[j];C.call_[0];B.leaf_[i] 4
                """, stacks.collapsed());
        assertEquals(stacks.collapsed(), readBack(page));
        assertEquals(4, stacks.samples());
        assertEquals(10, stacks.total());
    }

    @Test
    void flameGraphAsksForNoNetwork() {
        String page = FlameGraphPage.of("a title", sample(), "note");
        assertFalse(page.matches("(?s).*(src=|<link|@import|url\\(|fetch\\(|XMLHttp).*"), page);
        assertTrue(page.contains("<div class=\"note\">note</div>"), page);
    }

    @Test
    void graphWithoutSamplesIsAPageThatSaysSo() {
        String page = FlameGraphPage.of("<b>", new Stacks(), "no allocation sample");
        assertTrue(page.contains("no allocation sample") && page.contains("&lt;b&gt;"), page);
        assertFalse(page.contains("<canvas") || page.contains("<b>"), page);
    }

    @Test
    void topIsByOwnWeightAndNamesTheCaller() {
        assertEquals(
                List.of(
                        Map.entry("A.call › B.leaf", 4L),
                        Map.entry("C.call › B.leaf", 4L),
                        Map.entry("Thread.run › A.call", 2L)),
                sample().top(3));
    }

    @Test
    void framesOfTheHarnessAndOfMemoryAccessAreLeftOut() {
        assertEquals(
                List.of("Pair_jmhTest.pair_avgt_jmhStub_[j]", "Pair.pair_[i]", "Words.getAcquire_[i]"),
                Frames.readable(List.of(
                        "java.lang.Thread.run",
                        "org.openjdk.jmh.runner.BenchmarkHandler$BenchmarkTask.call",
                        "io.ballonet.jmh_generated.Pair_jmhTest.pair_AverageTime",
                        "io.ballonet.jmh_generated.Pair_jmhTest.pair_avgt_jmhStub_[j]",
                        "io.ballonet.Pair.pair_[i]",
                        "io.ballonet.memory.Words.getAcquire_[i]",
                        "java.lang.invoke.VarHandleGuards.guard_LJ_J_[i]",
                        "jdk.internal.misc.ScopedMemoryAccess.getLongAcquire_[i]")));
        assertEquals(
                List.of("jdk.internal.misc.Unsafe.park"),
                Frames.readable(List.of("jdk.internal.misc.Unsafe.park")).stream()
                        .map(name -> "jdk.internal.misc." + name)
                        .toList());
    }

    @Test
    void frameThatWouldCutALineStaysOneFrame() {
        Stacks stacks = new Stacks();
        stacks.add(List.of("a;b\nc"), 1, 1);
        assertEquals("a,b,c 1\n", stacks.collapsed());
    }

    @Test
    void collapsedStacksAreRead(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("stacks.csv");
        Files.writeString(file, "java.lang.Thread.run;native symbol_[k] 2\njava.lang.Thread.run 3\n");
        Stacks stacks = Stacks.ofCollapsed(file);
        assertEquals("Thread.run 3\nThread.run;native symbol_[k] 2\n", stacks.collapsed());
        assertEquals(5, stacks.samples());
        Files.writeString(file, "a b\n");
        assertThrows(IOException.class, () -> Stacks.ofCollapsed(file));
    }

    @Test
    void bytesOfAThreadAreCountedFromItsFirstReadingToItsLast() {
        ThreadAllocation allocation = new ThreadAllocation(100, 200);
        allocation.add("worker", 50, 1);
        allocation.add("worker", 150, 30);
        allocation.add("worker", 100, 10);
        allocation.add("worker", 200, 99);
        allocation.add("idle", 120, 5);
        assertEquals(Map.of("worker", 20L, "idle", 0L), allocation.bytes());
    }
}
