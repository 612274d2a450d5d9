package io.ballonet.micro.scan;

import io.ballonet.memory.Region;
import io.ballonet.memory.Words;
import io.ballonet.scan.AccessView;
import io.ballonet.scan.EntryAccessBits;
import io.ballonet.scan.EntryAccessView;

/** 8-byte entries in the x86-64 shape, present, with the accessed bit in each. */
final class EntryTable extends AccessTable {
    static final long PRESENT = 1;
    static final long ACCESSED = 1 << 5;
    static final long DIRTY = 1 << 6;

    private static final EntryAccessBits BITS = new EntryAccessBits(PRESENT, PRESENT, ACCESSED);
    private static final int FRAME_SHIFT = 12;

    private final Region region;
    private final long accessedPages;
    private final Region positions;
    private final AccessView view;
    private long next;

    EntryTable(boolean vectors, long pages, double set, String clusters) {
        super(pages, set, clusters);
        this.region = Region.mapHuge(pages * Long.BYTES);
        this.positions = Region.mapHuge((pages + 1) * Long.BYTES);
        this.view = vectors
                ? new EntryAccessView(region.address(), pages, BITS)
                : EntryAccessView.withoutVectors(region.address(), pages, BITS);
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

    @Override
    AccessView view() {
        return view;
    }

    @Override
    long accessedPages() {
        return accessedPages;
    }

    @Override
    void rearm() {
        long end = positions.address() + accessedPages * Long.BYTES;
        for (long at = positions.address(); at < end; at += Long.BYTES) {
            makeAccessed(Words.get(at));
        }
    }

    @Override
    void rearmNext(long count) {
        for (long i = 0; i < count; i++) {
            if (isChosen(next)) {
                makeAccessed(next);
            }
            next = next + 1 == pages() ? 0 : next + 1;
        }
    }

    private void makeAccessed(long page) {
        Words.getAndBitwiseOr(entryAddress(page), ACCESSED); // locked, for whoever sets dirty bits meanwhile
    }

    @Override
    boolean touch(long page) {
        return set(page, ACCESSED | DIRTY);
    }

    /** Sets the dirty bit alone; true if it was clear. */
    boolean dirty(long page) {
        return set(page, DIRTY);
    }

    /** Clears the dirty bit, as whoever writes pages back; true if it was set. */
    boolean clean(long page) {
        /* Pairs with the compare-and-set of the view's clear. */
        return (Words.getAndBitwiseAnd(entryAddress(page), ~DIRTY) & DIRTY) != 0;
    }

    private boolean set(long page, long bits) {
        long address = entryAddress(page);
        if ((~Words.getOpaque(address) & bits) == 0) {
            return false;
        }
        /* Pairs with the compare-and-set of the view's clear. */
        return (~Words.getAndBitwiseOr(address, bits) & bits) != 0;
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
