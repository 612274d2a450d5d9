package io.ballonet.micro.scan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.micro.LatencyCounters;
import io.ballonet.result.Exclusion;
import io.ballonet.scan.ScanStrategies;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.annotations.Param;

/** Runs each scan benchmark once, small, and holds that each parameter changes something. */
final class ScanBenchmarksTest {
    private static final int PAGES = 2000;

    @Test
    void contendersAreThoseOfTheRegistry() throws NoSuchFieldException {
        Param param = Scanner.class.getDeclaredField("contender").getAnnotation(Param.class);
        assertArrayEquals(ScanStrategies.REGISTRY.names().toArray(), param.value());
    }

    @ParameterizedTest
    @MethodSource("exactContenders")
    void passCountsTheSameReadingAndClearingOnEachTable(String contender) {
        ScanPass benchmark = new ScanPass();
        Scanner scanner = scanner(contender);
        EntryTables.Steady8m steady = new EntryTables.Steady8m();
        steady.entries = PAGES;
        steady.setUp();
        long accessed = steady.table().accessedPages();
        assertEquals(accessed, benchmark.readOnly8m(steady, scanner));
        assertEquals(accessed, benchmark.pageByPage(steady));
        steady.validate();
        EntryTables.Rearmed1g rearmed = new EntryTables.Rearmed1g();
        rearmed.entries = PAGES;
        rearmed.setUp();
        for (int pass = 0; pass < 2; pass++) {
            rearmed.rearm();
            assertEquals(accessed, benchmark.testAndClear1g(rearmed, scanner), "each pass meets the stated share");
        }
        rearmed.validate();
        scanner.tearDown();
    }

    @ParameterizedTest
    @MethodSource("exactContenders")
    void passCountsTheSameReadingAndClearingOnPackedBits(String contender) {
        PackedScanPass benchmark = new PackedScanPass();
        Scanner scanner = scanner(contender);
        PackedTables.Rearmed512k rearmed = new PackedTables.Rearmed512k();
        rearmed.entries = PAGES;
        rearmed.setUp();
        long accessed = rearmed.table().accessedPages();
        assertTrue(accessed > 0);
        assertEquals(accessed, benchmark.readOnly512k(rearmed, scanner));
        for (int pass = 0; pass < 2; pass++) {
            rearmed.rearm();
            assertEquals(accessed, benchmark.testAndClear512k(rearmed, scanner), "each pass meets the stated share");
        }
        assertEquals(0, benchmark.readOnly512k(rearmed, scanner));
        assertThrows(IllegalStateException.class, rearmed::validate, "that pass found nothing and says so");
        scanner.tearDown();
    }

    @Test
    void clustersOfAWordLeaveOtherWordsClear() {
        try (AccessTable words = AccessTable.of("packed", 64_000, 0.1, "word");
                AccessTable pages = AccessTable.of("packed", 64_000, 0.1, "page")) {
            assertEquals(100, wordsThatAreNotClear(words), 40);
            assertEquals(1000, wordsThatAreNotClear(pages), 10);
            assertEquals(64L * wordsThatAreNotClear(words), words.accessedPages());
        }
    }

    private static int wordsThatAreNotClear(AccessTable table) {
        int found = 0;
        for (long word = 0; word * 64 < table.pages(); word++) {
            found += table.view().accessedWord(word) != 0 ? 1 : 0;
        }
        return found;
    }

    @ParameterizedTest
    @ValueSource(strings = {"entry", "packed"})
    void layoutsWithoutVectorsFindTheSame(String layout) {
        try (AccessTable vectors = AccessTable.of(layout, PAGES, 0.3, "page");
                AccessTable plain = AccessTable.of(layout + "-without-vectors", PAGES, 0.3, "page")) {
            assertEquals(vectors.accessedPages(), plain.accessedPages());
            assertEquals(plain.accessedPages(), plain.view().countAccessed(0, PAGES));
            assertEquals(plain.accessedPages(), plain.view().clearAccessed(0, PAGES));
        }
    }

