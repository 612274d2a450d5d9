package io.ballonet.frame.alloc;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.memory.Region;
import io.ballonet.memory.Words;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link GroupMarks} against the order of each group, written down frame by frame. */
class GroupMarksTest {
    private static final int FRAMES = 2048;
    private static final long RETRIES = 4096;

    private final Region region = Region.map(2 * RETRIES);
    private final GroupMarks marks = new GroupMarks(region.address(), new RetryCounter(region.address() + RETRIES));

    @AfterEach
    void unmap() {
        region.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyFrameKnowsTheOrderOfItsGroup(long seed) {
        Random random = new Random(seed);
        int[] orders = new int[FRAMES];
        int frame = 0;
        while (frame < FRAMES) {
            int order = Math.min(random.nextInt(10), Integer.numberOfTrailingZeros(frame | 512));
            for (int i = 0; i < 1 << order; i++) {
                orders[frame + i] = order;
            }
            if (order > 0) {
                marks.join(frame, order);
            }
            frame += 1 << order;
        }
        check(orders, "seed=" + seed);
        for (int first = 0; first < FRAMES; first += 1 << orders[first]) {
            partsOnlyWithTheRightOrder(first, orders[first]);
        }
        for (long row = 0; row < FRAMES / 64; row++) {
            assertEquals(0, marks.grouped(row), "seed=" + seed);
        }
    }

    private void check(int[] orders, String run) {
        for (int frame = 0; frame < FRAMES; frame++) {
            assertEquals(orders[frame], marks.orderOf(frame), run + ", frame=" + frame);
            assertEquals(orders[frame] == 0, marks.isSingle(frame), run + ", frame=" + frame);
            assertEquals(orders[frame] == 0, (marks.grouped(frame / 64) >>> frame & 1) == 0, run);
            marks.validate(frame / 64, -1L);
        }
    }

    private void partsOnlyWithTheRightOrder(int first, int right) {
        for (int order = 1; order <= 9; order++) {
            if (order != right && first % (1 << order) == 0) {
                assertFalse(marks.part(first, order), "frame=" + first + ", order=" + order + ", right=" + right);
            }
        }
        if (right > 0) {
            assertTrue(marks.part(first, right));
            assertFalse(marks.part(first, right));
        }
    }

    @Test
    void refusalNamesTheOrder() {
        marks.join(64, 3);
        assertTrue(marks.refused(64, 1).toString().contains("frame=64, order=1, state=allocated, allocatedOrder=3"));
        assertTrue(marks.refused(64, 3).toString().contains("frame=64"));
    }

    @Test
    void validateFindsMarksOnFreeFramesAndGroupsThatAreNone() {
        marks.join(8, 2);
        assertDoesNotThrow(() -> marks.validate(0, 0xF00L));
        assertThrows(IllegalStateException.class, () -> marks.validate(0, 0x700L));
        Words.set(region.address(), 0b0110L);
        assertThrows(IllegalStateException.class, () -> marks.validate(0, -1L));
        Words.set(region.address(), 0b0100L);
        assertThrows(IllegalStateException.class, () -> marks.validate(0, -1L));
    }
}
