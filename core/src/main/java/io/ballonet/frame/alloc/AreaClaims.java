package io.ballonet.frame.alloc;

/**
 * Where a group comes from when the row that the core looked at has none: the core's reserved area, another that it reserves,
 * and at last any.
 *
 * <p><b>Concurrency:</b> no state of its own; see {@link AreaWords} and {@link AreaReservations}. Lock-free.
 */
final class AreaClaims {
    private final long count;
    private final int cores;
    private final AreaWords words;
    private final Areas areas;
    private final AreaGroups groups;
    private final AreaSearch search;
    private final AreaReservations reservations;

    AreaClaims(
            UncountedLayout layout,
            AreaWords words,
            Areas areas,
            AreaGroups groups,
            AreaSearch search,
            AreaReservations reservations) {
        this.count = layout.areas();
        this.cores = layout.cores();
        this.words = words;
        this.areas = areas;
        this.groups = groups;
        this.search = search;
        this.reservations = reservations;
    }

    /** A single frame, or {@link FrameAllocator#NO_FRAME}: {@link #claim} of order 0 with less to decide. */
    long claimSingle(int core) {
        long area = reservations.area(core, 0);
        long frame = area == AreaReservations.NONE ? FrameAllocator.NO_FRAME : claimSingleIn(area, core);
        if (frame == FrameAllocator.NO_FRAME) {
            frame = claim(0, core);
            if (frame != FrameAllocator.NO_FRAME) {
                reservations.moveRowOpaque(core, FrameBits.rowOf(frame));
            }
        }
        return frame;
    }

    private long claimSingleIn(long area, int core) {
        long first = UncountedLayout.firstRowOf(area);
        int rows = words.rowsWithFree(first);
        if (rows == 0) {
            return FrameAllocator.NO_FRAME;
        }
        int later = rows & -1 << UncountedLayout.rowWithinArea(reservations.rowOpaque(core));
        long row = first + Integer.numberOfTrailingZeros(later != 0 ? later : rows);
        long bits = words.rowVolatile(row);
        if (!groups.claimLowest(row, bits)) {
            return FrameAllocator.NO_FRAME;
        }
        reservations.moveRowOpaque(core, row);
        return FrameBits.firstFrameOf(row) + Long.numberOfTrailingZeros(bits);
    }

    /** First frame of a group of an order up to 8, or {@link FrameAllocator#NO_FRAME}. */
    long claim(int order, int core) {
        while (true) {
            long area = reservations.area(core, order);
            if (area != AreaReservations.NONE) {
                areas.open(area, order, AreaEntry.NO_OWNER); // it may have been merged while it was reserved
                long frame = groups.claim(area, order, false);
                if (frame != FrameAllocator.NO_FRAME) {
                    return frame;
                }
            }
            if (!reservations.replace(core, order, order, area)) {
                return claimAnywhere(order, core);
            }
        }
    }

    private long claimAnywhere(int order, int core) {
        long frame = claimInSpare(order, false);
        for (long area = 0; frame == FrameAllocator.NO_FRAME && area != AreaSet.NONE; ) {
            area = search.free(core, true);
            if (area != AreaSet.NONE && areas.open(area, order, AreaEntry.NO_OWNER)) {
                frame = groups.claim(area, order, false);
            }
        }
        if (frame == FrameAllocator.NO_FRAME && order < AreaRow.WITHIN_ROW) {
            frame = claimInSpare(order, true);
        }
        return frame;
    }

    private long claimInSpare(int order, boolean mayMix) {
        AreaSet spare = words.spare();
        for (long area = spare.next(0, count); area != AreaSet.NONE; area = spare.next(area + 1, count)) {
            long frame = groups.claim(area, order, mayMix);
            if (frame != FrameAllocator.NO_FRAME) {
                return frame;
            }
        }
        return FrameAllocator.NO_FRAME;
    }

    /** First frame of a group of order 9, or {@link FrameAllocator#NO_FRAME}. */
    long claimWhole(int core) {
        long last = search.lastWhole(core);
        if (areas.claimWhole(last)) {
            return UncountedLayout.firstFrameOf(last);
        }
        boolean evenReserved = false;
        while (true) {
            long area = search.free(core, evenReserved);
            if (area != AreaSet.NONE) {
                if (areas.claimWhole(area)) {
                    return UncountedLayout.firstFrameOf(area);
                }
            } else if (!evenReserved) {
                evenReserved = true;
            } else if (!mergeReserved()) {
                return FrameAllocator.NO_FRAME;
            }
        }
    }

    /** Merges a reserved area whose frames are all free; false if there is none. Areas that are not reserved are merged at once. */
    private boolean mergeReserved() {
        for (int core = 0; core < cores; core++) {
            for (int slot = 0; slot < UncountedLayout.SLOTS; slot++) {
                long area = reservations.area(core, slot);
                if (area != AreaReservations.NONE && areas.merge(area)) {
                    return true;
                }
            }
        }
        return false;
    }
}
