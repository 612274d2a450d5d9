package io.ballonet.scan;

import io.ballonet.paging.GuestEntry;
import io.ballonet.paging.GuestPageTables;
import io.ballonet.paging.ReverseMap;

/**
 * The pages of one guest by PPN: candidates are the mapped ones, and the accessed bit is the A bit of the leaf entry that the
 * reverse map leads to.
 *
 * <p><b>Concurrency:</b> reads without a lock; a page that is remapped meanwhile is recognised because its entry names
 * another page. Clears are a locked and of the A bit alone.
 */
public final class ReverseMapView implements AccessView {
    private static final long PRESENT_ACCESSED = GuestEntry.PRESENT | GuestEntry.ACCESSED;

    private final ReverseMap reverseMap;
    private final GuestPageTables tables;

    /** A view of every page of the map. */
    public ReverseMapView(ReverseMap reverseMap, GuestPageTables tables) {
        this.reverseMap = reverseMap;
        this.tables = tables;
    }

    @Override
    public long pages() {
        return reverseMap.pages();
    }

    /** The leaf entry if it maps this very page, else 0. */
    private long entry(long page) {
        long offset = reverseMap.entryOffsetAcquire(page);
        if (offset == 0) {
            return 0;
        }
        long entry = tables.entryOpaque(offset);
        return GuestEntry.isPresent(entry) && GuestEntry.ppn(entry) == page ? entry : 0;
    }

    @Override
    public boolean isCandidate(long page) {
        return entry(page) != 0;
    }

    @Override
    public boolean isAccessed(long page) {
        return (entry(page) & PRESENT_ACCESSED) == PRESENT_ACCESSED;
    }

    @Override
    public boolean clearAccessed(long page) {
        return isAccessed(page) && tables.clearAccessed(reverseMap.entryOffsetAcquire(page));
    }

    @Override
    public long candidateWord(long word) {
        long bits = 0;
        long first = word << 6;
        int n = (int) Math.min(64, pages() - first);
        for (int i = 0; i < n; i++) {
            bits |= (isCandidate(first + i) ? 1L : 0L) << i;
        }
        return bits;
    }

    @Override
    public long accessedWord(long word) {
        long bits = 0;
        long first = word << 6;
        int n = (int) Math.min(64, pages() - first);
        for (int i = 0; i < n; i++) {
            bits |= (isAccessed(first + i) ? 1L : 0L) << i;
        }
        return bits;
    }

    /* One look at each entry, and no branch on its A bit, which no predictor can guess where half of the pages are idle. */
    @Override
    public long idleWord(long word) {
        long bits = 0;
        long first = word << 6;
        int n = (int) Math.min(64, pages() - first);
        for (int i = 0; i < n; i++) {
            long entry = entry(first + i);
            bits |= GuestEntry.idleBit(entry) << i;
        }
        return bits;
    }

    @Override
    public long clearAccessedWord(long word, long mask) {
        long first = word << 6;
        long inside = pages() - first < Long.SIZE ? -1L >>> -(pages() - first) : -1L;
        long cleared = 0;
        for (long rest = mask & inside; rest != 0; rest &= rest - 1) {
            int bit = Long.numberOfTrailingZeros(rest);
            if (clearAccessed(first + bit)) {
                cleared |= 1L << bit;
            }
        }
        return cleared;
    }

    @Override
    public long countAccessed(long from, long to) {
        long count = 0;
        for (long page = from; page < to; page++) {
            count += isAccessed(page) ? 1 : 0;
        }
        return count;
    }

    @Override
    public long clearAccessed(long from, long to) {
        long count = 0;
        for (long page = from; page < to; page++) {
            count += clearAccessed(page) ? 1 : 0;
        }
        return count;
    }
}
