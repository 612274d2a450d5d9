package io.ballonet.peer.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The numbers that a C compiler gives for {@code linux/fs.h} on x86-64 and on AArch64. */
final class PagemapScanLayoutTest {
    @Test
    void argumentIsTwelveWordsWithoutGaps() {
        int[] offsets = {
            PagemapScanLayout.SIZE,
            PagemapScanLayout.FLAGS,
            PagemapScanLayout.START,
            PagemapScanLayout.END,
            PagemapScanLayout.WALK_END,
            PagemapScanLayout.REGIONS,
            PagemapScanLayout.REGION_COUNT,
            PagemapScanLayout.MAX_PAGES,
            PagemapScanLayout.CATEGORY_INVERTED,
            PagemapScanLayout.CATEGORY_MASK,
            PagemapScanLayout.CATEGORY_ANY_OF_MASK,
            PagemapScanLayout.RETURN_MASK
        };
        for (int word = 0; word < offsets.length; word++) {
            assertEquals(word * Long.BYTES, offsets[word]);
        }
        assertEquals(96, PagemapScanLayout.ARGUMENT_BYTES);
    }

    @Test
    void regionIsThreeWords() {
        assertEquals(0, PagemapScanLayout.REGION_START);
        assertEquals(8, PagemapScanLayout.REGION_END);
        assertEquals(16, PagemapScanLayout.REGION_CATEGORIES);
        assertEquals(24, PagemapScanLayout.REGION_BYTES);
    }

    @Test
    void requestIsThatOfTheHeader() {
        assertEquals(0xC060_6610L, PagemapScanLayout.REQUEST);
        assertEquals(8, PagemapScanLayout.PRESENT);
    }
}
