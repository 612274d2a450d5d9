package io.ballonet.frame.alloc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole transition table of {@link AreaEntry}, illegal rows included. */
class AreaEntryTest {
    private static final int LAST_CORE = AreaEntry.MOST_CORES - 1;
    private static final long FREE = 0;
    private static final long HUGE = AreaEntry.allocatedWhole(0);
    private static final long SPLIT = AreaEntry.opened(0, 3);

    /** Each transition with the states from which it is legal and the state after it. */
    enum Transition {
        ALLOCATED_WHOLE(AreaEntry::allocatedWhole, true, false, false),
        FREED_WHOLE(AreaEntry::freedWhole, false, true, false),
        OPENED(entry -> AreaEntry.opened(entry, 5), true, false, false),
        MERGED(AreaEntry::merged, false, false, true),
        ROW_ORDER(entry -> AreaEntry.withRowOrder(entry, 6, 8), false, false, true),
        MIXED_ROW(entry -> AreaEntry.withMixedRow(entry, 2), false, false, true),
        DIRTIED(entry -> AreaEntry.dirtied(entry, 4), true, false, true),
        CLEANED(entry -> AreaEntry.cleaned(entry, 4), true, true, true),
        RESERVED(entry -> AreaEntry.released(AreaEntry.reservedBy(entry, 7)), true, true, true);

        private final LongUnaryOperator step;
        private final boolean fromFree;
        private final boolean fromHuge;
        private final boolean fromSplit;

        Transition(LongUnaryOperator step, boolean fromFree, boolean fromHuge, boolean fromSplit) {
            this.step = step;
            this.fromFree = fromFree;
            this.fromHuge = fromHuge;
            this.fromSplit = fromSplit;
        }
    }

    @ParameterizedTest
    @EnumSource
    void transitionIsLegalFromItsStatesOnly(Transition transition) {
        legal(transition.fromFree, transition, FREE);
        legal(transition.fromHuge, transition, HUGE);
        legal(transition.fromSplit, transition, SPLIT);
    }

    private static void legal(boolean legal, Transition transition, long from) {
        if (legal) {
            long after = transition.step.applyAsLong(from);
            assertFalse(AreaEntry.isSplit(after) && AreaEntry.isHuge(after));
        } else {
            assertThrows(IllegalArgumentException.class, () -> transition.step.applyAsLong(from));
        }
    }

    @ParameterizedTest
    @EnumSource(names = "RESERVED", mode = EnumSource.Mode.EXCLUDE)
    void transitionKeepsTheOwner(Transition transition) {
        for (long from : new long[] {FREE, HUGE, SPLIT}) {
            boolean legal =
                    from == FREE ? transition.fromFree : from == HUGE ? transition.fromHuge : transition.fromSplit;
            if (legal) {
                long owned = AreaEntry.reservedBy(from, LAST_CORE);
                long after = transition.step.applyAsLong(owned);
                assertEquals(LAST_CORE, AreaEntry.owner(after));
                assertEquals(transition.step.applyAsLong(from), AreaEntry.released(after));
            }
        }
    }

    @Test
    void fieldsFitTheWordAndDoNotOverlap() {
        long[] fields = {
            AreaEntry.ORDERS_MASK, AreaEntry.DIRTY_MASK, AreaEntry.OWNER_MASK, AreaEntry.HUGE, AreaEntry.SPLIT
        };
        long seen = 0;
        for (long field : fields) {
            assertEquals(0, seen & field);
            seen |= field;
        }
        assertEquals(8 * 4 + 8 + 16 + 2, Long.bitCount(seen));
    }

    @Test
    void zeroIsFreeCleanAndUnreserved() {
        assertTrue(AreaEntry.isFree(0));
        assertFalse(AreaEntry.isSplit(0) || AreaEntry.isHuge(0) || AreaEntry.isReserved(0) || AreaEntry.anyDirty(0));
        assertEquals(AreaEntry.NO_OWNER, AreaEntry.owner(0));
    }

    @Test
    void hugeFrameComesBackWithEveryRowDirty() {
        assertTrue(AreaEntry.isHuge(HUGE));
        assertFalse(AreaEntry.anyDirty(AreaEntry.allocatedWhole(AreaEntry.dirtied(0, 3))));
        long freed = AreaEntry.freedWhole(HUGE);
        assertTrue(AreaEntry.isFree(freed));
        for (int row = 0; row < AreaEntry.ROWS; row++) {
            assertTrue(AreaEntry.isDirty(freed, row));
        }
    }

