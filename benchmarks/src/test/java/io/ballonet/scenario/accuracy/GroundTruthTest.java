package io.ballonet.scenario.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GroundTruthTest {
    /** Everything counted anew for each question, from the accesses alone. */
    private static final class Naive {
        private final int[] ids;
        private final int pages;
        private final int length;

        Naive(int[] ids, int pages, int length) {
            this.ids = ids;
            this.pages = pages;
            this.length = length;
        }

        int lastAccess(int page, int end) {
            for (int time = end - 1; time >= 0; time--) {
                if (ids[time] == page) {
                    return time;
                }
            }
            return page - pages;
        }

        /** Whole periods, counted back from the one that ends at {@code end}, that do not hold the page. */
        int idlePeriods(int page, int end) {
            int idle = 0;
            for (int start = end - length; start >= 0; start -= length) {
                for (int time = start; time < start + length; time++) {
                    if (ids[time] == page) {
                        return idle;
                    }
                }
                idle++;
            }
            return idle;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void equalsWhatIsCountedAnewForEachQuestion(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int pages = 1 + random.nextInt(60);
        int count = 1 + random.nextInt(20);
        int[] ids = random.ints(count * (1 + random.nextInt(40)) + random.nextInt(count), 0, pages)
                .toArray();
        GroundTruth truth = GroundTruth.of(ids, pages, count);
        int length = ids.length / count;
        Naive naive = new Naive(ids, pages, length);
        assertEquals(length, truth.periodAccesses());
        assertEquals(count, truth.periods().size());
        for (int period = 0; period < count; period++) {
            check(truth.periods().get(period), naive, (period + 1) * length, "seed " + seed + ", period " + period);
        }
    }

    private static void check(PeriodTruth truth, Naive naive, int end, String where) {
        Set<Integer> accessed = new HashSet<>();
        Arrays.stream(naive.ids, end - naive.length, end).forEach(accessed::add);
        List<Long> ages = new ArrayList<>();
        int[] cold = new int[30];
        for (int page = 0; page < naive.pages; page++) {
            assertEquals(accessed.contains(page), truth.isAccessed(page), where);
            assertEquals(end - naive.lastAccess(page, end), truth.age(page), where);
            int idle = naive.idlePeriods(page, end);
            assertEquals(idle, truth.idlePeriods(page), where);
            for (int threshold = 0; threshold < cold.length; threshold++) {
                cold[threshold] += idle >= threshold ? 1 : 0;
            }
            ages.add(truth.age(page));
        }
        assertEquals(accessed.size(), truth.accessedPages(), where);
        assertEquals(naive.pages - accessed.size(), truth.idlePages(), where);
        ages.sort(Collections.reverseOrder());
        long sum = 0;
        for (int oldest = 0; oldest < ages.size(); oldest++) {
            assertEquals(sum, truth.agesOfOldest(oldest), where);
            sum += ages.get(oldest);
        }
        assertEquals(sum, truth.agesOfOldest(ages.size()), where);
        for (int threshold = 0; threshold < cold.length; threshold++) {
            assertEquals(cold[threshold], truth.coldPages(threshold), where);
        }
    }

    @Test
    void morePeriodsThanAccessesAreRejected() {
        assertThrows(IllegalArgumentException.class, () -> GroundTruth.of(new int[] {0, 0}, 1, 3));
        assertThrows(IllegalArgumentException.class, () -> GroundTruth.of(new int[] {0, 0}, 1, 0));
    }
}