    @Test
    void lostDirtyBitEndsTheRun() {
        ScanWhileDirtied benchmark = new ScanWhileDirtied();
        ScanWhileDirtied.Table table = new ScanWhileDirtied.Table();
        table.entries = PAGES;
        table.setUp();
        ScanWhileDirtied.Rearming rearming = new ScanWhileDirtied.Rearming();
        ScanWhileDirtied.Dirtier dirtier = new ScanWhileDirtied.Dirtier();
        ScanWhileDirtied.Line line = new ScanWhileDirtied.Line();
        assertEquals(table.table().accessedPages(), benchmark.readAndCas(table, line));
        assertEquals(0, benchmark.dirty(table, dirtier));
        assertEquals(table.table().accessedPages(), benchmark.testAndClear(table, rearming));
        rearming.rearm(table);
        assertEquals(0, benchmark.dirty(table, dirtier));
        assertEquals(table.table().accessedPages(), benchmark.testAndClear(table, rearming));
        dirtier.validate();
        for (long page = 0; page < PAGES; page++) {
            table.entries().clean(page);
        }
        assertTrue(benchmark.dirty(table, dirtier) > 32, "whoever takes all dirty bits is found out");
        assertThrows(IllegalStateException.class, dirtier::validate);
        rearming.rearm(table);
        line.unmap();
        table.validate();
    }

    @Test
    void everyTableIsOfItsOwnSize() {
        EntryTables.Rearmed8m cleared = new EntryTables.Rearmed8m();
        cleared.entries = PAGES;
        cleared.set = 1;
        cleared.setUp();
        EntryTables.Steady1g read = new EntryTables.Steady1g();
        read.entries = PAGES + 64;
        read.set = 1;
        read.setUp();
        Scanner scanner = scanner("clock");
        assertEquals(PAGES, new ScanPass().testAndClear8m(cleared, scanner));
        scanner.tearDown();
        assertEquals(PAGES + 64, new ScanPass().readOnly1g(read, scanner));
        scanner.tearDown();
        cleared.validate();
        read.validate();
    }

    @Test
    void shareOfAccessedBitsIsWhatTheParameterSays() {
        try (AccessTable few = AccessTable.of("entry", 100_000, 0.01, "page");
                AccessTable half = AccessTable.of("entry", 100_000, 0.5, "page");
                AccessTable none = AccessTable.of("entry", 1000, 0, "page")) {
            assertEquals(1000.0, (double) few.accessedPages(), 150);
            assertEquals(50_000.0, (double) half.accessedPages(), 1000);
            assertEquals(0, none.accessedPages());
            assertEquals(half.accessedPages(), half.view().countAccessed(0, half.pages()));
        }
    }

