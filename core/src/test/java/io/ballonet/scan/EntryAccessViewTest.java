package io.ballonet.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.memory.Region;
import io.ballonet.memory.Words;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the view with the plain-Java one, on both kernels. */
@ParameterizedClass
@MethodSource("kernels")
final class EntryAccessViewTest {
    private static final long PRESENT = 1;
    private static final long ACCESSED = 1 << 5;
    private static final long DIRTY = 1 << 6;
    private static final long PINNED = 1 << 9;
    private static final EntryAccessBits BITS = new EntryAccessBits(PRESENT | PINNED, PRESENT, ACCESSED);
    private static final int MOST_PAGES = 5000;

    private final EntryKernel kernel;
    private final Region table = Region.map(MOST_PAGES * 8L);

    EntryAccessViewTest(EntryKernel kernel) {
        this.kernel = kernel;
    }

    static List<EntryKernel> kernels() {
        return List.of(new PlainEntryKernel(), new VectorEntryKernel());
    }

    @AfterEach
    void unmap() {
        table.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 31, 63, 64, 65, 127, 128, 2047, 2048, 2200, MOST_PAGES})
    void agreesWithTheReferenceView(int pages) {
        for (long seed = 0; seed < 10; seed++) {
            String where = "pages=" + pages + ", seed=" + seed;
            SplittableRandom random = new SplittableRandom(seed);
            ReferenceAccessView reference = new ReferenceAccessView(pages);
            fill(pages, random, reference);
            EntryAccessView view = new EntryAccessView(kernel, table.address(), pages, BITS);
            assertEquals(pages, view.pages());
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

    @Test
    void clearingChangesNothingButTheAccessedBitOfCandidates() {
        SplittableRandom random = new SplittableRandom(7);
        fill(MOST_PAGES, random, new ReferenceAccessView(MOST_PAGES));
        long[] before = new long[MOST_PAGES];
        for (int page = 0; page < MOST_PAGES; page++) {
            before[page] = Words.get(table.address() + page * 8L);
        }
        new EntryAccessView(kernel, table.address(), MOST_PAGES, BITS).clearAccessed(0, MOST_PAGES);
        for (int page = 0; page < MOST_PAGES; page++) {
            long expected = BITS.isCandidate(before[page]) ? before[page] & ~ACCESSED : before[page];
            assertEquals(expected, Words.get(table.address() + page * 8L), "page=" + page);
        }
    }

    @Test
    void pageOrWordOutOfRangeIsRejected() {
        EntryAccessView view = new EntryAccessView(kernel, table.address(), 65, BITS);
        assertThrows(IndexOutOfBoundsException.class, () -> view.isAccessed(65));
        assertThrows(IndexOutOfBoundsException.class, () -> view.clearAccessed(-1));
        assertThrows(IndexOutOfBoundsException.class, () -> view.accessedWord(2));
        assertThrows(IndexOutOfBoundsException.class, () -> view.clearAccessedWord(-1, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> view.countAccessed(0, 66));
        assertThrows(IndexOutOfBoundsException.class, () -> view.clearAccessed(2, 1));
    }

    @Test
    void tableOffAlignmentIsRejected() {
        assertThrows(IllegalArgumentException.class, () -> new EntryAccessView(kernel, table.address() + 4, 1, BITS));
        assertThrows(IllegalArgumentException.class, () -> new EntryAccessView(kernel, table.address(), -1, BITS));
    }

    @Test
    void masksThatContradictEachOtherAreRejected() {
        assertThrows(IllegalArgumentException.class, () -> new EntryAccessBits(1, 2, 4), "value outside its mask");
        assertThrows(IllegalArgumentException.class, () -> new EntryAccessBits(1, 1, 6), "two accessed bits");
        assertThrows(IllegalArgumentException.class, () -> new EntryAccessBits(3, 1, 2), "accessed bit in the mask");
    }

    /**
     * The mutator alone decides when a dirty bit goes: it sets accessed and dirty, and whatever the scan does meanwhile,
     * its next look must find dirty still set.
     */
    @Test
    void noDirtyBitIsLostWhileAScanClearsAccessedBits() throws InterruptedException {
        int pages = 2200; // more than the two streams of a pass need
        int rounds = Integer.getInteger("ballonet.stress.rounds", 200);
        EntryAccessView view = new EntryAccessView(kernel, table.address(), pages, BITS);
        for (int page = 0; page < pages; page++) {
            Words.set(table.address() + page * 8L, PRESENT);
        }
        Mutator mutator = new Mutator(table.address(), pages, rounds);
        Thread thread = Thread.ofPlatform().name("mutator").start(mutator);
        long cleared = 0;
        for (int pass = 0; thread.isAlive(); pass++) {
            cleared += pass % 2 == 0 ? view.clearAccessed(0, pages) : clearByWords(view);
        }
        thread.join();
        cleared += view.clearAccessed(0, pages);
        assertEquals(0, mutator.lostDirty, "dirty bits lost");
        assertEquals(mutator.accessedSet, cleared, "each accessed bit that was set is cleared once");
        assertTrue(cleared > 0);
    }

    private static long clearByWords(EntryAccessView view) {
        long cleared = 0;
        for (long word = 0; word * 64 < view.pages(); word++) {
            cleared += Long.bitCount(view.clearAccessedWord(word, view.accessedWord(word)));
        }
        return cleared;
    }

    private void fill(int pages, SplittableRandom random, ReferenceAccessView reference) {
        for (int page = 0; page < pages; page++) {
            long entry = random.nextLong() & ~(PRESENT | PINNED);
            entry |= random.nextInt(8) != 0 ? PRESENT : 0;
            entry |= random.nextInt(8) == 0 ? PINNED : 0;
            Words.set(table.address() + page * 8L, entry);
            reference.set(page, (entry & (PRESENT | PINNED)) == PRESENT, (entry & ACCESSED) != 0);
        }
    }

    private static void assertSame(AccessView expected, AccessView actual, String where) {
        for (long page = 0; page < expected.pages(); page++) {
            assertEquals(expected.isCandidate(page), actual.isCandidate(page), where);
            assertEquals(expected.isAccessed(page), actual.isAccessed(page), where);
        }
        for (long word = 0; word * 64 < expected.pages(); word++) {
            assertEquals(expected.candidateWord(word), actual.candidateWord(word), where);
            assertEquals(expected.accessedWord(word), actual.accessedWord(word), where);
        }
        assertEquals(expected.countAccessed(0, expected.pages()), actual.countAccessed(0, actual.pages()), where);
    }

    /** A virtual CPU that touches and writes pages, and takes the dirty bit back itself. */
    private static final class Mutator implements Runnable {
        private final long address;
        private final int pages;
        private final int rounds;
        /* Written by the mutator, read after join. */
        private long lostDirty;
        private long accessedSet;

        Mutator(long address, int pages, int rounds) {
            this.address = address;
            this.pages = pages;
            this.rounds = rounds;
        }

        @Override
        public void run() {
            for (int round = 0; round < rounds; round++) {
                for (int page = 0; page < pages; page++) {
                    long at = address + page * 8L;
                    /* Pairs with the compare-and-set of the scan. */
                    long before = Words.getAndBitwiseOr(at, ACCESSED | DIRTY);
                    accessedSet += (before & ACCESSED) == 0 ? 1 : 0;
                    long after = Words.getAndBitwiseAnd(at, ~DIRTY);
                    lostDirty += (after & DIRTY) == 0 ? 1 : 0;
                }
            }
        }
    }
}