    @Test
    void splittingAndMergingKeepDirtyRows() {
        long dirty = AreaEntry.dirtied(AreaEntry.dirtied(0, 0), 7);
        long split = AreaEntry.opened(dirty, 0);
        assertTrue(AreaEntry.isSplit(split));
        assertEquals(dirty, AreaEntry.merged(AreaEntry.withRowOrder(split, 3, 2)));
        assertEquals(0, AreaEntry.cleaned(AreaEntry.cleaned(dirty, 0), 7));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8})
    void rowServesItsOrderAndNoOther(int order) {
        for (int row = 0; row < AreaEntry.ROWS; row++) {
            long entry = AreaEntry.withRowOrder(AreaEntry.opened(0, order == 0 ? 4 : 0), row, order);
            for (int other = 0; other <= 8; other++) {
                assertEquals(other == order, AreaEntry.rowHolds(entry, row, other));
            }
            assertEquals(order, AreaEntry.rowOrder(entry, row));
            assertEquals(order == 0, AreaEntry.rowHoldsSingles(entry, row));
            assertEquals(order == 0 ? 4 : 0, AreaEntry.rowOrder(entry, (row + 1) % AreaEntry.ROWS), "neighbour");
            assertFalse(AreaEntry.allRowsHoldSingles(entry));
            assertEquals(order, AreaEntry.rowOrder(AreaEntry.opened(0, order), row));
        }
    }

    @Test
    void mixedRowHoldsEveryOrder() {
        long entry = AreaEntry.withMixedRow(SPLIT, 5);
        assertEquals(AreaEntry.MIXED, AreaEntry.rowOrder(entry, 5));
        for (int order = 0; order <= 8; order++) {
            assertTrue(AreaEntry.rowHolds(entry, 5, order));
        }
        assertTrue(AreaEntry.rowHoldsSingles(entry, 5));
        assertFalse(AreaEntry.rowHoldsSingles(entry, 4));
        assertTrue(AreaEntry.allRowsHoldSingles(AreaEntry.withMixedRow(AreaEntry.opened(0, 0), 1)));
    }

    @Test
    void aDirtyRowOfSinglesIsSplitDirtyAndOfOrderZeroOrMixed() {
        for (int row = 0; row < AreaEntry.ROWS; row++) {
            long split = AreaEntry.opened(0, 0);
            long dirty = AreaEntry.dirtied(split, row);
            assertFalse(AreaEntry.isDirtyRowOfSingles(split, row), "clean");
            assertTrue(AreaEntry.isDirtyRowOfSingles(dirty, row));
            assertFalse(AreaEntry.isDirtyRowOfSingles(dirty, (row + 1) % AreaEntry.ROWS), "neighbour");
            assertTrue(AreaEntry.isDirtyRowOfSingles(AreaEntry.withMixedRow(dirty, row), row));
            assertTrue(AreaEntry.isDirtyRowOfSingles(AreaEntry.reservedBy(dirty, LAST_CORE), row));
            for (int order = 1; order <= 8; order++) {
                assertFalse(AreaEntry.isDirtyRowOfSingles(AreaEntry.withRowOrder(dirty, row, order), row));
            }
            assertFalse(AreaEntry.isDirtyRowOfSingles(AreaEntry.merged(dirty), row), "free");
            assertFalse(AreaEntry.isDirtyRowOfSingles(HUGE, row));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 9})
    void rowsHaveNoOtherOrders(int order) {
        assertThrows(IllegalArgumentException.class, () -> AreaEntry.opened(0, order));
        assertThrows(IllegalArgumentException.class, () -> AreaEntry.withRowOrder(SPLIT, 0, order));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 77, LAST_CORE})
    void reservationNamesTheCoreAndEndsWhereItBegan(int core) {
        for (long from : new long[] {FREE, HUGE, SPLIT}) {
            long reserved = AreaEntry.reservedBy(from, core);
            assertEquals(core, AreaEntry.owner(reserved));
            assertEquals(from, AreaEntry.released(reserved));
            assertThrows(IllegalArgumentException.class, () -> AreaEntry.reservedBy(reserved, 0));
            assertThrows(IllegalArgumentException.class, () -> AreaEntry.released(from));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, AreaEntry.MOST_CORES})
    void reservationRejectsCoresThatHaveNoRoom(int core) {
        assertThrows(IllegalArgumentException.class, () -> AreaEntry.reservedBy(0, core));
    }
}
