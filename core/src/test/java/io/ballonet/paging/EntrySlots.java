package io.ballonet.paging;

import java.util.concurrent.atomic.AtomicLong;

/** Nested and guest entries for the states of jcstress: rings longer than the states alive at once, two lines an entry. */
final class EntrySlots {
    static final NestedTable NESTED;
    static final GuestPageTables TABLES;

    private static final int COUNT = 1 << 15;
    private static final int ENTRIES_PER_SLOT = 16;
    private static final long ROOT;
    private static final AtomicLong NEXT_NESTED = new AtomicLong();
    private static final AtomicLong NEXT_GUEST = new AtomicLong();

    static {
        NESTED = new NestedTable((long) COUNT * ENTRIES_PER_SLOT);
        TABLES = new GuestPageTables((long) COUNT * ENTRIES_PER_SLOT / 512);
        ROOT = TABLES.newRoot(0);
        for (long i = 0; i < COUNT; i++) {
            TABLES.leafOrCreate(ROOT, i * ENTRIES_PER_SLOT);
        }
    }

    private EntrySlots() {}

    /** A page whose entry is {@code entry}. */
    static long takePage(long entry) {
        long ppn = (NEXT_NESTED.getAndIncrement() & (COUNT - 1)) * ENTRIES_PER_SLOT;
        while (!NESTED.cas(ppn, NESTED.entryAcquire(ppn), entry)) {
            Thread.onSpinWait();
        }
        return ppn;
    }

    /** Offset of a guest entry that is {@code entry}. */
    static long takeLeaf(long entry) {
        long vpn = (NEXT_GUEST.getAndIncrement() & (COUNT - 1)) * ENTRIES_PER_SLOT;
        long offset = TABLES.leaf(ROOT, vpn);
        TABLES.setRelease(offset, entry);
        return offset;
    }
}
