package io.ballonet.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.memory.PageBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the strategies, choice by choice, with loops that look at one page at a time. */
final class ScanModelTest {
    private static final int SEEDS = 40;

    /** One page a frame, the bit set at load, the hand past the victim: CLOCK of the literature, to the last victim. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 63, 64, 65, 200})
    void clockWithOneVictimACallIsClockOfTheLiterature(int frames) {
        for (long seed = 0; seed < 10; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ReferenceAccessView view = new ReferenceAccessView(frames);
            Map<Integer, Integer> frameOf = new HashMap<>();
            int[] pageIn = new int[frames];
            boolean[] referenced = new boolean[frames];
            int hand = 0;
            try (ScanStrategy scan = ScanStrategies.CLOCK.create(frames, seed);
                    PageBatch batch = new PageBatch(1)) {
                for (int access = 0; access < 20 * frames + 100; access++) {
                    int page = (int) (random.nextInt(3 * frames + 1) * random.nextDouble());
                    Integer frame = frameOf.get(page);
                    if (frame == null && frameOf.size() < frames) {
                        frame = frameOf.size();
                    } else if (frame == null) {
                        while (referenced[hand]) {
                            referenced[hand] = false;
                            hand = (hand + 1) % frames;
                        }
                        frame = hand;
                        hand = (hand + 1) % frames;
                        batch.clear();
                        assertEquals(1, scan.selectVictims(view, 1, batch));
                        assertEquals((long) frame, batch.get(0), "seed=" + seed + ", access=" + access);
                        frameOf.remove(pageIn[frame]);
                    }
                    frameOf.put(page, frame);
                    pageIn[frame] = page;
                    referenced[frame] = true;
                    view.set(frame, true, true);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 65, 100, 333})
    void clockChoosesWhatAHandMovedPageByPageChooses(int pages) {
        for (long seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ReferenceAccessView view = new ReferenceAccessView(pages);
            ReferenceAccessView modelView = new ReferenceAccessView(pages);
            ClockModel model = new ClockModel(modelView);
            try (ScanStrategy scan = ScanStrategies.CLOCK.create(pages, seed);
                    PageBatch batch = new PageBatch(2 * pages)) {
                for (int call = 0; call < 30; call++) {
                    touch(random, view, modelView);
                    int wanted = 1 + random.nextInt(random.nextInt(2 * pages) + 1);
                    batch.clear();
                    scan.selectVictims(view, wanted, batch);
                    String where = "seed=" + seed + ", call=" + call + ", wanted=" + wanted;
                    assertEquals(model.select(wanted), list(batch), where);
                    assertEquals(model.examined, scan.pagesExamined(), where);
                    assertEquals(modelView.countAccessed(0, pages), view.countAccessed(0, pages), where);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 63, 64, 65, 100, 333, 2000})
    void twoHandedClockChoosesWhatHandsMovedPageByPageChoose(int pages) {
        for (long seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ReferenceAccessView view = new ReferenceAccessView(pages);
            ReferenceAccessView modelView = new ReferenceAccessView(pages);
            int back = 0;
            int front = Math.max(1, pages / 8) % pages;
            try (ScanStrategy scan = ScanStrategies.TWO_HANDED_CLOCK.create(pages, seed);
                    PageBatch batch = new PageBatch(2 * pages)) {
                for (int call = 0; call < 30; call++) {
                    touch(random, view, modelView);
                    int wanted = 1 + random.nextInt(random.nextInt(2 * pages) + 1);
                    List<Long> expected = new ArrayList<>();
                    for (int looked = 0; looked < pages && expected.size() < wanted; looked++) {
                        if (modelView.isCandidate(back) && !modelView.isAccessed(back)) {
                            expected.add((long) back);
                        }
                        modelView.clearAccessed(front);
                        back = (back + 1) % pages;
                        front = (front + 1) % pages;
                    }
                    batch.clear();
                    scan.selectVictims(view, wanted, batch);
                    String where = "seed=" + seed + ", call=" + call + ", wanted=" + wanted;
                    assertEquals(expected, list(batch), where);
                    assertEquals(modelView.countAccessed(0, pages), view.countAccessed(0, pages), where);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 65, 100, 333})
    void linearTakesIdlePagesInAscendingOrderFromWhereItStopped(int pages) {
        for (long seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ReferenceAccessView view = new ReferenceAccessView(pages);
            int next = 0;
            try (ScanStrategy scan = ScanStrategies.LINEAR.create(pages, seed);
                    PageBatch batch = new PageBatch(2 * pages)) {
                for (int call = 0; call < 30; call++) {
                    touch(random, view, view);
                    long accessed = view.countAccessed(0, pages);
                    int wanted = 1 + random.nextInt(random.nextInt(2 * pages) + 1);
                    List<Long> expected = new ArrayList<>();
                    for (int looked = 0; looked < pages && expected.size() < wanted; looked++) {
                        if (view.isCandidate(next) && !view.isAccessed(next)) {
                            expected.add((long) next);
                        }
                        next = (next + 1) % pages;
                    }
                    batch.clear();
                    scan.selectVictims(view, wanted, batch);
                    assertEquals(expected, list(batch), "seed=" + seed + ", call=" + call);
                    assertEquals(accessed, view.countAccessed(0, pages), "clears nothing");
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void randomChoosesEachPageAboutEquallyOften(long seed) {
        int pages = 100;
        int calls = 20_000;
        int[] chosen = new int[pages];
        ReferenceAccessView view = new ReferenceAccessView(pages);
        for (int page = 0; page < pages; page += 2) {
            view.set(page, true, true);
        }
        try (ScanStrategy scan = ScanStrategies.RANDOM.create(pages, seed);
                PageBatch batch = new PageBatch(5)) {
            for (int call = 0; call < calls; call++) {
                batch.clear();
                scan.selectVictims(view, 5, batch);
                list(batch).forEach(page -> chosen[(int) (long) page]++);
            }
        }
        double mean = 5.0 * calls / pages;
        double chiSquare = Arrays.stream(chosen)
                .mapToDouble(n -> (n - mean) * (n - mean) / mean)
                .sum();
        assertTrue(chiSquare < 160, "99 degrees of freedom, 1 in 10,000 is above 161: chiSquare=" + chiSquare);
    }

    private static void touch(SplittableRandom random, ReferenceAccessView view, ReferenceAccessView twin) {
        int share = random.nextInt(5);
        for (int page = 0; page < view.pages(); page++) {
            boolean candidate = random.nextInt(8) != 0;
            boolean accessed = view.isAccessed(page) || random.nextInt(4) < share;
            view.set(page, candidate, accessed);
            twin.set(page, candidate, accessed);
        }
    }

    private static List<Long> list(PageBatch batch) {
        List<Long> list = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            list.add(batch.get(i));
        }
        return list;
    }

    /** Corbató's hand, a page at a time, twice around at most, no page twice. */
    private static final class ClockModel {
        private final ReferenceAccessView view;
        private int hand;
        private long examined;

        ClockModel(ReferenceAccessView view) {
            this.view = view;
        }

        List<Long> select(int wanted) {
            List<Long> victims = new ArrayList<>();
            Set<Long> taken = new HashSet<>();
            for (int looked = 0; looked < 2 * view.pages() && victims.size() < wanted; looked++) {
                long page = hand;
                hand = (int) ((hand + 1) % view.pages());
                examined++;
                if (view.isCandidate(page) && !view.clearAccessed(page) && taken.add(page)) {
                    victims.add(page);
                }
            }
            return victims;
        }
    }
}
