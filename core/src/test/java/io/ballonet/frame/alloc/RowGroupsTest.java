package io.ballonet.frame.alloc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bit tricks of {@link RowGroups} against a search one group after the other. */
class RowGroupsTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
    void lowestFreeIsTheFirstAlignedGroupThatIsFree(int order) {
        Random random = new Random(order);
        assertEquals(RowGroups.first(order), RowGroups.lowestFree(0, order));
        assertEquals(0, RowGroups.lowestFree(-1L, order));
        for (int i = 0; i < 2000; i++) {
            long row = random.nextLong();
            for (int thinner = random.nextInt(5); thinner > 0; thinner--) {
                row &= random.nextLong();
            }
            assertEquals(searched(row, order), RowGroups.lowestFree(row, order), "row=" + row + ", seed=" + order);
        }
    }

    private static long searched(long row, int order) {
        for (int start = 0; start < 64; start += 1 << order) {
            long group = RowGroups.first(order) << start;
            if ((row & group) == 0) {
                return group;
            }
        }
        return 0;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 6, 7, 8, 9})
    void groupsCoverTheirFrames(int order) {
        int frames = order <= RowGroups.MOST_ORDER
                ? Long.bitCount(RowGroups.first(order))
                : RowGroups.rows(order) * FrameBits.FRAMES_PER_ROW;
        assertEquals(1 << order, frames);
    }
}
