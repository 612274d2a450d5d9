package org.example.ballonet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.guest.Guest;
import io.ballonet.guest.GuestSettings;
import io.ballonet.guest.VirtualCpu;
import io.ballonet.host.Host;
import io.ballonet.unit.PageSize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The example's contenders are found by {@code META-INF/services}, and run wherever those of the project run. */
final class BesideOursTest {
    private static final Path SOURCES = Path.of("src/main/java/org/example/ballonet");
    private static final int MOST_LINES = 59;
    private static final int PAGES = 2048;

    @Test
    void everyContenderIsShort() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            List<Path> sources = files.toList();
            assertEquals(4, sources.size(), sources.toString());
            for (Path source : sources) {
                long lines = Files.readAllLines(source).stream()
                        .filter(line -> !line.isBlank())
                        .count();
                assertTrue(lines <= MOST_LINES, source + ": lines=" + lines);
            }
        }
    }

    @Test
    void listShowsThemAndTheRowsThatTheyHave() throws Exception {
        String out = ballonet("list");
        for (String name : List.of("first-fit", "backwards", "gentle-balloon", "first-booted")) {
            assertTrue(out.contains("\n  " + name + "\n"), out);
        }
        assertTrue(contendersOf("allocator", out).contains("uncounted"), out);
        assertTrue(contendersOf("allocator", out).contains("first-fit"), out);
        assertTrue(contendersOf("scan", out).contains("backwards"), out);
        assertTrue(contendersOf("technique", out).contains("balloon, gentle-balloon"), out);
    }

    /** The line behind that of a family of {@code compare}. */
    private static String contendersOf(String family, String out) {
        List<String> lines = out.lines().toList();
        for (int i = 0; i + 1 < lines.size(); i++) {
            if (lines.get(i).startsWith("  " + family + ": ")) {
                return lines.get(i + 1);
            }
        }
        throw new AssertionError("no family " + family + ": " + out);
    }

    @Test
    void benchMeasuresItInAForkOfItsOwn() throws Exception {
        String out = ballonet(
                "bench",
                "PairBenchmark.pair$",
                "-p",
                "contender=uncounted,first-fit",
                "-p",
                "order=0",
                "-f",
                "1",
                "-wi",
                "0",
                "-i",
                "1",
                "-r",
                "20ms");
        assertTrue(out.lines().anyMatch(line -> line.matches("PairBenchmark.pair +first-fit .* ns/op")), out);
        assertTrue(out.lines().anyMatch(line -> line.matches("PairBenchmark.pair +uncounted .* ns/op")), out);
    }

    /** Misses as a separate simulation of both policies counts them. */
    @Test
    void traceOfOnesOwnIsReplayed() throws Exception {
        String out = ballonet(
                "replay", "traces/log-compaction.pt", "--policy", "opt,lru", "--frames", "5", "--format", "csv");
        assertTrue(out.contains("\nlog-compaction,24,9,opt,5,13,"), out);
        assertTrue(out.contains("\nlog-compaction,24,9,lru,5,17,"), out);
    }

    @Test
    void hostRunsOnAllOfThem() {
        try (Host host = Host.builder()
                .frames(PAGES)
                .allocator("first-fit")
                .policy("first-booted")
                .technique("gentle-balloon")
                .stepped()) {
            Guest idle = host.boot(GuestSettings.of("idle", PAGES).driverScan("backwards"));
            Guest needy = host.boot(GuestSettings.of("needy", PAGES).driverScan("backwards"));
            VirtualCpu idles = idle.newVirtualCpu(idle.newProcess("p", PAGES));
            VirtualCpu needs = needy.newVirtualCpu(needy.newProcess("p", PAGES));
            write(idles, PAGES * 7 / 8);
            write(needs, PAGES / 2);
            assertTrue(host.balloon(idle).size() > 0, "the guest that booted first gives");
            assertEquals(0, host.balloon(needy).size());
            check(idles, PAGES * 7 / 8);
            check(needs, PAGES / 2);
            assertTrue(host.awaitQuiescence(1, TimeUnit.SECONDS));
            host.validate();
        }
    }

    private static void write(VirtualCpu cpu, int pages) {
        cpu.enter();
        for (long page = 0; page < pages; page++) {
            cpu.writeLong(PageSize.bytesOf(page), page + 1);
            cpu.poll();
        }
        cpu.exit();
    }

    private static void check(VirtualCpu cpu, int pages) {
        cpu.enter();
        for (long page = 0; page < pages; page++) {
            assertEquals(page + 1, cpu.readLong(PageSize.bytesOf(page)));
            cpu.poll();
        }
        cpu.exit();
    }

    /** What the command prints; it must end well. The launcher does the same, with {@code BALLONET_CLASSPATH} behind ours. */
    private static String ballonet(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(System.getProperty("ballonet.jvm.flags").split(" ")));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.ballonet.cli.Ballonet"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), out);
        return out;
    }
}
