package io.ballonet.frame.alloc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ballonet.memory.Region;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** {@link AreaSet} against a {@link BitSet}. */
class AreaSetTest {
    private static final int AREAS = 300;

    @Test
    void agreesWithABitSet() {
        Random random = new Random(3);
        BitSet model = new BitSet();
        try (Region region = Region.map(AreaSet.wordsFor(AREAS) * Long.BYTES)) {
            AreaSet set = new AreaSet(region.address());
            for (int step = 0; step < 5000; step++) {
                int area = random.nextInt(AREAS);
                if (random.nextInt(10) < (step / 1000) * 2) {
                    set.add(area);
                    model.set(area);
                } else {
                    set.remove(area);
                    model.clear(area);
                }
                int from = random.nextInt(AREAS + 1);
                int to = random.nextInt(AREAS + 1);
                assertEquals(within(model.nextSetBit(from), to), set.next(from, to));
                assertEquals(within(model.nextClearBit(from), to), set.nextAbsent(from, to));
                assertEquals(model.get(area), set.contains(area));
            }
        }
    }

    private static long within(int found, int to) {
        return found < to ? found : AreaSet.NONE;
    }
}
