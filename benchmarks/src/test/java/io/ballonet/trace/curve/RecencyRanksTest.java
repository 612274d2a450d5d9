package io.ballonet.trace.curve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RecencyRanksTest {
    @Test
    void ranksTheLastTouchedFirst() {
        RecencyRanks ranks = new RecencyRanks(3);
        assertEquals(0, ranks.touch(0));
        assertEquals(0, ranks.touch(1));
        assertEquals(2, ranks.touch(0));
        assertEquals(1, ranks.touch(0));
        assertEquals(0, ranks.touch(2));
        assertEquals(3, ranks.rank(1));
        assertEquals(3, ranks.remove(1));
        assertEquals(0, ranks.rank(1));
        assertEquals(0, ranks.touch(1));
        assertEquals(3, ranks.members());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 64, 100})
    void equalsAListUnderRandomTouchesRemovalsAndGrowth(int start) {
        for (int seed = 0; seed < 5; seed++) {
            Random random = new Random(seed);
            RecencyRanks ranks = new RecencyRanks(start);
            List<Integer> newestFirst = new ArrayList<>();
            for (int step = 0; step < 5_000; step++) {
                String where = "start=" + start + ", seed=" + seed + ", step=" + step;
                Integer id = random.nextInt(ranks.capacity());
                int rank = newestFirst.indexOf(id) + 1;
                assertEquals(rank, ranks.rank(id), where);
                newestFirst.removeIf(id::equals);
                if (random.nextInt(8) == 0) {
                    assertEquals(rank, ranks.remove(id), where);
                } else {
                    assertEquals(rank, ranks.touch(id), where);
                    newestFirst.addFirst(id);
                }
                assertEquals(newestFirst.size(), ranks.members(), where);
                if (random.nextInt(1_000) == 0 && ranks.capacity() < 500) {
                    ranks.grow(ranks.capacity() + 1 + random.nextInt(50));
                }
            }
        }
    }
}
