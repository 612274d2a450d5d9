package io.ballonet.frame.alloc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.ballonet.memory.PageBatch;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link AreaRow} against frame by frame counting. */
class AreaRowTest {
    private static final int SAMPLES = 500;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
    void freeGroupsAreThoseWhoseFramesAreAllFree(int order) {
        Random random = new Random(order);
        for (int sample = 0; sample < SAMPLES; sample++) {
            long bits = AreaRow.ALL;
            for (int hole = sample % 40; hole > 0; hole--) {
                bits &= ~(1L << random.nextInt(64));
            }
            long expected = 0;
            for (int frame = 0; frame < 64; frame += 1 << order) {
                long group = AreaRow.groupAt(frame, order);
                assertEquals(1 << order, Long.bitCount(group));
                assertEquals(frame, Long.numberOfTrailingZeros(group));
                expected |= (bits & group) == group ? 1L << frame : 0;
            }
            assertEquals(expected, AreaRow.freeGroups(bits, order));
            long lowest = AreaRow.lowestGroup(bits, order);
            assertEquals(Long.lowestOneBit(expected), Long.lowestOneBit(lowest));
            assertEquals(lowest, bits & lowest);
        }
    }

    @Test
    void lowestFramesAreNoMoreThanAskedFor() {
        assertEquals(0b1011, AreaRow.lowest(0b1101_1011, 3));
        assertEquals(0b1101_1011, AreaRow.lowest(0b1101_1011, 64));
        assertEquals(0, AreaRow.lowest(0, 5));
        assertEquals(AreaRow.ALL, AreaRow.lowest(AreaRow.ALL, 1000));
    }

    @Test
    void writesAMasksFramesInAscendingOrderAndReadsEightBack() {
        try (PageBatch batch = new PageBatch(64)) {
            long mask = 0x8000_0100_1111_0081L;
            AreaRow.write(batch.address(), 3, mask);
            batch.setSize(Long.bitCount(mask));
            long seen = 0;
            for (int i = 0; i < batch.size(); i++) {
                seen |= 1L << (batch.get(i) - 192);
                assertEquals(true, i == 0 || batch.get(i - 1) < batch.get(i));
            }
            assertEquals(mask, seen);
            assertEquals(mask, AreaRow.eight(batch.address(), 192));
            assertEquals(0, AreaRow.eight(batch.address(), 128), "another row");
            batch.set(5, 256);
            assertEquals(0, AreaRow.eight(batch.address(), 192), "one of another row");
            batch.set(5, 191);
            assertEquals(0, AreaRow.eight(batch.address(), 192), "one of the row before");
            batch.set(5, batch.get(4));
            assertNotEquals(8, Long.bitCount(AreaRow.eight(batch.address(), 192)), "one twice");
        }
    }
}
