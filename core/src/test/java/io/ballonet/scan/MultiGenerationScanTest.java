package io.ballonet.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.memory.PageBatch;
import org.junit.jupiter.api.Test;

final class MultiGenerationScanTest {
    private static final int PAGES = 4 * 512;

    private final ReferenceAccessView view = new ReferenceAccessView(PAGES);
    private final MultiGenerationScan scan = new MultiGenerationScan(PAGES);

    @Test
    void ageingMovesAccessedPagesToTheYoungestGenerationAndTheOthersFallBehind() {
        access(0, 512);
        scan.pass(view, true);
        assertEquals(0, scan.ageInGenerations(0));
        assertTrue(scan.ageInGenerations(600) > 0);
        scan.pass(view, true);
        scan.pass(view, true);
        assertEquals(2, scan.ageInGenerations(0));
        assertEquals(3, scan.ageInGenerations(600), "no page is older than the oldest of four generations");
    }

    @Test
    void ageingLooksOnlyAtGroupsThatWereDense() {
        access(0, 512);
        access(700, 1);
        scan.pass(view, true);
        long examined = scan.pagesExamined();
        access(1, 100);
        access(700, 1);
        assertEquals(100, scan.pass(view, true), "the sparse group is skipped");
        assertEquals(512, scan.pagesExamined() - examined);
        assertTrue(view.isAccessed(700), "and keeps its bit for eviction to meet");
    }

    @Test
    void evictionPromotesTheAccessedPagesItMeetsAndPutsTheirGroupBackIntoTheWalk() {
        access(0, 512);
        scan.pass(view, true);
        scan.pass(view, true);
        access(1024, 64);
        assertEquals(0, scan.pass(view, true), "no group was dense in the last walk");
        try (PageBatch victims = new PageBatch(1500)) {
            scan.selectVictims(view, 1400, victims);
            assertEquals(0, scan.ageInGenerations(1030));
        }
        access(1024, 64);
        assertEquals(64, scan.pass(view, true), "eviction said that the group is worth a look");
    }

    @Test
    void takesTheOldestGenerationFirst() {
        access(0, 512);
        scan.pass(view, true);
        access(512, 512);
        scan.pass(view, true);
        scan.pass(view, true);
        try (PageBatch victims = new PageBatch(PAGES)) {
            scan.selectVictims(view, 1024, victims);
            for (int i = 0; i < victims.size(); i++) {
                assertTrue(victims.get(i) >= 1024, "never accessed");
            }
            victims.clear();
            scan.selectVictims(view, 512, victims);
            for (int i = 0; i < victims.size(); i++) {
                assertTrue(victims.get(i) < 512, "accessed longest ago, page=" + victims.get(i));
            }
        }
    }

    /** The generation of a page is a byte: it must not look young again when the number has gone round. */
    @Test
    void aPageThatStandsStillStaysTheOldest() {
        for (int pass = 0; pass < 600; pass++) {
            access(0, 512);
            scan.pass(view, true);
            assertEquals(0, scan.ageInGenerations(5));
            assertTrue(scan.ageInGenerations(1500) > 0, "pass=" + pass);
        }
    }

    private void access(int first, int count) {
        for (int page = first; page < first + count; page++) {
            view.set(page, true, true);
        }
    }
}
