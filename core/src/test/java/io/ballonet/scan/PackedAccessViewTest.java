package io.ballonet.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.memory.Region;
import io.ballonet.memory.Words;
import io.ballonet.paging.AccessBitmap;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the view with the plain-Java one, with and without a bitmap of candidates, on both kernels. */
@ParameterizedClass
@MethodSource("kernels")
final class PackedAccessViewTest {
    private static final int MOST_PAGES = 30_000;

    private final BitKernel kernel;
    private final Region mapped = Region.map(MOST_PAGES / 8 + 8);

    PackedAccessViewTest(BitKernel kernel) {
        this.kernel = kernel;
    }

    static List<BitKernel> kernels() {
        return List.of(new PlainBitKernel(), new VectorBitKernel());
    }

    @AfterEach
    void unmap() {
        mapped.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 31, 63, 64, 65, 127, 128, 1000, 5000, MOST_PAGES})
    void agreesWithTheReferenceView(int pages) {
        for (long seed = 0; seed < 20; seed++) {
            String where = "pages=" + pages + ", seed=" + seed;
            SplittableRandom random = new SplittableRandom(seed);
            ReferenceAccessView reference = new ReferenceAccessView(pages);
            try (AccessBitmap bitmap = new AccessBitmap(pages)) {
                boolean all = random.nextInt(3) == 0;
                fill(bitmap, all, random, reference);
                PackedAccessView view = new PackedAccessView(kernel, bitmap, all ? 0 : mapped.address());
                assertSame(reference, view, where);
                long from = random.nextInt(pages + 1);
                long to = from + random.nextInt((int) (pages - from) + 1);
                assertEquals(reference.countAccessed(from, to), view.countAccessed(from, to), where);
                long word = random.nextInt((pages + 63) / 64);
                long mask = random.nextLong();
                assertEquals(reference.clearAccessedWord(word, mask), view.clearAccessedWord(word, mask), where);
                long page = random.nextInt(pages);
                assertEquals(reference.clearAccessed(page), view.clearAccessed(page), where);
                assertEquals(reference.clearAccessed(from, to), view.clearAccessed(from, to), where);
                assertSame(reference, view, where);
            }
        }
    }

    @Test
    void upperBitsAreReadAndClearedByWord() {
        try (AccessBitmap bitmap = new AccessBitmap(1L << 20)) {
            PackedAccessView view = new PackedAccessView(kernel, bitmap, 0);
            bitmap.touch(5);
            bitmap.touch(512 * 70);
            assertEquals(2, view.upperLevels());
            assertEquals(1, view.upperWord(1, 0));
            assertEquals(1L << 6, view.upperWord(1, 1));
            assertEquals(1, view.upperWord(2, 0));
            assertEquals(1, view.clearUpperWord(1, 0, -1));
            assertEquals(0, view.clearUpperWord(1, 0, -1));
            assertEquals(0, view.clearUpperWord(1, 1, 1));
            assertEquals(1L << 6, view.upperWord(1, 1));
            assertTrue(view.isAccessed(5), "clearing above leaves what is below");
        }
    }

    @Test
    void pageWordOrLevelOutOfRangeIsRejected() {
        try (AccessBitmap bitmap = new AccessBitmap(65)) {
            PackedAccessView view = new PackedAccessView(kernel, bitmap, 0);
            assertThrows(IndexOutOfBoundsException.class, () -> view.isAccessed(65));
            assertThrows(IndexOutOfBoundsException.class, () -> view.clearAccessed(-1));
            assertThrows(IndexOutOfBoundsException.class, () -> view.accessedWord(2));
            assertThrows(IndexOutOfBoundsException.class, () -> view.clearAccessedWord(-1, 1));
            assertThrows(IndexOutOfBoundsException.class, () -> view.countAccessed(0, 66));
            assertThrows(IndexOutOfBoundsException.class, () -> view.clearAccessed(2, 1));
            assertThrows(IndexOutOfBoundsException.class, () -> view.upperWord(0, 0));
            assertThrows(IndexOutOfBoundsException.class, () -> view.upperWord(3, 0));
            assertThrows(IndexOutOfBoundsException.class, () -> view.upperWord(1, 1));
        }
    }

    /** Each bit that was set is cleared once, whoever sets others of its word meanwhile. */
    @Test
    void noTouchIsLostWhileAScanClears() throws InterruptedException {
        int pages = 200;
        int rounds = Integer.getInteger("ballonet.stress.rounds", 2000);
        try (AccessBitmap bitmap = new AccessBitmap(pages)) {
            PackedAccessView view = new PackedAccessView(kernel, bitmap, 0);
            long[] set = new long[1];
            Thread toucher = Thread.ofPlatform().name("toucher").start(() -> {
                for (int i = 0; i < rounds * pages; i++) {
                    /* The only one who sets: a bit that is clear before the touch is set by it. */
                    set[0] += bitmap.isSet(0, i % pages) ? 0 : 1;
                    bitmap.touch(i % pages);
                }
            });
            long cleared = 0;
            while (toucher.isAlive()) {
                cleared += view.clearAccessed(0, pages);
            }
            toucher.join();
            cleared += view.clearAccessed(0, pages);
            assertTrue(cleared >= set[0], "cleared=" + cleared + ", set=" + set[0]);
            assertTrue(cleared <= (long) rounds * pages);
            assertEquals(0, view.countAccessed(0, pages));
        }
    }

    private void fill(AccessBitmap bitmap, boolean all, SplittableRandom random, ReferenceAccessView reference) {
        for (int page = 0; page < bitmap.pages(); page++) {
            boolean candidate = all || random.nextInt(8) != 0;
            boolean accessed = random.nextBoolean();
            long word = mapped.address() + page / 64 * 8L;
            Words.set(word, candidate ? Words.get(word) | 1L << page : Words.get(word) & ~(1L << page));
            if (accessed) {
                bitmap.touch(page);
            }
            reference.set(page, candidate, accessed);
        }
    }

    private static void assertSame(AccessView expected, AccessView actual, String where) {
        assertEquals(expected.pages(), actual.pages(), where);
        for (long page = 0; page < expected.pages(); page++) {
            assertEquals(expected.isCandidate(page), actual.isCandidate(page), where);
            assertEquals(expected.isAccessed(page), actual.isAccessed(page), where);
        }
        for (long word = 0; word * 64 < expected.pages(); word++) {
            assertEquals(expected.candidateWord(word), actual.candidateWord(word), where);
            assertEquals(expected.accessedWord(word), actual.accessedWord(word), where);
            assertEquals(expected.idleWord(word), actual.idleWord(word), where);
        }
        assertEquals(expected.countAccessed(0, expected.pages()), actual.countAccessed(0, actual.pages()), where);
    }
}
