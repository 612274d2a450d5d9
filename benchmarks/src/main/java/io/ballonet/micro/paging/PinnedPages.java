package io.ballonet.micro.paging;

import io.ballonet.frame.FrameState;
import io.ballonet.frame.MachineMemory;
import io.ballonet.frame.alloc.FrameAllocators;
import io.ballonet.memory.PageBatch;
import io.ballonet.paging.Fault;
import io.ballonet.paging.GuestEntry;
import io.ballonet.paging.GuestPageTables;
import io.ballonet.paging.Mmu;
import io.ballonet.paging.NestedEntry;
import io.ballonet.paging.NestedTable;
import io.ballonet.paging.ReverseMap;
import io.ballonet.paging.SoftTlb;
import io.ballonet.scan.ReverseMapView;
import io.ballonet.unit.PageSize;

/**
 * The tables of one guest whose every page is mapped and backed, without the guest's kernel: what pins, walks and scans
 * change entry by entry.
 *
 * <p><b>Concurrency:</b> any number of threads pin, touch and scan at once. A guest pin is given back by the thread that took
 * it, as the kernel's lock would have it.
 */
final class PinnedPages implements AutoCloseable {
    private static final int OWNER = 1;

    private final boolean isGuestPin;
    private final long pages;
    private final MachineMemory memory;
    private final NestedTable nested;
    private final GuestPageTables tables;
    private final ReverseMap reverseMap;
    private final ReverseMapView guestView;
    private final Mmu mmu;
    private final long root;

    /**
     * Tables of {@code pages} pages.
     *
     * @param pin {@code guest}: the page leaves every process's reach; {@code host}: its frame stays where it is
     */
    PinnedPages(String pin, long pages) {
        this.isGuestPin = pin.equals("guest");
        if (!isGuestPin && !pin.equals("host")) {
            throw new IllegalArgumentException("pin must be guest or host: pin=" + pin);
        }
        this.pages = pages;
        this.memory = MachineMemory.metadataOnly(pages, 1, FrameAllocators.REGISTRY.named("bitmap"));
        this.nested = new NestedTable(pages);
        this.tables = new GuestPageTables(pages);
        this.reverseMap = new ReverseMap(pages);
        this.guestView = new ReverseMapView(reverseMap, tables);
        this.mmu = new Mmu(tables, nested, memory, null);
        this.root = tables.newRoot(0);
        for (long ppn = 0; ppn < pages; ppn++) {
            nested.cas(ppn, 0, NestedEntry.back(0, memory.allocate(OWNER, 0)));
            long offset = tables.leafOrCreate(root, ppn);
            tables.setRelease(offset, GuestEntry.present(ppn, true));
            reverseMap.mapRelease(ppn, offset);
        }
    }

    long pages() {
        return pages;
    }

    /** Pins a page and gives the pin back; false if it could not be pinned. */
    boolean pinAndUnpin(long ppn) {
        return isGuestPin ? guestPair(ppn) : hostPair(ppn);
    }

    private boolean guestPair(long ppn) {
        long offset = reverseMap.entryOffsetAcquire(ppn);
        return tables.pin(offset, ppn) && tables.unpin(offset);
    }

    private boolean hostPair(long ppn) {
        long mpn = nested.pinFrame(ppn, memory.table(), OWNER);
        if (mpn < 0) {
            return false;
        }
        memory.table().unpin(mpn);
        return true;
    }

    /**
     * Takes the frames of {@code count} pages from {@code first} on away as the balloon does, frees them, and gives the pages
     * others. {@code frames} is the caller's, and empty.
     *
     * @return pages whose frame was pinned and stayed
     */
    int reclaimAndBack(long first, int count, PageBatch frames) {
        for (long ppn = first; ppn < first + count; ppn++) {
            long mpn = NestedEntry.mpn(nested.entryAcquire(ppn));
            if (memory.table().beginReclaim(mpn, OWNER)) {
                nested.revoke(ppn);
                frames.add(mpn);
            }
        }
        int reclaimed = frames.size();
        memory.free(frames, OWNER, 0);
        frames.clear();
        for (long ppn = first; ppn < first + count; ppn++) {
            if (NestedEntry.state(nested.entryAcquire(ppn)) == NestedEntry.IN_TRANSIT) {
                nested.ballooned(ppn);
                long entry = nested.entryAcquire(ppn);
                nested.cas(ppn, entry, NestedEntry.back(entry, memory.allocate(OWNER, 0)));
            }
        }
        return count - reclaimed;
    }

    /** Pins a page that nobody else pins. */
    void pin(long ppn) {
        boolean pinned = isGuestPin
                ? tables.pin(reverseMap.entryOffsetAcquire(ppn), ppn)
                : nested.pinFrame(ppn, memory.table(), OWNER) >= 0;
        if (!pinned) {
            throw new IllegalStateException("page could not be pinned: ppn=" + ppn);
        }
    }

    /** Gives the pin back. */
    void unpin(long ppn) {
        if (isGuestPin) {
            tables.unpin(reverseMap.entryOffsetAcquire(ppn));
        } else {
            memory.table().unpin(NestedEntry.mpn(nested.entryAcquire(ppn)));
        }
    }

    /** Walks to a page as a write does, setting A and D in both tables; false if a guest pin kept it out of reach. */
    boolean touch(long ppn, SoftTlb tlb) {
        return !Fault.isFault(mmu.translate(root, PageSize.bytesOf(ppn), true, tlb));
    }

    /** A scan's pass over the entries that the pin changes or reads: clears A wherever it is set. Returns how often it was. */
    long clearAccessed() {
        return isGuestPin ? guestView.clearAccessed(0, pages) : clearNested();
    }

    /** Pages from {@code from} to before {@code to} whose A bit is set, read only. */
    long countAccessed(long from, long to) {
        if (isGuestPin) {
            return guestView.countAccessed(from, to);
        }
        long accessed = 0;
        for (long ppn = from; ppn < to; ppn++) {
            accessed += (nested.entryAcquire(ppn) & NestedEntry.ACCESSED) != 0 ? 1 : 0;
        }
        return accessed;
    }

    private long clearNested() {
        long cleared = 0;
        for (long ppn = 0; ppn < pages; ppn++) {
            long entry = nested.entryAcquire(ppn);
            boolean isAccessed = (entry & NestedEntry.ACCESSED) != 0;
            if (isAccessed && nested.cas(ppn, entry, entry & ~NestedEntry.ACCESSED)) { // pairs with the walk's cas
                cleared++;
            }
        }
        return cleared;
    }

    /** Every pin must have been given back, and every page still be where it was. */
    void validate() {
        memory.validate();
        for (long ppn = 0; ppn < pages; ppn++) {
            long entry = tables.entryAcquire(reverseMap.entryOffsetAcquire(ppn));
            long backing = nested.entryAcquire(ppn);
            long frame = memory.table().stateAcquire(NestedEntry.mpn(backing));
            if (!GuestEntry.isPresent(entry)
                    || GuestEntry.ppn(entry) != ppn
                    || NestedEntry.state(backing) != NestedEntry.BACKED
                    || FrameState.pins(frame) != 0) {
                throw new IllegalStateException("page is not as it was before the pins: ppn=" + ppn + ", entry="
                        + GuestEntry.toString(entry) + ", nested=" + NestedEntry.toString(backing) + ", frame="
                        + FrameState.toString(frame));
            }
        }
    }

    @Override
    public void close() {
        try {
            validate();
        } finally {
            tables.close();
            reverseMap.close();
            nested.close();
            memory.close();
        }
    }
}
