package io.ballonet.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ballonet.memory.PageBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SieveScanTest {
    /** One page a frame, one victim a call: SIEVE of the literature with the bit set at load, to the last victim. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 63, 64, 65, 200})
    void withOneVictimACallIsSieveOfTheLiterature(int frames) {
        for (long seed = 0; seed < 10; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ReferenceAccessView view = new ReferenceAccessView(frames);
            for (int frame = 0; frame < frames; frame++) {
                view.set(frame, false, false);
            }
            Model model = new Model();
            int[] frameOf = new int[3 * frames + 1];
            Arrays.fill(frameOf, -1);
            int loaded = 0;
            try (ScanStrategy scan = ScanStrategies.SIEVE.create(frames, seed);
                    PageBatch batch = new PageBatch(1)) {
                for (int access = 0; access < 20 * frames + 100; access++) {
                    int page = (int) (random.nextInt(3 * frames + 1) * random.nextDouble());
                    int frame = frameOf[page];
                    if (frame < 0 && loaded < frames) {
                        frame = loaded++;
                        model.load(page);
                    } else if (frame < 0) {
                        int victim = model.evict();
                        batch.clear();
                        assertEquals(1, scan.selectVictims(view, 1, batch));
                        frame = frameOf[victim];
                        frameOf[victim] = -1;
                        assertEquals((long) frame, batch.get(0), "seed=" + seed + ", access=" + access);
                        model.load(page);
                    } else {
                        model.visited.put(page, true);
                    }
                    frameOf[page] = frame;
                    view.set(frame, true, true);
                }
            }
        }
    }

    /** Algorithm 1 of the paper, on a list; index 0 is the tail, the oldest. */
    private static final class Model {
        private final List<Integer> queue = new ArrayList<>();
        private final Map<Integer, Boolean> visited = new HashMap<>();
        private int hand;

        void load(int page) {
            queue.add(page);
            visited.put(page, true);
        }

        int evict() {
            while (true) {
                if (hand >= queue.size()) {
                    hand = 0;
                }
                int page = queue.get(hand);
                if (Boolean.TRUE.equals(visited.get(page))) {
                    visited.put(page, false);
                    hand++;
                } else {
                    queue.subList(hand, hand + 1).clear();
                    if (hand == queue.size()) {
                        hand = 0;
                    }
                    return page;
                }
            }
        }
    }
}
