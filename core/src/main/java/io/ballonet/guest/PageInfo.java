package io.ballonet.guest;

import io.ballonet.memory.Region;
import io.ballonet.memory.Words;

/**
 * What the guest kernel remembers of each of its pages, one off-heap word, zero for a page that reads zeros and has no slot.
 *
 * <pre>
 *  63                    1 0
 * +-----------------------+-------+
 * |     swap slot + 1     |residue|
 * +-----------------------+-------+
 * </pre>
 *
 * The slot of a mapped page is its clean copy in swap: a page that was not written since needs no second write. Residue says
 * that the page may hold bytes of whoever had it last, so that it is zeroed before a new owner sees it.
 *
 * <p><b>Threads:</b> under the kernel lock.
 */
final class PageInfo implements AutoCloseable {
    static final long NO_SLOT = -1;

    private static final long RESIDUE = 1;

    private final Region region;

    PageInfo(long pages) {
        this.region = Region.map(pages * Long.BYTES);
    }

    long slot(long ppn) {
        return (Words.get(address(ppn)) >>> 1) - 1;
    }

    boolean hasResidue(long ppn) {
        return (Words.get(address(ppn)) & RESIDUE) != 0;
    }

    void set(long ppn, long slot, boolean residue) {
        Words.set(address(ppn), (slot + 1) << 1 | (residue ? RESIDUE : 0));
    }

    long metadataBytes() {
        return region.lengthBytes();
    }

    private long address(long ppn) {
        return region.address() + (ppn << 3);
    }

    @Override
    public void close() {
        region.close();
    }
}
