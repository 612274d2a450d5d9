package io.ballonet.frame.alloc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@link AreaPolicy}: what is better than what, and when a search ends. */
class AreaPolicyTest {
    private static final int ENOUGH = AreaPolicy.ENOUGH;

    @ParameterizedTest
    @CsvSource({"40, 41", "32, 128", "128, 31", "31, 30", "8, 129", "129, 130", "512, 7", "129, 7", "7, 6"})
    void firstIsBetterThanSecond(int usable, int other) {
        assertTrue(AreaPolicy.isBetter(usable, other, ENOUGH));
        assertFalse(AreaPolicy.isBetter(other, usable, ENOUGH));
        assertFalse(AreaPolicy.isBetter(usable, usable, ENOUGH));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "7, 0", "8, 2", "31, 2", "32, 3", "128, 3", "129, 1", "512, 1"})
    void ranksMeetWithoutAGap(int usable, int rank) {
        assertEquals(rank, AreaPolicy.rank(usable, ENOUGH));
    }

    @Test
    void remembersTheBestAndHowManyItSaw() {
        long best = AreaPolicy.NOTHING;
        assertEquals(-1, AreaPolicy.area(best));
        best = AreaPolicy.considered(best, 0, 300, ENOUGH);
        best = AreaPolicy.considered(best, (1L << 31) - 1, 200, ENOUGH);
        best = AreaPolicy.considered(best, 7, 400, ENOUGH);
        best = AreaPolicy.considered(best, 8, 1, ENOUGH);
        assertEquals((1L << 31) - 1, AreaPolicy.area(best));
        assertEquals(200, AreaPolicy.usable(best));
        assertEquals(3 * AreaPolicy.SPARSE_WEIGHT + 1, AreaPolicy.seen(best));
        assertEquals(0, AreaPolicy.seen(AreaPolicy.elsewhere(best)));
        assertEquals(200, AreaPolicy.usable(AreaPolicy.elsewhere(best)));
    }

    @Test
    void endsAtOnceWithAnAreaThatJustPays() {
        assertTrue(AreaPolicy.isSettled(seen(1, 32), ENOUGH));
        assertTrue(AreaPolicy.isSettled(seen(1, 63), ENOUGH));
        assertFalse(AreaPolicy.isSettled(seen(1, 64), ENOUGH));
        assertFalse(AreaPolicy.isSettled(seen(1, 31), ENOUGH));
    }

    @Test
    void looksFartherOnlyWhereNothingButDrainingAreasWereSeen() {
        assertTrue(AreaPolicy.isSettled(seen(AreaPolicy.WINDOW, 128), ENOUGH));
        assertTrue(AreaPolicy.isSettled(seen(AreaPolicy.WINDOW, 1), ENOUGH));
        assertFalse(AreaPolicy.isSettled(seen(AreaPolicy.WIDE_WINDOW / AreaPolicy.SPARSE_WEIGHT - 1, 129), ENOUGH));
        assertTrue(AreaPolicy.isSettled(seen(AreaPolicy.WIDE_WINDOW / AreaPolicy.SPARSE_WEIGHT, 129), ENOUGH));
        assertFalse(AreaPolicy.isSettled(AreaPolicy.NOTHING, ENOUGH));
    }

    @Test
    void elsewhereIsTriedForPoorAndDrainingAreas() {
        assertTrue(AreaPolicy.isUnsatisfying(AreaPolicy.NOTHING, ENOUGH));
        assertTrue(AreaPolicy.isUnsatisfying(seen(2, 7), ENOUGH));
        assertFalse(AreaPolicy.isUnsatisfying(seen(2, 8), ENOUGH));
        assertTrue(AreaPolicy.isUnsatisfying(seen(2, 129), ENOUGH));
    }

    @Test
    void nowAndThenAFreeAreaIsOpenedInsteadOfAPoorOne() {
        assertTrue(AreaPolicy.opensFree(seen(2, 7), ENOUGH, AreaPolicy.POOR_SEARCHES));
        assertFalse(AreaPolicy.opensFree(seen(2, 7), ENOUGH, AreaPolicy.POOR_SEARCHES + 1));
        assertFalse(AreaPolicy.opensFree(seen(2, 8), ENOUGH, AreaPolicy.POOR_SEARCHES));
    }

    @Test
    void homesCoverMemoryInOrder() {
        assertEquals(0, AreaPolicy.home(0, 3, 100));
        assertEquals(33, AreaPolicy.home(1, 3, 100));
        assertEquals(100, AreaPolicy.home(3, 3, 100));
        assertEquals(0, AreaPolicy.home(6, 64, 2));
    }

    private static long seen(int times, int usable) {
        long best = AreaPolicy.NOTHING;
        for (int i = 0; i < times; i++) {
            best = AreaPolicy.considered(best, 1, usable, ENOUGH);
        }
        return best;
    }
}
