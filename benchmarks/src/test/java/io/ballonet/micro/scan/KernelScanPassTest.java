package io.ballonet.micro.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ballonet.peer.scan.KernelScan;
import io.ballonet.peer.scan.KernelScans;
import io.ballonet.peer.scan.ProcessPages;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Param;

/** Runs the benchmark of the kernel's scans once, small, and holds that each parameter changes something. */
final class KernelScanPassTest {
    private static final int PAGES = 2001;

    @Test
    void contendersAreThoseOfTheRegistryEachWhereItBelongs() throws NoSuchFieldException {
        assertEquals(named(false), parameter(KernelScanPass.Reader.class));
        assertEquals(named(true), parameter(KernelScanPass.Clearer.class));
    }

    @ParameterizedTest
    @MethodSource("readers")
    void readingTellsTheTouchedPagesOfTheSharePassAfterPass(String contender) {
        assumeRuns(contender);
        for (double set : new double[] {0, 0.5, 1}) {
            MappedPages guest = new MappedPages();
            guest.entries = PAGES;
            guest.set = set;
            guest.setUp();
            KernelScanPass.Reader reader = new KernelScanPass.Reader();
            reader.contender = contender;
            reader.open(guest);
            KernelScanPass benchmark = new KernelScanPass();
            assertEquals((long) (PAGES * set), benchmark.readOnly(guest, reader));
            assertEquals((long) (PAGES * set), benchmark.readOnly(guest, reader));
            assertEquals((long) set, benchmark.firstPage(guest, reader), "the baseline asks for one page");
            reader.tearDown();
            guest.validate();
        }
    }

    @ParameterizedTest
    @CsvSource({"2000, 0.5, 1000", "2000, 1, 2000", "3000, 1, 3000"})
    void clearingLeavesNoBitOfThoseThatWereSet(int entries, double set, int accessed) {
        assumeRuns("clear-refs");
        MappedPages.Accessed guest = accessed(entries, set);
        KernelScanPass.Clearer clearer = clearer(guest);
        guest.access();
        assertEquals(accessed, guest.accessed());
        assertEquals(KernelScan.NOT_TOLD, new KernelScanPass().testAndClear(guest, clearer, new MappedPages.Beside()));
        assertEquals(0, guest.accessed());
        clearer.tearDown();
        guest.validate();
    }

    @Test
    void bitsThatAPassLeftFailTheRun() {
        assumeRuns("clear-refs");
        MappedPages.Accessed guest = accessed(PAGES, 1);
        IllegalStateException thrown = assertThrows(IllegalStateException.class, guest::validate);
        assertEquals("passes went wrong: wrongCounts=0, pagesLeftAccessed=" + PAGES, thrown.getMessage());
    }

    @Test
    void wrongCountFailsTheRun() {
        MappedPages guest = new MappedPages();
        guest.entries = PAGES;
        guest.setUp();
        guest.check(PAGES - 1, guest.touched());
        assertThrows(IllegalStateException.class, guest::validate);
    }

    @Test
    void pagesBesideTheRegionAreCounted() {
        int entries = (int) ProcessPages.resident() * 2;
        MappedPages.Accessed most = accessed(entries, 1);
        MappedPages.Beside beside = new MappedPages.Beside();
        beside.count(most);
        assertTrue(beside.otherPages > 0 && beside.otherPages < entries, "otherPages=" + beside.otherPages);
        assertThrows(IllegalStateException.class, most::validate, "nothing was cleared");
    }

    @Test
    void parametersOutOfRangeAreRefused() {
        MappedPages guest = new MappedPages();
        guest.layout = "entry";
        assertThrows(IllegalArgumentException.class, guest::setUp);
        guest.layout = "kernel";
        guest.set = 1.1;
        assertThrows(IllegalArgumentException.class, guest::setUp);
        guest.set = 1;
        guest.entries = 0;
        assertThrows(IllegalArgumentException.class, guest::setUp);
    }

    static List<String> readers() {
        return named(false);
    }

    private static List<String> named(boolean clears) {
        return Stream.of(KernelScans.values())
                .filter(peer -> peer.clears() == clears)
                .map(KernelScans::registryName)
                .toList();
    }

    private static List<String> parameter(Class<?> state) throws NoSuchFieldException {
        return List.of(
                state.getDeclaredField("contender").getAnnotation(Param.class).value());
    }

    private static void assumeRuns(String contender) {
        String why = KernelScans.REGISTRY.named(contender).unavailable().orElse("");
        if (!why.isEmpty()) {
            System.out.println(contender + " is left out: " + why);
        }
        assumeTrue(why.isEmpty(), why);
    }

    private static MappedPages.Accessed accessed(int entries, double set) {
        MappedPages.Accessed guest = new MappedPages.Accessed();
        guest.entries = entries;
        guest.set = set;
        guest.setUp();
        return guest;
    }

    private static KernelScanPass.Clearer clearer(MappedPages.Accessed guest) {
        KernelScanPass.Clearer clearer = new KernelScanPass.Clearer();
        clearer.open(guest);
        return clearer;
    }
}
