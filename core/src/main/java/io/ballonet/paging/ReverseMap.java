package io.ballonet.paging;

import io.ballonet.memory.Region;
import io.ballonet.memory.Words;

/**
 * PPN to the leaf entry that maps it: one word a page, off-heap, zero meaning unmapped. The entry's offset gives address
 * space and VPN ({@link GuestPageTables#vpnOf}), so a victim can be unmapped. Beside it stands one bit a page, set while the
 * page is mapped, for scans that look at 64 pages at once.
 *
 * <p><b>Concurrency:</b> written under the guest's kernel lock, so plain changes of a word of bits lose none; read by scans
 * at any time, which check the entry itself or bear an old answer.
 */
public final class ReverseMap implements AutoCloseable {
    private final Region region;
    private final long base;
    private final long mappedBase;
    private final long pages;

    /** A map of unmapped pages. */
    public ReverseMap(long pages) {
        this.region = Region.map(bytes(pages));
        this.base = region.address();
        this.mappedBase = base + pages * Long.BYTES;
        this.pages = pages;
    }

    public long pages() {
        return pages;
    }

    public long metadataBytes() {
        return bytes(pages);
    }

    private static long bytes(long pages) {
        return (pages + (pages + Long.SIZE - 1) / Long.SIZE) * Long.BYTES;
    }

    /** Offset of the leaf entry, or 0. Pairs with {@link #mapRelease}. */
    public long entryOffsetAcquire(long ppn) {
        return Words.getAcquire(address(ppn));
    }

    public void mapRelease(long ppn, long entryOffset) {
        Words.setRelease(address(ppn), entryOffset);
        long word = mappedAddress(ppn);
        Words.setOpaque(word, Words.get(word) | 1L << ppn);
    }

    public void unmap(long ppn) {
        Words.setRelease(address(ppn), 0);
        long word = mappedAddress(ppn);
        Words.setOpaque(word, Words.get(word) & ~(1L << ppn));
    }

    /** Address of the words of mapped bits: bit {@code i} of word {@code w} is page {@code 64 w + i}. */
    public long mappedAddress() {
        return mappedBase;
    }

    private long mappedAddress(long ppn) {
        return mappedBase + (ppn >>> 6 << 3);
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
