package io.ballonet.frame.alloc;

import io.ballonet.memory.Words;

/**
 * Each core's reservations: an area for each order from 0 to 8 and one for batches, and the row where it takes single frames.
 *
 * <p><b>Concurrency:</b> a reservation word is read and replaced by every thread that passes the core, by compare-and-set; who
 * replaces it owes the old area its release. An area names a core as owner exactly while one of the core's words names
 * the area, or the replacing call is in flight. Reservations only steer: others may claim in a reserved area when nothing else
 * is left. Lock-free.
 */
final class AreaReservations {
    /** Nothing is reserved. */
    static final long NONE = -1;

    private final Areas areas;
    private final AreaSearch search;
    private final long coresAddress;

    AreaReservations(Areas areas, AreaSearch search, long address) {
        this.areas = areas;
        this.search = search;
        this.coresAddress = address + UncountedLayout.CORES_OFFSET;
    }

    /** The area that the core has reserved, or {@link #NONE}. */
    long area(int core, int slot) {
        return Words.getAcquire(wordAddress(core, slot)) - 1; // pairs with the compare-and-set in replace
    }

    /** The row where the core took a single frame last, or −1: a hint with benign races. */
    long rowOpaque(int core) {
        return rowOpaque(coresAddress, core);
    }

    /** The same for callers that have the address of core 0. */
    static long rowOpaque(long coresAddress, int core) {
        return Words.getOpaque(coreAddress(coresAddress, core) + UncountedLayout.ROW_OFFSET)
                - 1; // pairs with moveRowOpaque
    }

    void moveRowOpaque(int core, long row) {
        Words.setOpaque(coreAddress(coresAddress, core) + UncountedLayout.ROW_OFFSET, row + 1); // pairs with rowOpaque
    }

    /**
     * Reserves another area and releases the old one.
     *
     * @param left what {@link #area} gave and had nothing left
     * @return false if no area can be reserved; true also if another thread of the core was first
     */
    boolean replace(int core, int slot, int order, long left) {
        while (true) {
            long next = search.next(order, core, enough(slot));
            if (next == AreaSet.NONE) {
                return false;
            }
            if (areas.open(next, order, core) || areas.reserve(next, core)) {
                // Full fence on success; pairs with area.
                boolean replaced = Words.compareAndSet(wordAddress(core, slot), left + 1, next + 1);
                long released = replaced ? left : next;
                if (released != NONE) {
                    areas.endReservation(released);
                }
                return true;
            }
        }
    }

    private static int enough(int slot) {
        return slot == UncountedLayout.BATCH_SLOT ? AreaPolicy.ENOUGH_FOR_BATCH : AreaPolicy.ENOUGH;
    }

    private long wordAddress(int core, int slot) {
        return coreAddress(coresAddress, core) + UncountedLayout.slotOffset(slot);
    }

    private static long coreAddress(long coresAddress, int core) {
        return coresAddress + ((long) core << UncountedLayout.CORE_SHIFT);
    }
}
