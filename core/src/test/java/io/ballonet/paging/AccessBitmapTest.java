package io.ballonet.paging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AccessBitmapTest {
    private static final long LARGE = 1L << 28;

    @ParameterizedTest
    @ValueSource(longs = {1, 64, 65, 511, 512, 513, 1L << 18, (1L << 18) + 1, LARGE})
    void levelsCoverEveryPageAndDoNotOverlap(long pages) {
        try (AccessBitmap bitmap = new AccessBitmap(pages)) {
            assertEquals(pages, bitmap.bits(0));
            assertEquals((pages + 511) / 512, bitmap.bits(1));
            assertEquals((pages + (1 << 18) - 1) >> 18, bitmap.bits(2));
            for (int level = 0; level < AccessBitmap.LEVELS; level++) {
                assertTrue(bitmap.words(level) * 64 >= bitmap.bits(level));
                assertEquals(0, bitmap.address(level) % 4096);
                if (level > 0) {
                    assertTrue(bitmap.address(level) >= bitmap.address(level - 1) + 8 * bitmap.words(level - 1));
                }
            }
            assertTrue(bitmap.metadataBytes() >= 8 * bitmap.words(0));
            assertThrows(IllegalArgumentException.class, () -> bitmap.address(AccessBitmap.LEVELS));
        }
    }

    @Test
    void aTouchSetsThePageAndThoseAboveItAndNoOther() {
        try (AccessBitmap bitmap = new AccessBitmap(LARGE)) {
            for (long page : new long[] {0, 63, 64, 511, 512, 300_000, LARGE - 1}) {
                assertFalse(bitmap.isSet(0, page));
                bitmap.touch(page);
                assertTrue(bitmap.isSet(0, page));
                assertTrue(bitmap.isSet(1, page >> 9));
                assertTrue(bitmap.isSet(2, page >> 18));
            }
            assertFalse(bitmap.isSet(0, 1));
            assertFalse(bitmap.isSet(1, 2));
            assertFalse(bitmap.isSet(2, 2));
            assertTrue(bitmap.isSet(2, 1), "300,000 lies in the second GiB");
        }
    }

    @Test
    void noPagesAreRejected() {
        assertThrows(IllegalArgumentException.class, () -> new AccessBitmap(0));
    }
}
