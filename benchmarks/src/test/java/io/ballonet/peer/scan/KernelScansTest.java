package io.ballonet.peer.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ballonet.cli.Registries;
import io.ballonet.memory.Region;
import io.ballonet.memory.Words;
import io.ballonet.result.Kind;
import io.ballonet.unit.PageSize;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the kernel says of regions whose pages are known. */
final class KernelScansTest {
    /** More than any scan takes in one call, and no multiple of it. */
    private static final int PAGES = (1 << 15) + 4096 + 13;

    @ParameterizedTest
    @EnumSource(names = "CLEAR_REFS", mode = EnumSource.Mode.EXCLUDE)
    void readingFindsExactlyTheTouchedPages(KernelScans peer) {
        assumeRuns(peer);
        try (Region region = Region.map(PageSize.bytesOf(PAGES));
                KernelScan all = peer.open(region.address(), PAGES);
                KernelScan odd = peer.open(region.address() + PageSize.BYTES, 77)) {
            assertEquals(0, all.pass(), "nothing is touched");
            touch(region, 0, PAGES / 2, 1);
            assertEquals(PAGES / 2, all.pass(), "the first half is");
            assertEquals(77, odd.pass(), "a scan ends where its own pages do");
            region.discard(0, region.lengthBytes());
            touch(region, 1, PAGES, 2);
            assertEquals(PAGES / 2, all.pass(), "every other page is");
            assertEquals(39, odd.pass());
            touch(region, 0, PAGES, 1);
            assertEquals(PAGES, all.pass(), "all are");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {511, 512, 513, 1000, 1024, 1025, 1500})
    void runsOfPagesAreCountedOnceWhereverTheKernelsBufferEnds(int runs) {
        assumeRuns(KernelScans.PAGEMAP_SCAN);
        try (Region region = Region.map(PageSize.bytesOf(PAGES));
                KernelScan scan = KernelScans.PAGEMAP_SCAN.open(region.address(), PAGES)) {
            touch(region, 0, 2 * runs, 2);
            assertEquals(runs, scan.pass());
        }
    }

    @Test
    void clearingClearsTheBitsOfEveryTouchedPage() {
        assumeRuns(KernelScans.CLEAR_REFS);
        try (Region region = Region.map(PageSize.bytesOf(PAGES));
                KernelScan scan = KernelScans.CLEAR_REFS.open(region.address(), PAGES)) {
            touch(region, 0, PAGES, 2);
            assertEquals((PAGES + 1) / 2, ProcessPages.referenced(region.address(), PAGES));
            assertEquals(KernelScan.NOT_TOLD, scan.pass());
            assertEquals(0, ProcessPages.referenced(region.address(), PAGES));
            touch(region, 1, PAGES, 2);
            assertEquals(
                    PAGES / 2, ProcessPages.referenced(region.address(), PAGES), "pages that were not there before");
        }
    }

    @Test
    void onlyOneClears() {
        for (KernelScans peer : KernelScans.values()) {
            assertEquals(peer == KernelScans.CLEAR_REFS, peer.clears());
        }
    }

    @ParameterizedTest
    @EnumSource
    void closedTwiceIsClosedOnce(KernelScans peer) {
        assumeRuns(peer);
        try (Region region = Region.map(PageSize.BYTES)) {
            KernelScan scan = peer.open(region.address(), 1);
            scan.close();
            scan.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void regionThatCannotBeIsRefused(KernelScans peer) {
        assertThrows(IllegalArgumentException.class, () -> peer.open(8, 1));
        assertThrows(IllegalArgumentException.class, () -> peer.open(PageSize.BYTES, 0));
    }

    @ParameterizedTest
    @EnumSource
    void compareFindsKindAndAvailabilityInTheRegistry(KernelScans peer) {
        assertEquals(Kind.PEER, Registries.kind("scan", peer.registryName(), Kind.OURS));
        assertEquals(peer.unavailable(), Registries.unavailable("scan", peer.registryName()));
    }

    @ParameterizedTest
    @CsvSource({
        "/proc/self/absent, 'open of /proc/self/absent fails: No such file or directory (errno 2); it needs luck'",
        "/dev/null, 'ioctl PAGEMAP_SCAN fails: Inappropriate ioctl for device (errno 25); it needs luck'"
    })
    void whatTheKernelLacksIsSaidInOneLine(String file, String line) {
        Optional<String> obstacle = KernelScans.obstacle(
                PageSize.BYTES, (address, pages) -> new PagemapScan(file, address, pages), "it needs luck");
        assertEquals(Optional.of(line), obstacle);
    }

    @Test
    void answersThatAreShortAreNotCounted() {
        Optional<String> obstacle = KernelScans.obstacle(
                PageSize.BYTES, (address, pages) -> new PagemapRead("/dev/null", address, pages), "it needs luck");
        assertEquals(Optional.of("pread is short: bytes=0, asked=8; it needs luck"), obstacle);
    }

    @Test
    void largerPagesAreAnObstacle() {
        Optional<String> obstacle = KernelScans.obstacle(1 << 16, Mincore::new, "it needs luck");
        assertEquals(Optional.of("pages of this kernel have 65536 bytes; it needs 4 KiB"), obstacle);
    }

    @Test
    void unmappedRegionIsRefusedByTheKernel() {
        assumeRuns(KernelScans.MINCORE);
        KernelScan scan = new Mincore(PageSize.BYTES, 1);
        String message = String.valueOf(
                assertThrows(KernelCallException.class, scan::pass).getMessage());
        assertTrue(message.startsWith("mincore fails: ") && message.endsWith("(errno 12)"), message);
    }

    @Test
    void referencedPagesAreThoseOfWholeMappingsInTheRange() {
        List<String> smaps = List.of(
                "1000-3000 rw-p 00000000 00:00 0 ",
                "Size:                  8 kB",
                "Referenced:            4 kB",
                "3000-5000 rw-p 00000000 00:00 0 ",
                "Size:                  8 kB",
                "Referenced:            8 kB",
                "VmFlags: rd wr mr mw me ac nr nh ",
                "5000-6000 r--p 00000000 00:00 0    [a-name]",
                "Size:                  4 kB",
                "Referenced:            4 kB",
                "ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0  [vsyscall]",
                "Size:                  4 kB",
                "Referenced:            0 kB");
        assertEquals(3, ProcessPages.referenced(smaps, 0x1000, 4));
        assertEquals(2, ProcessPages.referenced(smaps, 0x3000, 2));
        assertThrows(IllegalStateException.class, () -> ProcessPages.referenced(smaps, 0x2000, 3));
        assertThrows(IllegalStateException.class, () -> ProcessPages.referenced(smaps, 0x5000, 2));
    }

    @Test
    void residentPagesGrowByThoseThatAreTouched() {
        try (Region region = Region.map(PageSize.bytesOf(PAGES))) {
            long before = ProcessPages.resident();
            touch(region, 0, PAGES, 1);
            long grown = ProcessPages.resident() - before;
            assertEquals((double) PAGES, (double) grown, PAGES * 0.5, "the JVM itself moves a little");
        }
    }

    private static void assumeRuns(KernelScans peer) {
        Optional<String> why = peer.unavailable();
        why.ifPresent(text -> System.out.println(peer.registryName() + " is left out: " + text));
        assumeTrue(why.isEmpty(), () -> peer.registryName() + " is left out: " + why.orElse(""));
    }

    private static void touch(Region region, int from, int to, int step) {
        for (int page = from; page < to; page += step) {
            Words.set(region.address() + PageSize.bytesOf(page), page);
        }
    }
}
