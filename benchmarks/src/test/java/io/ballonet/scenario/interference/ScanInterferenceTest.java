package io.ballonet.scenario.interference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.guest.Guest;
import io.ballonet.guest.GuestSettings;
import io.ballonet.guest.VirtualCpu;
import io.ballonet.host.Host;
import io.ballonet.scan.AccessView;
import io.ballonet.scenario.ScenarioProgress;
import io.ballonet.scenario.ScenarioResult;
import io.ballonet.scenario.ScenarioSettings;
import io.ballonet.trace.PageAccess;
import io.ballonet.trace.PageTrace;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScanInterferenceTest {
    @Test
    void shortRunMeasuresEachKindInEitherLayout() {
        ScanInterference scenario = new ScanInterference();
        ScenarioResult result = scenario.run(new ScenarioSettings(0.2, 0.1, 1, false), ScenarioProgress.SILENT);
        assertEquals(List.of(), result.failures());
        assertEquals(scenario.subjects(), result.subjects());
        assertTrue(result.figures().stream().allMatch(figure -> figure.value() > 0), result.text());
        assertTrue(result.text().lines().allMatch(line -> line.length() <= 100), result.text());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void passesBesideTheVirtualCpuClearWhatItSets(boolean packed) {
        int pages = 8192;
        try (Host host = Host.builder().frames(pages).manualTargets().stepped()) {
            Guest guest = host.boot(GuestSettings.of("g", pages)
                    .swapPages(0)
                    .packedAccessBits(packed)
                    .withoutDriver());
            VirtualCpu cpu = guest.newVirtualCpu(guest.newProcess("p", pages));
            AccessView view = guest.kernel().view();
            try (BusyCpu busy = new BusyCpu(cpu, everyPage(pages), 3)) {
                while (busy.position().accesses() < pages) {
                    Thread.onSpinWait();
                }
                assertEquals(pages, view.countAccessed(0, pages));
                assertTrue(Beside.READ_ONLY.run(view, System.nanoTime() + 1_000_000) > 0);
                assertEquals(pages, view.countAccessed(0, pages), "reading clears nothing");
                assertTrue(Beside.CLEAR.run(view, System.nanoTime() + 1_000_000) > 0);
                long at = busy.position().accesses();
                while (busy.position().accesses() < at + 2L * pages) {
                    Thread.onSpinWait();
                }
                assertEquals(pages, view.countAccessed(0, pages), "whatever was cleared is set again");
                assertTrue(busy.position().misses() > pages, "the TLB holds an eighth of the pages");
            }
            host.validate();
        }
    }

    private static PageTrace everyPage(int pages) {
        return PageTrace.of(
                "every",
                IntStream.range(0, pages)
                        .mapToLong(page -> PageAccess.of(page, page % 3 == 0))
                        .toArray());
    }

    @Test
    void foreignBytesEndTheRun() {
        try (Host host = Host.builder().frames(64).manualTargets().stepped()) {
            Guest guest = host.boot(
                    GuestSettings.of("g", 64).swapPages(0).maxVirtualCpus(2).withoutDriver());
            var process = guest.newProcess("p", 64);
            VirtualCpu writer = guest.newVirtualCpu(process);
            writer.enter();
            for (long line = 0; line < 64L * 64; line++) {
                writer.writeLong(line * 64, 7);
                writer.poll();
            }
            writer.exit();
            PageTrace reads = PageTrace.of(
                    "reads",
                    IntStream.range(0, 64)
                            .mapToLong(page -> PageAccess.of(page, false))
                            .toArray());
            try (BusyCpu busy = new BusyCpu(guest.newVirtualCpu(process), reads, 1)) {
                assertThrows(IllegalStateException.class, () -> {
                    while (true) {
                        busy.position();
                        Thread.onSpinWait();
                    }
                });
            }
        }
    }

    @Test
    void medianLiesInItsInterval() {
        MedianInterval of = MedianInterval.of(
                IntStream.rangeClosed(1, 99).mapToObj(i -> (double) i).toList());
        assertEquals(50, of.median());
        assertEquals(40, of.low(), "rank 39 counted from 0: binomial, 99 draws");
        assertEquals(61, of.high(), 1);
        assertEquals(2.5, MedianInterval.of(List.of(4.0, 1.0, 3.0, 2.0)).median());
    }
}
