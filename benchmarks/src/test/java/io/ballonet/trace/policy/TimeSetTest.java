package io.ballonet.trace.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TimeSetTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 63, 64, 65, 4096, 4097, 300_000})
    void equalsATreeSetUnderRandomOperations(int size) {
        Random random = new Random(size);
        TimeSet set = new TimeSet(size);
        TreeSet<Integer> model = new TreeSet<>();
        for (int step = 0; step < 20_000; step++) {
            String where = "size and seed=" + size + ", step=" + step;
            int member = random.nextInt(size);
            switch (random.nextInt(4)) {
                case 0, 1 -> {
                    set.add(member);
                    model.add(member);
                }
                case 2 -> assertEquals(model.remove(member), set.remove(member), where);
                default -> {
                    if (!model.isEmpty()) {
                        assertEquals(model.pollLast(), set.removeMax(), where);
                    }
                }
            }
        }
    }
}
