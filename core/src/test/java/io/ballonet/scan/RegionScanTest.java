package io.ballonet.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.memory.PageBatch;
import io.ballonet.paging.AccessBitmap;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RegionScanTest {
    private static final int PAGES = 1 << 16;
    private static final int HOT_FROM = 20_000;
    private static final int HOT_TO = 30_000;

    /** Regions are a guess at every border, so what is named is compared over many aggregations. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void bordersMoveToTheHotRangeAndItIsFound(long seed) {
        try (AccessBitmap bitmap = new AccessBitmap(PAGES);
                RegionScan scan = new RegionScan(PAGES, seed)) {
            PackedAccessView view = new PackedAccessView(bitmap, 0);
            run(bitmap, view, scan, 20 * RegionScan.INTERVALS);
            long named = 0;
            long right = 0;
            int aggregations = 60;
            for (int i = 0; i < aggregations; i++) {
                run(bitmap, view, scan, RegionScan.INTERVALS);
                BitSet hot = new BitSet();
                long active = scan.pass(view, false, (word, bits) -> hot.or(BitSet.valueOf(shifted(word, bits))));
                assertEquals(hot.cardinality(), active);
                named += active;
                right += hot.get(HOT_FROM, HOT_TO).cardinality();
            }
            String where = "seed=" + seed + ", named=" + named + ", right=" + right;
            assertTrue(right > 0.9 * aggregations * (HOT_TO - HOT_FROM), where);
            assertTrue(right > 0.3 * named, where + ": twice as good as naming everything");
        }
    }

    @Test
    void aPassLooksAtNoMorePagesThanThereMayBeRegions() {
        try (AccessBitmap bitmap = new AccessBitmap(PAGES);
                RegionScan scan = new RegionScan(PAGES, 7)) {
            PackedAccessView view = new PackedAccessView(bitmap, 0);
            for (int pass = 0; pass < 100 * RegionScan.INTERVALS; pass++) {
                for (int page = 0; page < PAGES; page += 64) {
                    bitmap.touch(page);
                }
                long examined = scan.pagesExamined();
                scan.pass(view, true);
                assertTrue(scan.pagesExamined() - examined <= RegionScan.MOST);
                assertTrue(scan.regions() >= 1 && scan.regions() <= RegionScan.MOST);
            }
        }
    }

    @Test
    void victimsComeFromTheColdRegionsFirst() {
        try (AccessBitmap bitmap = new AccessBitmap(PAGES);
                RegionScan scan = new RegionScan(PAGES, 5);
                PageBatch victims = new PageBatch(20_000)) {
            PackedAccessView view = new PackedAccessView(bitmap, 0);
            run(bitmap, view, scan, 60 * RegionScan.INTERVALS);
            scan.selectVictims(view, 20_000, victims);
            int hot = 0;
            for (int i = 0; i < victims.size(); i++) {
                hot += victims.get(i) >= HOT_FROM && victims.get(i) < HOT_TO ? 1 : 0;
            }
            assertTrue(hot < 400, "hot=" + hot);
        }
    }

    private static void run(AccessBitmap bitmap, AccessView view, RegionScan scan, int passes) {
        for (int pass = 0; pass < passes; pass++) {
            for (int page = HOT_FROM; page < HOT_TO; page++) {
                bitmap.touch(page);
            }
            scan.pass(view, true);
        }
    }

    private static long[] shifted(long word, long bits) {
        long[] words = new long[(int) word + 1];
        words[(int) word] = bits;
        return words;
    }
}
