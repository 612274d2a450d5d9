package io.ballonet.peer.alloc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SlotTableTest {
    @Test
    void slotFreedLastIsTakenNext() {
        SlotTable table = new SlotTable(8, 2);
        int first = table.take(1);
        int second = table.take(1);
        table.free(first, 1);
        table.free(second, 1);
        assertEquals(second, table.take(1));
        assertEquals(first, table.take(1));
    }

    @Test
    void everyCoreHasItsSlotsAndThenNone() {
        SlotTable table = new SlotTable(5, 2);
        assertEquals(16, table.count());
        Set<Integer> slots = new HashSet<>();
        for (int core = 0; core < 2; core++) {
            for (int i = 0; i < 8; i++) {
                slots.add(table.take(core));
            }
            assertEquals(SlotTable.NO_SLOT, table.take(core));
        }
        assertEquals(16, slots.size());
        assertEquals(16, taken(table));
    }

    @Test
    void slotsThatAnotherCoreFreedComeBackToTheirOwner() {
        SlotTable table = new SlotTable(128, 2);
        for (int round = 0; round < 3; round++) {
            Set<Integer> slots = new HashSet<>();
            for (int slot = table.take(0); slot != SlotTable.NO_SLOT; slot = table.take(0)) {
                slots.add(slot);
            }
            assertEquals(128, slots.size());
            slots.forEach(slot -> table.free(slot, 1));
            assertEquals(0, taken(table));
        }
        assertEquals(128, table.take(1), "the other core's are its own");
    }

    @Test
    void slotStandsForItsObject() {
        SlotTable table = new SlotTable(2, 1);
        int slot = table.take(0);
        table.set(slot, "a");
        assertSame("a", table.get(slot));
        table.free(slot, 0);
        table.set(table.take(0), "b");
        assertSame("b", table.get(slot));
    }

    @Test
    void tableThatNoArrayHoldsIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new SlotTable(1L << 40, 1));
    }

    private static int taken(SlotTable table) {
        int[] count = {0};
        table.forEachTaken(slot -> count[0]++);
        return count[0];
    }
}
