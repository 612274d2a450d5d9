package io.ballonet.frame.alloc;

import io.ballonet.memory.Words;

/**
 * Each core's reservations: an area for each order from 0 to 8 and one for batches, with the row where it looks first.
 *
 * <p><b>Concurrency:</b> a reservation word is read and replaced by every thread that passes the core, by compare-and-set; who
 * replaces it owes the old area its release. An area names a core as owner exactly while one of the core's words names
 * the area, or the replacing call is in flight. Reservations only steer: others may claim in a reserved area when nothing else
 * is left. Lock-free.
 */
final class AreaReservations {
    /** Nothing is reserved. */
    static final long NONE = 0;

    private final AreaWords words;
    private final Areas areas;
    private final AreaSearch search;
    private final long coresAddress;

    AreaReservations(AreaWords words, Areas areas, AreaSearch search, long address) {
        this.words = words;
        this.areas = areas;
        this.search = search;
        this.coresAddress = address + UncountedLayout.CORES_OFFSET;
    }

    long acquire(int core, int slot) {
        return Words.getAcquire(wordAddress(core, slot)); // pairs with the compare-and-sets below
    }

    static long row(long reservation) {
        return reservation - 1;
    }

    static long of(long row) {
        return row + 1;
    }

    /** Moves the row where the core looks first, within the reserved area. Losing the race costs a longer look. */
    void follow(int core, int slot, long reservation, long row) {
        long next = of(row);
        if (next != reservation && UncountedLayout.areaOfRow(row(reservation)) == UncountedLayout.areaOfRow(row)) {
            Words.compareAndSet(wordAddress(core, slot), reservation, next); // pairs with acquire
        }
    }

    /**
     * Reserves another area and releases the old one.
     *
     * @param reservation what the slot held when its area had nothing left
     * @return false if no area can be reserved; true also if another thread of the core was first
     */
    boolean replace(int core, int slot, int order, long reservation) {
        while (true) {
            long area = search.spare(order, core, enough(slot));
            long free = area == AreaSet.NONE ? search.free(core, false) : AreaSet.NONE;
            if (area == AreaSet.NONE && free == AreaSet.NONE) {
                area = search.tail(order);
                if (area == AreaSet.NONE) {
                    return false;
                }
            }
            boolean reserved = free == AreaSet.NONE ? areas.reserve(area, core) : areas.open(free, order, core);
            if (reserved) {
                long next = of(words.firstRowWithFree(free == AreaSet.NONE ? area : free));
                // Full fence on success; pairs with acquire.
                boolean replaced = Words.compareAndSet(wordAddress(core, slot), reservation, next);
                long left = replaced ? reservation : next;
                if (left != NONE) {
                    areas.endReservation(UncountedLayout.areaOfRow(row(left)));
                }
                return true;
            }
        }
    }

    private static int enough(int slot) {
        return slot == UncountedLayout.BATCH_SLOT ? AreaPolicy.ENOUGH_FOR_BATCH : AreaPolicy.ENOUGH;
    }

    private long wordAddress(int core, int slot) {
        return coresAddress + ((long) core << UncountedLayout.CORE_SHIFT) + UncountedLayout.slotOffset(slot);
    }
}
