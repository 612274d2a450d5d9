package io.ballonet.paging;

import io.ballonet.memory.Region;
import io.ballonet.memory.Words;

/**
 * PPN to the leaf entry that maps it: one word a page, off-heap, zero meaning unmapped. The entry's offset gives address
 * space and VPN ({@link GuestPageTables#vpnOf}), so a victim can be unmapped.
 *
 * <p><b>Concurrency:</b> written under the guest's kernel lock; read by scans at any time, which check the entry itself.
 */
public final class ReverseMap implements AutoCloseable {
    private final Region region;
    private final long base;
    private final long pages;

    /** A map of unmapped pages. */
    public ReverseMap(long pages) {
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

    /** Offset of the leaf entry, or 0. Pairs with {@link #mapRelease}. */
    public long entryOffsetAcquire(long ppn) {
        return Words.getAcquire(address(ppn));
    }

    public void mapRelease(long ppn, long entryOffset) {
        Words.setRelease(address(ppn), entryOffset);
    }

    public void unmap(long ppn) {
        Words.setRelease(address(ppn), 0);
    }

    private long address(long ppn) {
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
