package io.ballonet.trace.synthetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.trace.PageAccess;
import io.ballonet.trace.PageTrace;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SyntheticWorkloadsTest {
    private static final TraceSize SIZE = new TraceSize(1024, 100_000, 0.3);
    private static final long SEED = 7;

    private static int[] pages(SyntheticWorkloads workload) {
        long[] accesses = workload.generate(SIZE, SEED).accesses();
        return IntStream.range(0, accesses.length)
                .map(i -> (int) PageAccess.page(accesses[i]))
                .toArray();
    }

    private static int[] counts(int[] pages) {
        int[] counts = new int[SIZE.pages()];
        for (int page : pages) {
            counts[page]++;
        }
        return counts;
    }

    @ParameterizedTest
    @EnumSource
    void equalSeedsGiveEqualTracesOfTheSizeThatWasAsked(SyntheticWorkloads workload) {
        PageTrace trace = workload.generate(SIZE, SEED);
        assertEquals(SIZE.accesses(), trace.length());
        assertEquals(SIZE.pages(), trace.distinctPages());
        assertEquals(workload.registryName(), trace.name());
        assertArrayEquals(trace.accesses(), workload.generate(SIZE, SEED).accesses());
        assertFalse(Arrays.equals(
                trace.accesses(), workload.generate(SIZE, SEED + 1).accesses()));
    }

    @ParameterizedTest
    @EnumSource
    void asManyAccessesWriteAsWereAsked(SyntheticWorkloads workload) {
        long writes = Arrays.stream(workload.generate(SIZE, SEED).accesses())
                .filter(PageAccess::isWrite)
                .count();
        assertEquals(0.3, (double) writes / SIZE.accesses(), 0.01);
    }

    @Test
    void uniformGoesToEveryPageAboutEquallyOften() {
        int[] counts = counts(pages(SyntheticWorkloads.UNIFORM));
        double mean = (double) SIZE.accesses() / SIZE.pages();
        for (int count : counts) {
            assertEquals(mean, count, 6 * Math.sqrt(mean));
        }
    }

    /** The share of rank r is r^-0.99 over the sum of all; neighbouring pages are of unrelated ranks. */
    @Test
    void zipfHasTheSkewOfItsExponentScatteredOverMemory() {
        int[] counts = counts(pages(SyntheticWorkloads.ZIPF));
        double sum = IntStream.rangeClosed(1, SIZE.pages())
                .mapToDouble(rank -> Math.pow(rank, -0.99))
                .sum();
        int[] sorted = Arrays.stream(counts).sorted().toArray();
        for (int rank = 1; rank <= 16; rank++) {
            double expected = SIZE.accesses() * Math.pow(rank, -0.99) / sum;
            assertEquals(expected, sorted[sorted.length - rank], 6 * Math.sqrt(expected), "rank " + rank);
        }
        long hotInLowerHalf = Arrays.stream(counts, 0, SIZE.pages() / 2)
                .filter(count -> count >= sorted[sorted.length - 64])
                .count();
        assertTrue(hotInLowerHalf > 16 && hotInLowerHalf < 48, "of the hottest 64 lie there: " + hotInLowerHalf);
    }

    @Test
    void sequentialNeverReturns() {
        int[] pages = pages(SyntheticWorkloads.SEQUENTIAL);
        int[] counts = counts(pages);
        for (int i = 1; i < pages.length; i++) {
            assertTrue(pages[i] == pages[i - 1] || pages[i] == pages[i - 1] + 1, "access " + i);
        }
        assertTrue(Arrays.stream(counts).allMatch(count -> Math.abs(count - SIZE.accesses() / SIZE.pages()) <= 1));
    }

    @Test
    void loopComesBackAfterAllOtherPages() {
        int[] pages = pages(SyntheticWorkloads.LOOP);
        for (int i = 0; i < pages.length; i++) {
            assertEquals(i % SIZE.pages(), pages[i]);
        }
    }

    @Test
    void phaseShiftMovesItsHotSetToPagesThatWereCold() {
        int[] pages = pages(SyntheticWorkloads.PHASE_SHIFT);
        int phases = SyntheticWorkloads.PHASES;
        BitSet everHot = new BitSet();
        for (int phase = 0; phase < phases; phase++) {
            int[] counts = counts(
                    Arrays.copyOfRange(pages, pages.length / phases * phase, pages.length / phases * (phase + 1)));
            // A hot page gets nine tenths of a phase over 128 pages, 88 accesses, and a cold one gets 1.2.
            BitSet hot = new BitSet();
            IntStream.range(0, counts.length).filter(page -> counts[page] > 30).forEach(hot::set);
            assertEquals(SIZE.pages() / phases, hot.cardinality(), "phase " + phase);
            assertFalse(hot.intersects(everHot), "phase " + phase);
            everHot.or(hot);
        }
    }

    @Test
    void scanZipfTouchesScannedPagesOnceARoundAmongSkewedOnes() {
        int[] pages = pages(SyntheticWorkloads.SCAN_ZIPF);
        int half = SIZE.pages() / 2;
        int[] scanned = Arrays.stream(pages).filter(page -> page >= half).toArray();
        assertEquals(1.0 / SyntheticWorkloads.SCAN_EVERY, (double) scanned.length / pages.length, 0.01);
        for (int i = 0; i < scanned.length; i++) {
            assertEquals(half + i % half, scanned[i]);
        }
        int[] skewed = Arrays.stream(counts(pages), 0, half).sorted().toArray();
        assertTrue(
                skewed[half - 1] > 20 * skewed[half / 2], "most " + skewed[half - 1] + ", median " + skewed[half / 2]);
    }

    @Test
    void sizeOutOfRangeIsRejected() {
        assertThrows(IllegalArgumentException.class, () -> new TraceSize(15, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new TraceSize(16, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new TraceSize(16, 1, Double.NaN));
    }
}
