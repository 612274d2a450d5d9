package io.ballonet.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.paging.AccessBitmap;
import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HierarchicalScanTest {
    private static final long TEBIBYTE = 1L << 28;

    @ParameterizedTest
    @ValueSource(ints = {1, 64, 511, 513, 40_000, 300_000})
    void namesExactlyThePagesThatWereTouchedSinceTheLastPass(int pages) {
        for (long seed = 0; seed < 5; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            try (AccessBitmap bitmap = new AccessBitmap(pages);
                    ScanStrategy scan = ScanStrategies.HIERARCHICAL.create(pages, seed)) {
                PackedAccessView view = new PackedAccessView(bitmap, 0);
                for (int period = 0; period < 6; period++) {
                    BitSet touched = new BitSet();
                    for (int i = random.nextInt(200); i > 0; i--) {
                        int page = random.nextInt(pages);
                        touched.set(page);
                        bitmap.touch(page);
                    }
                    BitSet named = new BitSet();
                    scan.pass(view, true, (word, bits) -> {
                        for (long left = bits; left != 0; left &= left - 1) {
                            named.set((int) (word * 64) + Long.numberOfTrailingZeros(left));
                        }
                    });
                    assertEquals(touched, named, "seed=" + seed + ", period=" + period);
                }
            }
        }
    }

    /** The cost is that of the hot part: 1 TiB is looked at by a few thousand looks when 3 MiB of it are active. */
    @ParameterizedTest
    @ValueSource(longs = {1 << 18, TEBIBYTE})
    void looksAtLittleMoreThanTheActivePart(long pages) {
        int hot = 768;
        try (AccessBitmap bitmap = new AccessBitmap(pages);
                ScanStrategy scan = ScanStrategies.HIERARCHICAL.create(pages, 1)) {
            PackedAccessView view = new PackedAccessView(bitmap, 0);
            for (int page = 0; page < hot; page++) {
                bitmap.touch(pages / 2 + page);
            }
            assertEquals(hot, scan.pass(view, true));
            long looks = scan.pagesExamined();
            assertTrue(looks <= 2 * 512 + 512 + pages / (1 << 18), "looks=" + looks);
            assertEquals(0, scan.pass(view, true));
            assertTrue(
                    scan.pagesExamined() - looks <= Math.max(1, pages >> 18), "an idle pass reads the top level only");
        }
    }
}
