package io.ballonet.frame.alloc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole transition table of {@link TreeReservation}, illegal rows included. */
class TreeReservationTest {
    private static final long LAST_HALF = (TreeReservation.MOST_FRAMES >>> TreeReservation.HALF_SHIFT) - 1;

    @Test
    void zeroHasReservedNothing() {
        assertEquals(-1, TreeReservation.half(TreeReservation.NONE));
        assertEquals(0, TreeReservation.stock(TreeReservation.NONE));
        assertFalse(TreeReservation.isStocked(TreeReservation.NONE, 0));
        assertEquals(0, TreeReservation.stockedOf(TreeReservation.NONE, 0));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 63, 64, 12_345, 2_147_483_647})
    void framesGoInAndOutOfTheStock(long half) {
        long word = TreeReservation.at(half, 0b1010L);
        long first = half * TreeReservation.FRAMES_PER_HALF;
        assertEquals(half, TreeReservation.half(word));
        assertEquals(half / 64, TreeReservation.tree(word));
        assertEquals(2, TreeReservation.stocked(word));
        assertEquals(first + 1, TreeReservation.lowest(word));
        assertEquals(TreeReservation.at(half, 0b1000L), TreeReservation.taken(word));
        assertTrue(TreeReservation.isStocked(word, first + 3));
        assertFalse(TreeReservation.isStocked(word, first + 2));
        assertFalse(TreeReservation.isStocked(word, first + 3 + TreeReservation.FRAMES_PER_HALF));
        assertEquals(TreeReservation.at(half, 0b1110L), TreeReservation.putBack(word, first + 2));
        assertEquals(0b1010L << first, TreeReservation.stockedOf(word, FrameBits.rowOf(first)));
        assertEquals(0, TreeReservation.stockedOf(word, FrameBits.rowOf(first) + 1));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 31, 32, 63, 64, 2047, 2048})
    void halvesRowsAndTreesNest(long frame) {
        long half = TreeReservation.halfOf(frame);
        assertEquals(FrameBits.rowOf(frame), TreeReservation.rowOfHalf(half));
        assertEquals(TreeReservation.halfOf(frame & -64L), TreeReservation.firstHalfOfRow(FrameBits.rowOf(frame)));
        assertEquals(TreeLayout.treeOfFrame(frame), TreeReservation.tree(TreeReservation.at(half, 0)));
        assertTrue((TreeReservation.inRow(half, TreeReservation.STOCK_MASK) >>> frame & 1) != 0);
    }

    @Test
    void illegalTransitionsAreRejected() {
        long word = TreeReservation.at(5, 1);
        assertThrows(IllegalArgumentException.class, () -> TreeReservation.at(-1, 0));
        assertThrows(IllegalArgumentException.class, () -> TreeReservation.at(LAST_HALF + 1, 0));
        assertThrows(IllegalArgumentException.class, () -> TreeReservation.at(0, 1L << 32));
        assertThrows(IllegalArgumentException.class, () -> TreeReservation.taken(TreeReservation.at(5, 0)));
        assertThrows(IllegalArgumentException.class, () -> TreeReservation.taken(TreeReservation.NONE));
        assertThrows(IllegalArgumentException.class, () -> TreeReservation.putBack(word, 160));
        assertThrows(IllegalArgumentException.class, () -> TreeReservation.putBack(word, 192));
        assertThrows(IllegalArgumentException.class, () -> TreeReservation.putBack(TreeReservation.NONE, 0));
    }
}
