package io.ballonet.micro.scan;

import io.ballonet.memory.Region;
import io.ballonet.memory.Words;
import io.ballonet.scan.AccessView;
import io.ballonet.scan.EntryAccessBits;
import io.ballonet.scan.EntryAccessView;

/**
 * A table of 8-byte entries in the x86-64 shape, every page a candidate, of which a fixed, scattered choice is accessed.
 *
 * <p><b>Concurrency:</b> {@link #touch} may run beside a scan, any number of threads; {@link #rearm} and {@link #rearmNext}
 * are plain, one thread, and never beside a clear.
 */
final class EntryTable implements AutoCloseable {
    static final long PRESENT = 1;
    static final long ACCESSED = 1 << 5;
    static final long DIRTY = 1 << 6;

    private static final EntryAccessBits BITS = new EntryAccessBits(PRESENT, PRESENT, ACCESSED);
    private static final int FRAME_SHIFT = 12;
    /* The finalizer of MurmurHash3: scatters the accessed pages, the same ones each time. */
    private static final long MIX_1 = 0xFF51AFD7ED558CCDL;
    private static final long MIX_2 = 0xC4CEB9FE1A85EC53L;
    private static final int MIX_SHIFT = 33;

    private final Region region;
    private final long pages;
    private final long threshold;
    private final long accessedPages;
    private final Region positions;
    private final AccessView view;
    private long next;

    /**
     * A table of {@code pages} entries of which about the share {@code set} is accessed.
     *
     * @param layout {@code entry}: one bit in each 8-byte entry
     */
    EntryTable(String layout, long pages, double set) {
        if (!layout.equals("entry") || !(set >= 0 && set <= 1)) {
            throw new IllegalArgumentException(
                    "layout must be entry and set a share from 0 to 1: layout=" + layout + ", set=" + set);
        }
        this.pages = pages;
        this.threshold = (long) (set * Long.MAX_VALUE);
        this.region = Region.mapHuge(pages * Long.BYTES);
        this.positions = Region.mapHuge((pages + 1) * Long.BYTES);
        this.view = new EntryAccessView(region.address(), pages, BITS);
        long accessed = 0;
        for (long page = 0; page < pages; page++) {
            long entry = page << FRAME_SHIFT | PRESENT;
            if (isChosen(page)) {
                Words.set(positions.address() + accessed * Long.BYTES, page);
                accessed++;
                entry |= ACCESSED;
            }
            Words.set(entryAddress(page), entry);
        }
        this.accessedPages = accessed;
    }

    AccessView view() {
        return view;
    }

    long pages() {
        return pages;
    }

    /** Pages that {@link #rearm} makes accessed. */
    long accessedPages() {
        return accessedPages;
    }

    /** Makes the chosen pages accessed again, after a scan that cleared them. */
    void rearm() {
        long end = positions.address() + accessedPages * Long.BYTES;
        for (long at = positions.address(); at < end; at += Long.BYTES) {
            long entry = entryAddress(Words.get(at));
            Words.set(entry, Words.get(entry) | ACCESSED);
        }
    }

    /** The same for the next {@code count} pages, around and around: what runs ahead of a hand. */
    void rearmNext(long count) {
        for (long i = 0; i < count; i++) {
            if (isChosen(next)) {
                long entry = entryAddress(next);
                Words.set(entry, Words.get(entry) | ACCESSED);
            }
            next = next + 1 == pages ? 0 : next + 1;
        }
    }

    /** A write by a virtual CPU: sets accessed and dirty if they are clear, as a page walk does. True if it set one. */
    boolean touch(long page) {
        long address = entryAddress(page);
        if ((~Words.getOpaque(address) & (ACCESSED | DIRTY)) == 0) {
            return false;
        }
        /* Pairs with the compare-and-set of the view's clear. */
        Words.getAndBitwiseOr(address, ACCESSED | DIRTY);
        return true;
    }

    private boolean isChosen(long page) {
        long mixed = (page + 1) * MIX_1;
        mixed = (mixed ^ (mixed >>> MIX_SHIFT)) * MIX_2;
        return ((mixed ^ (mixed >>> MIX_SHIFT)) >>> 1) < threshold;
    }

    private long entryAddress(long page) {
        return region.address() + page * Long.BYTES;
    }

    @Override
    public void close() {
        region.close();
        positions.close();
    }
}
