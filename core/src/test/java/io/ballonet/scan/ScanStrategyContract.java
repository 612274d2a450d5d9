package io.ballonet.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.ballonet.memory.PageBatch;
import io.ballonet.memory.Region;
import io.ballonet.memory.Words;
import io.ballonet.paging.AccessBitmap;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link ScanStrategy} must keep, on a table of entries, on packed bits and on a plain-Java view. Extend it with a factory to
 * test a strategy of your own.
 */
public abstract class ScanStrategyContract {
    /** What the pages of a test are. */
    private static final int CANDIDATE = 1;

    private static final int ACCESSED = 2;
    private static final EntryAccessBits BITS = new EntryAccessBits(1, 1, 1 << 5);

    /** The strategy under test. */
    protected abstract ScanStrategyFactory factory();

    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 65, 130, 1000})
    void victimsAreDistinctCandidatesAndNoMoreThanWanted(int pages) {
        for (long seed = 0; seed < 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            IntUnaryOperator shape = randomShape(pages, random);
            int wanted = random.nextInt(2 * pages + 1);
            String where = "pages=" + pages + ", seed=" + seed + ", wanted=" + wanted;
            onEachView(pages, shape, (view, scan) -> {
                for (int call = 0; call < 4; call++) {
                    List<Long> victims = select(view, scan, wanted, wanted + 1);
                    assertTrue(victims.size() <= wanted, where);
                    assertEquals(victims.size(), new HashSet<>(victims).size(), where + ": distinct");
                    for (long page : victims) {
                        assertEquals(CANDIDATE, shape.applyAsInt((int) page) & CANDIDATE, where + ", page=" + page);
                    }
                }
            });
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 65, 130, 1000})
    void findsEveryIdleCandidateWhenAsked(int pages) {
        onEachView(pages, page -> page % 3 == 1 ? 0 : CANDIDATE, (view, scan) -> {
            List<Long> victims = select(view, scan, pages + 5, pages + 5);
            assertEquals(candidates(view), new HashSet<>(victims));
            assertEquals(candidates(view).size(), victims.size());
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64, 65, 1000})
    void selectingAmongNoCandidatesEndsEmpty(int pages) {
        onEachView(pages, page -> ACCESSED, (view, scan) -> assertEquals(List.of(), select(view, scan, pages, pages)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64, 65, 1000})
    void selectingAmongAccessedPagesEnds(int pages) {
        onEachView(pages, page -> CANDIDATE | ACCESSED, (view, scan) -> {
            List<Long> victims = select(view, scan, pages, pages);
            assertEquals(victims.size(), new HashSet<>(victims).size());
        });
    }

    @Test
    void batchWithLessRoomThanWantedIsFilledAndNotMore() {
        onEachView(200, page -> CANDIDATE, (view, scan) -> {
            try (PageBatch batch = new PageBatch(10)) {
                batch.add(-7);
                assertEquals(9, scan.selectVictims(view, 100, batch));
                assertEquals(-7, batch.get(0), "what was in the batch stays");
                assertTrue(batch.isFull());
                assertEquals(0, scan.selectVictims(view, 100, batch), "a full batch takes nothing");
            }
        });
    }

    @Test
    void wantingNothingGivesNothingAndClearsNothing() {
        onEachView(100, page -> CANDIDATE | ACCESSED, (view, scan) -> {
            assertEquals(List.of(), select(view, scan, 0, 1));
            assertEquals(100, view.countAccessed(0, 100));
        });
    }

    @Test
    void successiveCallsReachEveryIdlePage() {
        onEachView(150, page -> CANDIDATE, (view, scan) -> {
            Set<Long> seen = new HashSet<>();
            for (int call = 0; call < 3000; call++) {
                seen.addAll(select(view, scan, 7, 7));
            }
            assertEquals(candidates(view), seen, "no idle page is out of reach");
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 65, 1000})
    void passCountsAccessedCandidatesAndClearsOnlyWhenTold(int pages) {
        onEachView(
                pages,
                page -> page % 2 == 0 ? CANDIDATE | ACCESSED : page % 4 == 1 ? CANDIDATE : ACCESSED,
                (view, scan) -> {
                    long accessed = (pages + 1L) / 2;
                    long examined = scan.pagesExamined();
                    long first = scan.pass(view, false);
                    assertEquals(0, scan.bitsCleared());
                    assertEquals(accessed, view.countAccessed(0, pages));
                    long second = scan.pass(view, true);
                    assertEquals(accessed - view.countAccessed(0, pages), scan.bitsCleared());
                    long third = scan.pass(view, true);
                    if (factory().isExact()) {
                        assertEquals(accessed, first);
                        assertEquals(accessed, second);
                        assertEquals(accessed, scan.bitsCleared());
                        assertEquals(0, third);
                    } else {
                        assertTrue(Math.min(first, Math.min(second, third)) >= 0);
                        assertTrue(Math.max(first, Math.max(second, third)) <= pages);
                    }
                    assertTrue(scan.pagesExamined() - examined <= 3 * (pages + pages / 64 + 8L));
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 65, 1000, 5000})
    void passNamesEachActivePageOnceAndSaysHowMany(int pages) {
        onEachView(
                pages,
                page -> page % 3 == 0 ? CANDIDATE | ACCESSED : page % 4 == 1 ? CANDIDATE : ACCESSED,
                (view, scan) -> {
                    for (boolean clear : new boolean[] {false, true, true}) {
                        BitSet named = new BitSet();
                        long active = scan.pass(view, clear, (word, bits) -> {
                            assertTrue(bits != 0, "an empty word");
                            for (int i = 0; i < Long.SIZE; i++) {
                                int page = (int) (word * Long.SIZE + i);
                                if ((bits >>> i & 1) != 0) {
                                    assertTrue(page < pages && !named.get(page), () -> "page=" + page);
                                    named.set(page);
                                }
                            }
                        });
                        assertEquals(named.cardinality(), active);
                    }
                });
    }

    @Test
    void countersSayWhatASelectionCost() {
        for (long seed = 0; seed < 20; seed++) {
            String where = "seed=" + seed;
            onEachView(500, randomShape(500, new SplittableRandom(seed)), (view, scan) -> {
                long accessedBefore = view.countAccessed(0, 500);
                List<Long> victims = select(view, scan, 40, 40);
                assertTrue(scan.pagesExamined() >= victims.size(), where);
                assertEquals(accessedBefore - view.countAccessed(0, 500), scan.bitsCleared(), where);
            });
        }
    }

    @Test
    void sameSeedChoosesTheSame() {
        IntUnaryOperator shape = randomShape(300, new SplittableRandom(3));
        List<List<Long>> choices = new ArrayList<>();
        onEachView(300, shape, (view, scan) -> choices.add(select(view, scan, 50, 50)));
        assertEquals(choices.get(0), choices.get(1), "the entry view and the reference view");
        assertEquals(choices.get(0), choices.get(2), "the entry view and the packed view");
    }

    @Test
    void viewOfAnotherSizeIsRejected() {
        try (ScanStrategy scan = factory().create(100, 1);
                PageBatch batch = new PageBatch(1)) {
            AccessView other = new ReferenceAccessView(99);
            assertThrows(IllegalArgumentException.class, () -> scan.selectVictims(other, 1, batch));
            assertThrows(IllegalArgumentException.class, () -> scan.pass(other, false));
        }
    }

    @Test
    void selectingAllocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        ReferenceAccessView view = new ReferenceAccessView(1000);
        try (ScanStrategy scan = factory().create(1000, 1);
                PageBatch batch = new PageBatch(900)) {
            long allocated = Long.MAX_VALUE;
            for (int call = 0; call < 5; call++) {
                batch.clear();
                long before = threads.getCurrentThreadAllocatedBytes();
                scan.selectVictims(view, 900, batch);
                scan.pass(view, true);
                allocated = Math.min(allocated, threads.getCurrentThreadAllocatedBytes() - before);
            }
            assertEquals(0, allocated);
        }
    }

    private interface Check {
        void on(AccessView view, ScanStrategy scan);
    }

    private void onEachView(int pages, IntUnaryOperator shape, Check check) {
        try (Region table = Region.map((long) pages * Long.BYTES);
                ScanStrategy scan = factory().create(pages, 42)) {
            for (int page = 0; page < pages; page++) {
                int what = shape.applyAsInt(page);
                long entry = ((long) page << 12) | (what & CANDIDATE) | ((what & ACCESSED) != 0 ? 1 << 5 : 0);
                Words.set(table.address() + page * 8L, entry);
            }
            check.on(new EntryAccessView(table.address(), pages, BITS), scan);
        }
        ReferenceAccessView reference = new ReferenceAccessView(pages);
        for (int page = 0; page < pages; page++) {
            int what = shape.applyAsInt(page);
            reference.set(page, (what & CANDIDATE) != 0, (what & ACCESSED) != 0);
        }
        try (ScanStrategy scan = factory().create(pages, 42)) {
            check.on(reference, scan);
        }
        try (AccessBitmap bitmap = new AccessBitmap(pages);
                Region candidates = Region.map((pages / Long.SIZE + 1L) * Long.BYTES);
                ScanStrategy scan = factory().create(pages, 42)) {
            for (int page = 0; page < pages; page++) {
                int what = shape.applyAsInt(page);
                long word = candidates.address() + page / Long.SIZE * 8L;
                Words.set(word, Words.get(word) | ((what & CANDIDATE) != 0 ? 1L << page : 0));
                if ((what & ACCESSED) != 0) {
                    bitmap.touch(page);
                }
            }
            check.on(new PackedAccessView(bitmap, candidates.address()), scan);
        }
    }

    private static IntUnaryOperator randomShape(int pages, SplittableRandom random) {
        int candidatesOfEight = random.nextInt(9);
        int accessedOfEight = random.nextInt(9);
        int[] shape = new int[pages];
        for (int page = 0; page < pages; page++) {
            shape[page] = (random.nextInt(8) < candidatesOfEight ? CANDIDATE : 0)
                    | (random.nextInt(8) < accessedOfEight ? ACCESSED : 0);
        }
        return page -> shape[page];
    }

    private static Set<Long> candidates(AccessView view) {
        Set<Long> candidates = new HashSet<>();
        for (long page = 0; page < view.pages(); page++) {
            if (view.isCandidate(page)) {
                candidates.add(page);
            }
        }
        return candidates;
    }

    private static List<Long> select(AccessView view, ScanStrategy scan, int wanted, int capacity) {
        try (PageBatch batch = new PageBatch(Math.max(1, capacity))) {
            int appended = scan.selectVictims(view, wanted, batch);
            assertEquals(batch.size(), appended, "victims appended");
            List<Long> victims = new ArrayList<>();
            for (int i = 0; i < batch.size(); i++) {
                victims.add(batch.get(i));
            }
            return victims;
        }
    }
}
