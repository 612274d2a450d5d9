package io.ballonet.frame.alloc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
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
    private static final long MERGING = AreaEntry.merging(SPLIT);
    private static final long UNDONE = AreaEntry.held(MERGING);
    private static final long[] STATES = {FREE, HUGE, SPLIT, MERGING, UNDONE};

    /** Each transition with the states from which it is legal and the state after it. */
    enum Transition {
        ALLOCATED_WHOLE(AreaEntry::allocatedWhole, FREE),
        FREED_WHOLE(AreaEntry::freedWhole, HUGE),
        OPENED(entry -> AreaEntry.opened(entry, 5), FREE),
        MERGING_BEGUN(AreaEntry::merging, SPLIT),
        HELD(AreaEntry::held, SPLIT, MERGING, UNDONE),
        MERGE_ENDED(AreaEntry::mergeEnded, SPLIT, MERGING, UNDONE),
        MERGED(AreaEntry::merged, MERGING),
        ROW_ORDER(entry -> AreaEntry.withRowOrder(entry, 6, 8), SPLIT, MERGING, UNDONE),
        MIXED_ROW(entry -> AreaEntry.withMixedRow(entry, 2), SPLIT, MERGING, UNDONE),
        DIRTIED(entry -> AreaEntry.dirtied(entry, 4), FREE, SPLIT, MERGING, UNDONE),
        CLEANED(entry -> AreaEntry.cleaned(entry, 4), STATES),
        RESERVED(entry -> AreaEntry.released(AreaEntry.reservedBy(entry, 7)), STATES);

        private final LongUnaryOperator step;
        private final long[] from;

        Transition(LongUnaryOperator step, long... from) {
            this.step = step;
            this.from = from;
        }

        boolean isLegalFrom(long state) {
            return Arrays.stream(from).anyMatch(legal -> legal == state);
        }
    }

    @ParameterizedTest
    @EnumSource
    void transitionIsLegalFromItsStatesOnly(Transition transition) {
        for (long state : STATES) {
            if (transition.isLegalFrom(state)) {
                long after = transition.step.applyAsLong(state);
                int states = (AreaEntry.isFree(after) ? 1 : 0)
                        + (AreaEntry.isHuge(after) ? 1 : 0)
                        + (AreaEntry.holds(after) ? 1 : 0)
                        + (AreaEntry.isMerging(after) ? 1 : 0);
                assertEquals(1, states, () -> Long.toHexString(after));
            } else {
                assertThrows(IllegalArgumentException.class, () -> transition.step.applyAsLong(state));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = "RESERVED", mode = EnumSource.Mode.EXCLUDE)
    void transitionKeepsTheOwner(Transition transition) {
        for (long from : transition.from) {
            long owned = AreaEntry.reservedBy(from, LAST_CORE);
            long after = transition.step.applyAsLong(owned);
            assertEquals(LAST_CORE, AreaEntry.owner(after));
            assertEquals(transition.step.applyAsLong(from), AreaEntry.released(after));
        }
    }

    /** Who began a merge must know from the entry alone whether somebody has claimed frames since. */
    @Test
    void aMergeThatWasUndoneIsNotBegunAgainBeforeItHasEnded() {
        assertTrue(AreaEntry.mayMerge(SPLIT));
        assertFalse(AreaEntry.mayMerge(MERGING) || AreaEntry.mayMerge(UNDONE));
        assertTrue(AreaEntry.holds(UNDONE) && !AreaEntry.isMerging(UNDONE));
        assertEquals(UNDONE, AreaEntry.held(UNDONE));
        assertEquals(SPLIT, AreaEntry.held(SPLIT));
        assertEquals(SPLIT, AreaEntry.mergeEnded(UNDONE));
        assertEquals(SPLIT, AreaEntry.mergeEnded(MERGING));
    }

    @Test
    void rowsAreFilledOnceOnly() {
        assertFalse(AreaEntry.isOpen(FREE) || AreaEntry.isOpen(HUGE));
        long merged = AreaEntry.merged(MERGING);
        assertTrue(AreaEntry.isOpen(SPLIT) && AreaEntry.isFree(merged) && AreaEntry.isOpen(merged));
        long whole = AreaEntry.allocatedWhole(merged);
        assertTrue(AreaEntry.isOpen(whole) && AreaEntry.isOpen(AreaEntry.freedWhole(whole)));
    }

    @Test
    void fieldsFitTheWordAndDoNotOverlap() {
        long[] fields = {
            AreaEntry.ORDERS_MASK,
            AreaEntry.DIRTY_MASK,
            AreaEntry.OWNER_MASK,
            AreaEntry.UNDONE,
            AreaEntry.MERGING,
            AreaEntry.OPEN,
            AreaEntry.HUGE,
            AreaEntry.HOLD
        };
        long seen = 0;
        for (long field : fields) {
            assertEquals(0, seen & field);
            seen |= field;
        }
        assertEquals(8 * 4 + 8 + 16 + 5, Long.bitCount(seen));
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
        long merged = AreaEntry.merged(AreaEntry.merging(AreaEntry.withRowOrder(split, 3, 2)));
        assertEquals(dirty | AreaEntry.OPEN, merged);
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
        assertFalse(AreaEntry.rowHoldsSingles(AreaEntry.merging(entry), 5));
        assertTrue(AreaEntry.rowHoldsSingles(AreaEntry.held(AreaEntry.merging(entry)), 5));
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
            long merging = AreaEntry.merging(dirty);
            assertFalse(AreaEntry.isDirtyRowOfSingles(merging, row), "merging");
            assertFalse(AreaEntry.isDirtyRowOfSingles(AreaEntry.merged(merging), row), "free");
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
        for (long from : STATES) {
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
