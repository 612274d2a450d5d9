package io.ballonet.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ballonet.memory.PageBatch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AgingScanTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 65, 300})
    void agesAndHistogramEqualThoseCountedPageByPage(int pages) {
        for (long seed = 0; seed < 5; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ReferenceAccessView view = new ReferenceAccessView(pages);
            int[] age = new int[pages];
            try (AgingScan scan = new AgingScan(pages)) {
                for (int period = 0; period < 300; period++) {
                    for (int page = 0; page < pages; page++) {
                        boolean candidate = random.nextInt(50) != 0;
                        boolean accessed = random.nextInt(4 + page) == 0;
                        view.set(page, candidate, accessed);
                        age[page] = !candidate || accessed ? 0 : Math.min(255, age[page] + 1);
                    }
                    long[] cold = new long[IdleAges.OLDEST + 1];
                    for (int page = 0; page < pages; page++) {
                        for (int periods = 0; view.isCandidate(page) && periods <= age[page]; periods++) {
                            cold[periods]++;
                        }
                    }
                    scan.pass(view, true);
                    String where = "seed=" + seed + ", period=" + period;
                    for (int page = 0; page < pages; page++) {
                        assertEquals(age[page], scan.age(page), where + ", page=" + page);
                    }
                    for (int periods = 0; periods <= IdleAges.OLDEST; periods++) {
                        assertEquals(cold[periods], scan.coldPages(periods), where + ", periods=" + periods);
                    }
                }
            }
        }
    }

    @Test
    void takesTheOldestFirst() {
        for (long seed = 0; seed < 30; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int pages = 200;
            ReferenceAccessView view = new ReferenceAccessView(pages);
            try (AgingScan scan = new AgingScan(pages);
                    PageBatch batch = new PageBatch(pages)) {
                for (int period = 0; period < 12; period++) {
                    for (int page = 0; page < pages; page++) {
                        view.set(page, true, random.nextInt(1 + page % 7) == 0);
                    }
                    scan.pass(view, true);
                }
                int wanted = 1 + random.nextInt(pages);
                List<Integer> oldest = IntStream.range(0, pages)
                        .mapToObj(scan::age)
                        .sorted(Comparator.reverseOrder())
                        .limit(wanted)
                        .toList();
                scan.selectVictims(view, wanted, batch);
                List<Integer> taken = new ArrayList<>();
                for (int i = 0; i < batch.size(); i++) {
                    taken.add(scan.age(batch.get(i)));
                }
                int least = oldest.getLast();
                assertEquals(
                        oldest.stream().filter(a -> a > least).count(),
                        taken.stream().filter(a -> a > least).count(),
                        "seed=" + seed);
                assertEquals(wanted, taken.size(), "seed=" + seed);
            }
        }
    }

    @Test
    void anAccessedBitProtectsAnOldPage() {
        ReferenceAccessView view = new ReferenceAccessView(10);
        try (AgingScan scan = new AgingScan(10);
                PageBatch batch = new PageBatch(10)) {
            scan.pass(view, true);
            view.set(3, true, true);
            scan.selectVictims(view, 10, batch);
            assertEquals(9, batch.size());
        }
    }

    @Test
    void thresholdOutOfRangeIsRejected() {
        try (AgingScan scan = new AgingScan(10)) {
            assertThrows(IllegalArgumentException.class, () -> scan.coldPages(-1));
            assertThrows(IllegalArgumentException.class, () -> scan.coldPages(256));
            assertThrows(IndexOutOfBoundsException.class, () -> scan.age(10));
        }
    }
}
