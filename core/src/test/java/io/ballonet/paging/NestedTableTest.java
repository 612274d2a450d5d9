package io.ballonet.paging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.frame.FrameState;
import io.ballonet.frame.MachineMemory;
import io.ballonet.frame.alloc.FrameAllocators;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NestedTableTest {
    private static final int OWNER = 4;
    private static final long PAGES = 8;

    private final MachineMemory memory = MachineMemory.metadataOnly(PAGES, 1, FrameAllocators.BITMAP);
    private final NestedTable nested = new NestedTable(PAGES);

    @AfterEach
    void close() {
        nested.close();
        memory.close();
    }

    private long back(long ppn, int owner) {
        long mpn = memory.allocate(owner, 0);
        assertTrue(nested.cas(ppn, 0, NestedEntry.back(0, mpn)));
        return mpn;
    }

    private int pins(long mpn) {
        return FrameState.pins(memory.table().stateAcquire(mpn));
    }

    @Test
    void pinTakesTheFrameThatThePageLeadsTo() {
        long mpn = back(3, OWNER);
        assertEquals(mpn, nested.pinFrame(3, memory.table(), OWNER));
        assertEquals(1, pins(mpn));
        assertFalse(memory.table().beginReclaim(mpn, OWNER), "I5");
    }

    @Test
    void pageWithoutAFrameIsNotPinned() {
        assertEquals(-1, nested.pinFrame(3, memory.table(), OWNER));
        long mpn = back(3, OWNER);
        nested.revoke(3);
        assertEquals(-1, nested.pinFrame(3, memory.table(), OWNER));
        assertEquals(0, pins(mpn));
        nested.ballooned(3);
        assertEquals(-1, nested.pinFrame(3, memory.table(), OWNER));
    }

    @Test
    void frameThatIsBeingReclaimedIsNotPinned() {
        long mpn = back(3, OWNER);
        assertTrue(memory.table().beginReclaim(mpn, OWNER));
        assertEquals(-1, nested.pinFrame(3, memory.table(), OWNER));
    }

    @Test
    void frameOfAnotherOwnerIsNotPinned() {
        long mpn = back(3, OWNER + 1);
        assertEquals(-1, nested.pinFrame(3, memory.table(), OWNER));
        assertEquals(0, pins(mpn));
    }

    @Test
    void pinsEndAtTheirLimitAndNotBeyond() {
        long mpn = back(3, OWNER);
        for (int i = 0; i < FrameState.MAX_PINS; i++) {
            assertEquals(mpn, nested.pinFrame(3, memory.table(), OWNER));
        }
        assertEquals(-1, nested.pinFrame(3, memory.table(), OWNER));
        assertEquals(FrameState.MAX_PINS, pins(mpn));
        assertEquals(OWNER, FrameState.owner(memory.table().stateAcquire(mpn)), "no carry into the owner");
    }

    @Test
    void pageThatIsNotInTransitDoesNotBecomeBallooned() {
        back(3, OWNER);
        IllegalStateException thrown = assertThrows(IllegalStateException.class, () -> nested.ballooned(3));
        assertTrue(String.valueOf(thrown.getMessage()).contains("ppn=3"), thrown.getMessage());
    }

    @Test
    void pageOutOfRangeIsRefused() {
        for (long ppn : new long[] {-1, PAGES, Long.MAX_VALUE}) {
            assertFalse(nested.contains(ppn));
            assertThrows(IndexOutOfBoundsException.class, () -> nested.entryAcquire(ppn));
        }
    }
}
