package io.ballonet.paging;

import io.ballonet.frame.MachineMemory;
import io.ballonet.unit.PageSize;
import org.jspecify.annotations.Nullable;

/**
 * The two-dimensional walk of one guest: guest table, then nested table, setting A and D on the way as hardware does (test
 * first, set only if clear). The only class that sees both tables.
 *
 * <p>The caller is inside the guest ({@link Shootdown.Participant#enter}) from before the walk until after its last access
 * through the result, and does not poll in between (I2).
 *
 * <p><b>Concurrency:</b> any number of walks at once; bits are set by compare-and-set against the entry that the walk read,
 * so a bit is never set on an entry that was revoked meanwhile: the walk starts over. Lock-free.
 */
public final class Mmu {
    private static final long VA_LIMIT = (GuestPageTables.MAX_VPN + 1) << PageSize.SHIFT;

    private static final long WRITABLE_DIRTY = GuestEntry.WRITABLE | GuestEntry.DIRTY;

    private final GuestPageTables tables;
    private final NestedTable nested;
    private final @Nullable AccessBitmap packed;
    private final long leafAccessed;
    private final long memoryBase;

    /**
     * The walk of one guest.
     *
     * @param packed where accesses are noted instead of in the A bits of the guest's entries; null for the entries
     */
    public Mmu(GuestPageTables tables, NestedTable nested, MachineMemory memory, @Nullable AccessBitmap packed) {
        this.tables = tables;
        this.nested = nested;
        this.packed = packed;
        this.leafAccessed = packed == null ? GuestEntry.ACCESSED : 0;
        this.memoryBase = memory.baseAddress();
    }

    /**
     * Translates a virtual address and fills the TLB.
     *
     * @param root offset of the address space's root table
     * @param va 8-byte aligned
     * @return machine address of {@code va}, or a {@link Fault}
     */
    public long translate(long root, long va, boolean write, SoftTlb tlb) {
        long vpn = va >>> PageSize.SHIFT;
        if (va < 0 || va >= VA_LIMIT || (va & 7) != 0) {
            return Fault.of(Fault.BAD_ADDRESS, vpn);
        }
        AccessBitmap bits = packed;
        long leaf = bits == null ? tables.leafSettingAccessed(root, vpn) : tables.leaf(root, vpn);
        if (leaf == 0) {
            return Fault.of(Fault.NOT_PRESENT, vpn);
        }
        long wanted = write ? leafAccessed | GuestEntry.DIRTY : leafAccessed;
        long entry;
        for (; ; ) {
            entry = tables.entryAcquire(leaf); // pairs with the guest's cas and setRelease
            if (!GuestEntry.isPresent(entry)) {
                return Fault.of(Fault.NOT_PRESENT, vpn);
            }
            if (write && (entry & GuestEntry.WRITABLE) == 0) {
                return Fault.of(Fault.READ_ONLY, vpn);
            }
            long ppn = GuestEntry.ppn(entry);
            if (!nested.contains(ppn)) {
                return Fault.of(Fault.BAD_PAGE, ppn);
            }
            // The nested walk comes first: A and D of the guest entry say that the access happened, so it must not
            // fault after.
            long frame = translatePage(ppn, write);
            if (Fault.isFault(frame)) {
                return frame;
            }
            if ((entry & wanted) == wanted || tables.cas(leaf, entry, entry | wanted)) {
                if (bits != null) {
                    bits.touch(ppn);
                }
                tlb.fill(va, frame, write || (entry & WRITABLE_DIRTY) == WRITABLE_DIRTY && isNestedDirty(ppn));
                return frame + (va & PageSize.OFFSET_MASK);
            }
        }
    }

    /**
     * Translates a page of the guest, for its kernel and its devices.
     *
     * @param ppn one of the guest's pages
     * @return machine address of the page, or a {@link Fault}
     */
    public long translatePage(long ppn, boolean write) {
        if (!nested.contains(ppn)) {
            return Fault.of(Fault.BAD_PAGE, ppn);
        }
        long wanted = write ? NestedEntry.ACCESSED | NestedEntry.DIRTY : NestedEntry.ACCESSED;
        for (; ; ) {
            long entry = nested.entryAcquire(ppn); // pairs with revoke
            if (NestedEntry.state(entry) != NestedEntry.BACKED) {
                return Fault.of(Fault.NESTED, ppn);
            }
            if ((entry & wanted) == wanted || nested.cas(ppn, entry, entry | wanted)) {
                return memoryBase + NestedEntry.mpnBytes(entry);
            }
        }
    }

    private boolean isNestedDirty(long ppn) {
        return (nested.entryAcquire(ppn) & NestedEntry.DIRTY) != 0;
    }
}
