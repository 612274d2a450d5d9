package io.ballonet.paging;

import io.ballonet.frame.FrameTable;
import io.ballonet.memory.Region;
import io.ballonet.memory.Words;

/**
 * One guest's nested table: a {@link NestedEntry} a page, 8 bytes, off-heap, zero meaning unbacked.
 *
 * <p><b>Concurrency:</b> virtual CPUs set A and D and, through the fault handler, back pages; the host's backend revokes.
 * Every change is one compare-and-set on the entry. Lock-free.
 */
public final class NestedTable implements AutoCloseable {
    private final Region region;
    private final long base;
    private final long pages;

    /** A table of unbacked pages. */
    public NestedTable(long pages) {
        this.region = Region.map(pages * Long.BYTES);
        this.base = region.address();
        this.pages = pages;
    }

    public long pages() {
        return pages;
    }

    public long metadataBytes() {
        return pages * Long.BYTES;
    }

    /** True if the number is one of this guest's pages; everything that comes from the guest is asked this first (I8). */
    public boolean contains(long ppn) {
        return ppn >= 0 && ppn < pages;
    }

    /** Pairs with {@link #cas}. */
    public long entryAcquire(long ppn) {
        return Words.getAcquire(address(ppn));
    }

    /** Full fence on success: a revocation is visible before its shootdown begins. */
    public boolean cas(long ppn, long expected, long next) {
        return Words.compareAndSet(address(ppn), expected, next);
    }

    /** BACKED to IN_TRANSIT, whatever A and D do meanwhile; the entry before, or {@link NestedEntry#ILLEGAL}. */
    public long revoke(long ppn) {
        long address = address(ppn);
        for (; ; ) {
            long entry = Words.getAcquire(address);
            long next = NestedEntry.revoke(entry);
            if (next == NestedEntry.ILLEGAL) {
                return NestedEntry.ILLEGAL;
            }
            if (Words.compareAndSet(address, entry, next)) {
                return entry;
            }
        }
    }

    /** IN_TRANSIT to BALLOONED, by the thread that revoked: nobody else changes an entry in transit. */
    public void ballooned(long ppn) {
        long address = address(ppn);
        long next = NestedEntry.balloon(Words.get(address));
        if (next == NestedEntry.ILLEGAL) {
            throw new IllegalStateException(
                    "not in transit: ppn=" + ppn + ", entry=" + NestedEntry.toString(Words.get(address)));
        }
        Words.setRelease(address, next); // pairs with entryAcquire
    }

    /**
     * Pins the frame behind a page for the host, so that it is not reclaimed until {@link FrameTable#unpin} (I5).
     *
     * <p>Entry, pin, entry again: a frame that changed hands between the two looks is unpinned and the look repeated.
     *
     * @return the frame, or -1 if the page has none now
     */
    public long pinFrame(long ppn, FrameTable frames, int owner) {
        long address = address(ppn);
        for (; ; ) {
            long entry = Words.getAcquire(address);
            if (NestedEntry.state(entry) != NestedEntry.BACKED) {
                return -1;
            }
            long mpn = NestedEntry.mpn(entry);
            if (frames.pin(mpn, owner)) {
                long again = Words.getAcquire(address); // after the pin's full fence: pairs with revoke
                if (NestedEntry.state(again) == NestedEntry.BACKED && NestedEntry.mpn(again) == mpn) {
                    return mpn;
                }
                frames.unpin(mpn);
            } else if (Words.getAcquire(address) == entry) {
                return -1; // being reclaimed, or pinned to the limit
            }
        }
    }

    long address(long ppn) {
        if (ppn < 0 || ppn >= pages) {
            throw new IndexOutOfBoundsException("page out of range: ppn=" + ppn + ", pages=" + pages);
        }
        return base + (ppn << 3);
    }

    @Override
    public void close() {
        region.close();
    }
}
