package io.ballonet.paging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Guest pins of single entries. */
final class GuestPinTest {
    private static final long PPN = 3;
    private static final long PRESENT = GuestEntry.present(PPN, true) | GuestEntry.ACCESSED | GuestEntry.DIRTY;

    private final GuestPageTables tables = new GuestPageTables(8);
    private long offset;

    @BeforeEach
    void mapOnePage() {
        offset = tables.leafOrCreate(tables.newRoot(0), 5);
        tables.setRelease(offset, PRESENT);
    }

    @AfterEach
    void unmap() {
        tables.close();
    }

    @Test
    void pinnedEntryIsNotPresentAndComesBackAsItWas() {
        assertTrue(tables.pin(offset, PPN));
        assertFalse(GuestEntry.isPresent(tables.entryAcquire(offset)));
        assertTrue(GuestEntry.isPinned(tables.entryAcquire(offset)));
        assertTrue(tables.unpin(offset));
        assertEquals(PRESENT, tables.entryAcquire(offset));
    }

    @Test
    void pinnedEntryIsNotPinnedAgain() {
        assertTrue(tables.pin(offset, PPN));
        assertFalse(tables.pin(offset, PPN));
    }

    @Test
    void entryThatMapsAnotherPageIsNotPinned() {
        assertFalse(tables.pin(offset, PPN + 1));
        assertEquals(PRESENT, tables.entryAcquire(offset));
    }

    @Test
    void entryThatIsNotPinnedIsNotUnpinned() {
        assertFalse(tables.unpin(offset));
        tables.setRelease(offset, GuestEntry.EMPTY);
        assertFalse(tables.pin(offset, 0));
        assertFalse(tables.unpin(offset));
        assertEquals(GuestEntry.EMPTY, tables.entryAcquire(offset));
    }
}
