package io.ballonet.paging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.frame.MachineMemory;
import io.ballonet.frame.Zeroing;
import io.ballonet.frame.alloc.FrameAllocators;
import io.ballonet.unit.PageSize;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GuestPageTablesTest {
    @Test
    void offsetTellsSpaceAndPageOfEveryEntry() {
        for (long seed = 1; seed <= 5; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Map<Long, String> seen = new HashMap<>();
            try (GuestPageTables tables = new GuestPageTables(4096)) {
                int[] spaces = {0, 1, 0xFFFF};
                long[] roots = {tables.newRoot(0), tables.newRoot(1), tables.newRoot(0xFFFF)};
                for (int i = 0; i < 1_000; i++) {
                    int space = random.nextInt(roots.length);
                    long vpn = i % 3 == 0 ? random.nextLong(GuestPageTables.MAX_VPN + 1) : random.nextLong(2_000);
                    long offset = tables.leafOrCreate(roots[space], vpn);
                    String what = "seed=" + seed + ", space=" + spaces[space] + ", vpn=" + vpn;
                    assertEquals(vpn, tables.vpnOf(offset), what);
                    assertEquals(spaces[space], tables.spaceOf(offset), what);
                    assertEquals(offset, tables.leaf(roots[space], vpn), what);
                    String before = seen.putIfAbsent(offset, spaces[space] + "/" + vpn);
                    assertTrue(before == null || before.equals(spaces[space] + "/" + vpn), what);
                }
            }
        }
    }

    @Test
    void firstAndLastPageHaveEntriesAndNeighboursOutsideAreRefused() {
        try (GuestPageTables tables = new GuestPageTables(8)) {
            long root = tables.newRoot(0);
            assertEquals(0, tables.leaf(root, 0));
            assertNotEquals(0, tables.leafOrCreate(root, 0));
            assertEquals(GuestPageTables.MAX_VPN, tables.vpnOf(tables.leafOrCreate(root, GuestPageTables.MAX_VPN)));
            assertThrows(IllegalArgumentException.class, () -> tables.leafOrCreate(root, GuestPageTables.MAX_VPN + 1));
            assertThrows(IllegalArgumentException.class, () -> tables.leafOrCreate(root, -1));
        }
    }

    @Test
    void fullTablesSaySoAndKeepWhatTheyHold() {
        try (GuestPageTables tables = new GuestPageTables(1)) {
            long root = tables.newRoot(7);
            long first = tables.leafOrCreate(root, 0);
            IllegalStateException thrown = assertThrows(IllegalStateException.class, () -> {
                for (long vpn = 0; ; vpn += 1L << 27) {
                    tables.leafOrCreate(root, vpn % (GuestPageTables.MAX_VPN + 1) + vpn / GuestPageTables.MAX_VPN);
                    tables.newRoot(8);
                }
            });
            assertTrue(String.valueOf(thrown.getMessage()).contains("full"), thrown.getMessage());
            assertEquals(first, tables.leaf(root, 0));
        }
    }

    @Test
    void spaceThatTheBooksCannotNameIsRefused() {
        try (GuestPageTables tables = new GuestPageTables(8)) {
            assertThrows(IllegalArgumentException.class, () -> tables.newRoot(0x10000));
            assertThrows(IllegalArgumentException.class, () -> tables.newRoot(-1));
        }
    }

    @Test
    void clearingAccessedClearsNothingElse() {
        try (GuestPageTables tables = new GuestPageTables(8)) {
            long offset = tables.leafOrCreate(tables.newRoot(0), 3);
            long entry = GuestEntry.present(5, true) | GuestEntry.ACCESSED | GuestEntry.DIRTY;
            tables.setRelease(offset, entry);
            assertTrue(tables.clearAccessed(offset));
            assertEquals(entry & ~GuestEntry.ACCESSED, tables.entryAcquire(offset), "I6: D stays");
            assertFalse(tables.clearAccessed(offset));
        }
    }

    /** Whatever stands in a guest's table, the walk answers with a fault or with the guest's own memory (I8). */
    @Test
    void walkOfGarbageNeverLeavesTheGuest() {
        long pages = 16;
        try (MachineMemory memory = MachineMemory.withBytes(32, 1, FrameAllocators.BITMAP, Zeroing.AT_ALLOCATION);
                GuestPageTables tables = new GuestPageTables(pages);
                NestedTable nested = new NestedTable(pages);
                SoftTlb tlb = new SoftTlb(4)) {
            for (long ppn = 0; ppn < pages; ppn += 2) {
                assertTrue(nested.cas(ppn, 0, NestedEntry.back(0, memory.allocate(1, 0))));
            }
            Mmu mmu = new Mmu(tables, nested, memory, null);
            long root = tables.newRoot(0);
            long offset = tables.leafOrCreate(root, 1);
            for (long seed = 1; seed <= 2_000; seed++) {
                SplittableRandom random = new SplittableRandom(seed);
                long garbage = random.nextBoolean()
                        ? random.nextLong()
                        : GuestEntry.present(random.nextLong(2 * pages), random.nextBoolean());
                tables.setRelease(offset, garbage);
                boolean write = random.nextBoolean();
                long result = mmu.translate(root, PageSize.BYTES + 8, write, tlb);
                if (!Fault.isFault(result)) {
                    long ppn = GuestEntry.ppn(garbage);
                    long mpn = NestedEntry.mpn(nested.entryAcquire(ppn));
                    assertEquals(memory.baseAddress() + PageSize.bytesOf(mpn) + 8, result, "seed=" + seed);
                    assertTrue(ppn < pages && ppn % 2 == 0, "seed=" + seed);
                    assertTrue(!write || (garbage & GuestEntry.WRITABLE) != 0, "seed=" + seed);
                }
            }
        }
    }

    @Test
    void walkFaultsByKindAndSetsBitsOnlyWhenTheAccessCanHappen() {
        try (MachineMemory memory = MachineMemory.withBytes(8, 1, FrameAllocators.BITMAP, Zeroing.AT_ALLOCATION);
                GuestPageTables tables = new GuestPageTables(8);
                NestedTable nested = new NestedTable(8);
                SoftTlb tlb = new SoftTlb(4)) {
            Mmu mmu = new Mmu(tables, nested, memory, null);
            long root = tables.newRoot(0);
            assertEquals(Fault.NOT_PRESENT, Fault.kind(mmu.translate(root, 0, false, tlb)));
            long offset = tables.leafOrCreate(root, 2);
            long va = PageSize.bytesOf(2);
            assertEquals(2, Fault.page(mmu.translate(root, va, false, tlb)));
            tables.setRelease(offset, GuestEntry.present(3, false));
            long fault = mmu.translate(root, va, false, tlb);
            assertEquals(Fault.NESTED, Fault.kind(fault));
            assertEquals(3, Fault.page(fault));
            assertEquals(GuestEntry.present(3, false), tables.entryAcquire(offset), "A says that an access happened");
            assertEquals(Fault.READ_ONLY, Fault.kind(mmu.translate(root, va, true, tlb)));
            assertEquals(Fault.BAD_ADDRESS, Fault.kind(mmu.translate(root, va + 4, false, tlb)));
            assertEquals(Fault.BAD_ADDRESS, Fault.kind(mmu.translate(root, -8, false, tlb)));
            assertEquals(Fault.BAD_ADDRESS, Fault.kind(mmu.translate(root, 1L << 47, false, tlb)));
            tables.setRelease(offset, GuestEntry.present(8, true));
            assertEquals(Fault.BAD_PAGE, Fault.kind(mmu.translate(root, va, false, tlb)));
            assertEquals(Fault.BAD_PAGE, Fault.kind(mmu.translatePage(-1, false)));
        }
    }
}
