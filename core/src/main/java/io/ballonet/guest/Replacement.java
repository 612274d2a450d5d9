package io.ballonet.guest;

import io.ballonet.memory.PageBatch;
import io.ballonet.paging.GuestEntry;
import io.ballonet.paging.GuestPageTables;
import io.ballonet.paging.ReverseMap;
import org.jspecify.annotations.Nullable;

/**
 * Takes pages out of processes' reach and makes their content safe: the steps that guest replacement and the balloon driver
 * share.
 *
 * <p>Pin: one compare-and-set makes the entry not present (I4). Then a grace period. Then settle: the dirty page is written to
 * swap, the entry says where, and the page is nobody's. A process that touches a pinned page before it is settled gets it
 * back as it was ({@link #rescue}).
 *
 * <p><b>Concurrency:</b> {@link #pin} runs beside walks, which set A and D by compare-and-set on present entries. Everything
 * else is under the kernel lock, and an entry that is not present changes only there, so a release store is enough.
 */
final class Replacement implements AutoCloseable {
    private final GuestPageTables tables;
    private final ReverseMap reverseMap;
    private final PageInfo info;
    private final @Nullable GuestSwap swap;
    private final PhysicalPages physical;
    private final PageBatch offsets;
    private long swappedOut;
    private long droppedClean;
    private long swapFull;

    Replacement(
            GuestPageTables tables,
            ReverseMap reverseMap,
            PageInfo info,
            @Nullable GuestSwap swap,
            PhysicalPages physical,
            int maxBatch) {
        this.tables = tables;
        this.reverseMap = reverseMap;
        this.info = info;
        this.swap = swap;
        this.physical = physical;
        this.offsets = new PageBatch(maxBatch);
    }

    /**
     * Pins the candidates of {@code pages}, drops the others from it, and returns how many are pinned. Two passes: the first
     * reads, so that cache misses overlap; the second changes entries one locked instruction at a time.
     */
    int pin(PageBatch pages) {
        offsets.clear();
        int kept = 0;
        long dirtyWithoutRoom = swap == null ? GuestEntry.DIRTY : 0;
        for (int i = 0; i < pages.size(); i++) {
            long ppn = pages.get(i);
            long offset = reverseMap.entryOffsetAcquire(ppn);
            if (offset != 0) {
                long entry = tables.entryAcquire(offset);
                if (GuestEntry.isPresent(entry) && GuestEntry.ppn(entry) == ppn && (entry & dirtyWithoutRoom) == 0) {
                    pages.set(kept++, ppn);
                    offsets.add(offset);
                }
            }
        }
        int pinned = 0;
        for (int i = 0; i < kept; i++) {
            long ppn = pages.get(i);
            if (tables.pin(offsets.get(i), ppn)) {
                pages.set(pinned++, ppn);
            }
        }
        pages.setSize(pinned);
        return pinned;
    }

    /** Puts pages that are still pinned back. */
    void unpin(PageBatch pages) {
        for (int i = 0; i < pages.size(); i++) {
            long offset = reverseMap.entryOffsetAcquire(pages.get(i));
            if (offset != 0) {
                rescue(offset);
            }
        }
    }

    /** Makes a pinned entry present again; false if it is not pinned. */
    boolean rescue(long offset) {
        return tables.unpin(offset);
    }

    /**
     * After the grace period: content to swap, entries to where it is. Pages that are back in use leave the batch; so do those
     * whose content could not be written, which stay their process's.
     *
     * @throws RuntimeException what stood in the way, if not one page could be settled for it
     */
    int settle(PageBatch pinned) {
        int settled = 0;
        RuntimeException failure = null;
        for (int i = 0; i < pinned.size(); i++) {
            long ppn = pinned.get(i);
            try {
                if (settle(ppn)) {
                    pinned.set(settled++, ppn);
                }
            } catch (RuntimeException e) {
                rescue(reverseMap.entryOffsetAcquire(ppn));
                failure = e;
            }
        }
        pinned.setSize(settled);
        if (settled == 0 && failure != null) {
            throw failure;
        }
        return settled;
    }

    private boolean settle(long ppn) {
        long offset = reverseMap.entryOffsetAcquire(ppn);
        if (offset == 0) {
            return false;
        }
        long entry = tables.entryAcquire(offset);
        if (!GuestEntry.isPinned(entry) || GuestEntry.ppn(entry) != ppn) {
            return false; // rescued
        }
        long slot = info.slot(ppn);
        if (GuestEntry.isDirty(entry)) {
            slot = writeBack(ppn, slot);
            if (slot == PageInfo.NO_SLOT) {
                swapFull++;
                rescue(offset);
                return false;
            }
        } else {
            droppedClean++;
        }
        boolean hasContent = slot != PageInfo.NO_SLOT;
        tables.setRelease(offset, hasContent ? GuestEntry.swapOut(entry, slot) : GuestEntry.forget(entry));
        reverseMap.unmap(ppn);
        if (hasContent) {
            info.set(ppn, PageInfo.NO_SLOT, true);
        }
        return true;
    }

    private long writeBack(long ppn, long cleanSlot) {
        GuestSwap file = swap;
        if (file == null) {
            return PageInfo.NO_SLOT;
        }
        long slot = cleanSlot != PageInfo.NO_SLOT ? cleanSlot : file.allocate();
        if (slot == GuestSwap.NO_SLOT) {
            return slot;
        }
        try {
            physical.copyTo(ppn, file);
            file.write(slot);
        } catch (RuntimeException e) {
            if (slot != cleanSlot) {
                file.free(slot);
            }
            throw e;
        }
        swappedOut++;
        return slot;
    }

    /** Pages written to swap: write-backs. */
    long swappedOut() {
        return swappedOut;
    }

    /** Pages that needed no write. */
    long droppedClean() {
        return droppedClean;
    }

    /** Dirty pages that stayed because swap is full. */
    long swapFull() {
        return swapFull;
    }

    @Override
    public void close() {
        offsets.close();
    }
}
