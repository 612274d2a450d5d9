package io.ballonet.scan;

import io.ballonet.memory.Region;
import io.ballonet.memory.Words;
import io.ballonet.unit.CacheLine;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An off-heap entry for the states of jcstress: present and accessed, not dirty.
 *
 * <p>States are made by the million, so entries come from a ring that is larger than the number of states alive at once.
 */
final class StressedEntry {
    static final long PRESENT = 1;
    static final long ACCESSED = 1 << 5;
    static final long DIRTY = 1 << 6;

    private static final int COUNT = 1 << 16;
    private static final Region RING = Region.mapHuge((long) COUNT * CacheLine.SPACING);
    private static final AtomicLong NEXT = new AtomicLong();
    private static final EntryAccessBits BITS = new EntryAccessBits(PRESENT, PRESENT, ACCESSED);

    private final long address = RING.address() + (NEXT.getAndIncrement() & (COUNT - 1)) * CacheLine.SPACING;
    private final EntryAccessView view = new EntryAccessView(address, 1, BITS);

    StressedEntry() {
        Words.set(address, PRESENT | ACCESSED);
    }

    EntryAccessView view() {
        return view;
    }

    void setDirty() {
        /* Pairs with the compare-and-set of the view's clear. */
        Words.getAndBitwiseOr(address, DIRTY);
    }

    /** What the view's clear must not be: a load and a store of the whole entry. */
    void clearAccessedByStore() {
        Words.setOpaque(address, Words.getOpaque(address) & ~ACCESSED);
    }

    boolean isDirty() {
        return (Words.get(address) & DIRTY) != 0;
    }
}