    @Test
    void layoutAndShareOutOfRangeAreRejected() {
        assertThrows(IllegalArgumentException.class, () -> AccessTable.of("packet", 10, 0.5, "page"));
        assertThrows(IllegalArgumentException.class, () -> AccessTable.of("entry", 10, 1.5, "page"));
        assertThrows(IllegalArgumentException.class, () -> AccessTable.of("entry", 10, 0.5, "line"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"entry", "packed"})
    void rearmingBehindTheHandRestoresTheSamePages(String layout) {
        try (AccessTable table = AccessTable.of(layout, 1000, 0.5, "page")) {
            table.view().clearAccessed(0, 1000);
            table.rearmNext(500);
            long firstHalf = table.view().countAccessed(0, 500);
            assertEquals(0, table.view().countAccessed(500, 1000));
            table.rearmNext(1000);
            assertEquals(firstHalf, table.view().countAccessed(0, 500));
            assertEquals(table.accessedPages(), table.view().countAccessed(0, 1000));
        }
    }

    @Test
    void wrongCountFailsTheRun() {
        EntryTables.Steady8m table = new EntryTables.Steady8m();
        table.entries = PAGES;
        table.setUp();
        table.check(-1);
        assertThrows(IllegalStateException.class, table::validate);
    }

    @Test
    void contendersChooseDifferently() {
        Set<Integer> accessedVictims = new HashSet<>();
        for (String contender : contenders()) {
            Scanner scanner = scanner(contender);
            ScanSelect.Guest guest = guest(300);
            ScanSelect.Misses misses = new ScanSelect.Misses();
            guest.rearm();
            assertEquals(300, new ScanSelect().select(guest, scanner, misses));
            assertEquals(0, misses.missing);
            int accessed = 0;
            for (int i = 0; i < guest.batch().size(); i++) {
                accessed += guest.view().isAccessed(guest.batch().get(i)) ? 1 : 0;
            }
            boolean looksAtTheirBits = !Set.of("random", "region").contains(contender);
            assertEquals(looksAtTheirBits, accessed == 0, contender + " took accessed pages: " + accessed);
            accessedVictims.add((int) guest.view().countAccessed(0, PAGES));
            scanner.tearDown();
            guest.validate();
            guest.unmap();
        }
        assertNotEquals(1, accessedVictims.size(), "clock alone clears bits on its way");
    }

    @Test
    void victimsThatAreNotThereAreCounted() {
        ScanSelect.Guest guest = guest(PAGES);
        guest.rearm();
        Scanner scanner = scanner("linear");
        ScanSelect.Misses misses = new ScanSelect.Misses();
        new ScanSelect().select(guest, scanner, misses);
        assertEquals(guest.table().accessedPages(), misses.missing);
        guest.rearm();
        assertEquals(PAGES, new ScanSelect().writeOnly(guest));
        scanner.tearDown();
        guest.validate();
        guest.unmap();
    }

    @ParameterizedTest
    @ValueSource(strings = {"entry", "packed"})
    void virtualCpuSetsBitsThatAScanFinds(String layout) {
        ScanWhileTouched benchmark = new ScanWhileTouched();
        ScanWhileTouched.Table table = new ScanWhileTouched.Table();
        table.layout = layout;
        table.entries = PAGES;
        table.setUp();
        Scanner scanner = scanner("clock");
        Toucher toucher = new Toucher();
        int set = benchmark.touchWhileRead(table, toucher);
        assertTrue(set > 0);
        assertEquals(set, benchmark.readOnly(table, scanner));
        assertEquals(set, benchmark.testAndClear(table, scanner));
        assertEquals(0, benchmark.readOnly(table, scanner));
        assertTrue(benchmark.touchWhileCleared(table, toucher) > 0);
        assertTrue(benchmark.touch(table, toucher) > 0);
        scanner.tearDown();
        table.validate();
    }

    @ParameterizedTest
    @MethodSource("oneHandedContenders")
    void latencyIsRecordedForEachCallAndBitsAreRestored(String contender) {
        ScanLatency benchmark = new ScanLatency();
        ScanLatency.Table table = new ScanLatency.Table();
        table.entries = PAGES;
        table.setUp();
        ScanLatency.Calls calls = new ScanLatency.Calls();
        calls.rate = 1e6;
        calls.victims = 32;
        calls.setUp();
        Scanner scanner = scanner(contender);
        LatencyCounters latency = new LatencyCounters();
        ScanSelect.Misses misses = new ScanSelect.Misses();
        for (int call = 0; call < 2 * PAGES / 32; call++) {
            assertEquals(32, benchmark.select(table, calls, scanner, latency, misses));
        }
        assertEquals(table.table().accessedPages(), table.view().countAccessed(0, PAGES), "bits are restored");
        assertEquals(32, benchmark.selectTouched(table, calls, scanner, latency, misses));
        benchmark.nothing(calls, latency);
        assertTrue(benchmark.touch(table, new Toucher()) > 0);
        latency.publish();
        assertTrue(latency.p50 > 0);
        assertTrue(latency.max >= latency.p9999);
        scanner.tearDown();
        calls.unmap();
        table.validate();
    }

    static String[] exactContenders() {
        return fit(new UnfitScan.ForWholePasses());
    }

    static String[] oneHandedContenders() {
        return fit(new UnfitScan.ForOneHand());
    }

    private static String[] fit(Exclusion without) {
        return ScanStrategies.REGISTRY.names().stream()
                .filter(name -> without.reason(name, Map.of()).isEmpty())
                .toArray(String[]::new);
    }

    static String[] contenders() {
        return ScanStrategies.REGISTRY.names().toArray(String[]::new);
    }

    private static Scanner scanner(String contender) {
        Scanner scanner = new Scanner();
        scanner.contender = contender;
        return scanner;
    }

    private static ScanSelect.Guest guest(int victims) {
        ScanSelect.Guest guest = new ScanSelect.Guest();
        guest.entries = PAGES;
        guest.victims = victims;
        guest.setUp();
        return guest;
    }
}
