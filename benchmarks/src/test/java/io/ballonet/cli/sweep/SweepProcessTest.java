package io.ballonet.cli.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.cli.CommandLines;
import io.ballonet.trace.TraceFuture;
import io.ballonet.trace.policy.ReplayPolicies;
import io.ballonet.trace.policy.ReplayPolicy;
import io.ballonet.trace.policy.ReplayPolicyFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps in processes of their own, which are killed and which race. */
final class SweepProcessTest {
    private static final Pattern COUNTS =
            Pattern.compile("(\\d+) cells: (\\d+) computed, (\\d+) there already, 0 failed");

    @TempDir
    private Path temp = Path.of("");

    private static String lastLine(Process process) throws Exception {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), out);
        return out.lines().findFirst().orElse("");
    }

    private static Map<String, String> cells(Path out) throws IOException {
        Map<String, String> cells = new TreeMap<>();
        try (Stream<Path> files = Files.list(out.resolve("cells"))) {
            for (Path file : files.toList()) {
                cells.put(String.valueOf(file.getFileName()), Files.readString(file));
            }
        }
        cells.remove(".lock");
        return cells;
    }

    @Test
    void aSweepThatIsKilledGoesOnAndComputesNoWholeCellAgain() throws Exception {
        Path out = temp.resolve("out");
        String trace = Traces.make(temp.resolve("a.pt"), 3_000, 1).toString();
        List<String> arguments = List.of(
                "sweep",
                trace,
                "--policy",
                "lru,fifo," + Stuck.class.getName(),
                "--frames",
                "5,10",
                "--jobs",
                "1",
                "--out",
                out.toString());
        Process killed =
                CommandLines.process(temp, List.of("-Dstuck=true"), arguments).start();
        try (BufferedReader lines = killed.inputReader()) {
            assertEquals("stuck", lines.readLine());
            killed.destroyForcibly();
        }
        assertTrue(killed.waitFor() != 0);
        Map<String, String> before = cells(out);
        assertEquals(2, before.size(), before.toString());
        for (String text : before.values()) {
            CellResult.parse(text);
        }
        assertFalse(Files.exists(out.resolve("report.html")));

        assertEquals(
                "6 cells: 4 computed, 2 there already, 0 failed",
                lastLine(CommandLines.process(temp, List.of(), arguments).start()));
        Map<String, String> after = cells(out);
        assertEquals(6, after.size());
        assertTrue(after.entrySet().containsAll(before.entrySet()), "whole cells stay as they are");
        assertTrue(Files.exists(out.resolve("report.html")));
    }

    @Test
    void aSweepThatIsInterruptedSaysWhatIsThere() throws Exception {
        String trace = Traces.make(temp.resolve("a.pt"), 3_000, 1).toString();
        Process ended = CommandLines.process(
                        temp,
                        List.of("-Dstuck=true"),
                        List.of(
                                "sweep",
                                trace,
                                "--policy",
                                "lru," + Stuck.class.getName(),
                                "--jobs",
                                "1",
                                "--frames",
                                "5",
                                "--out",
                                temp.resolve("out").toString()))
                .redirectError(ProcessBuilder.Redirect.PIPE)
                .start();
        try (BufferedReader out = ended.inputReader();
                BufferedReader err = ended.errorReader()) {
            assertEquals("stuck", out.readLine());
            ended.toHandle().destroy(); // SIGTERM; Ctrl-C ends a JVM the same way
            assertEquals(
                    "ballonet: interrupted; 1 cells more are whole; the same command goes on from there",
                    err.lines().reduce("", (first, last) -> last));
        }
        assertTrue(ended.waitFor() != 0);
    }

    @Test
    void processesThatShareAFolderShareTheWork() throws Exception {
        Path out = temp.resolve("out");
        String trace = Traces.make(temp.resolve("a.pt"), 200_000, 1).toString();
        List<String> arguments = List.of("sweep", trace, "--frames", "5,10,20,40,80", "--out", out.toString());
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(CommandLines.process(temp, List.of(), arguments).start());
        }
        int computed = 0;
        for (Process process : processes) {
            Matcher counts = COUNTS.matcher(lastLine(process));
            assertTrue(counts.matches());
            computed += Integer.parseInt(counts.group(2));
            assertEquals(50, Integer.parseInt(counts.group(2)) + Integer.parseInt(counts.group(3)));
        }
        assertEquals(50, computed, "each cell by one process");
        assertEquals(50, cells(out).size());
    }

    /** The policy fifo; in a process with the property {@code stuck} it says so instead, and waits to be killed. */
    public static final class Stuck implements ReplayPolicyFactory {
        /** For the registry. */
        public Stuck() {}

        @Override
        public String registryName() {
            return Stuck.class.getName();
        }

        @Override
        public String summary() {
            return "fifo";
        }

        @Override
        public String source() {
            return "here";
        }

        @Override
        public ReplayPolicy create(TraceFuture future, int frames) {
            if (Boolean.getBoolean("stuck")) {
                System.out.println("stuck");
                try {
                    int never = System.in.read();
                    throw new IllegalStateException("not killed: read=" + never);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return ReplayPolicies.FIFO.create(future, frames);
        }
    }
}
