package io.ballonet.frame.alloc;

/**
 * What becomes of whole areas, and of rows that are given back: free ones are split, split ones merge.
 *
 * <p>Who splits a free area owns its 512 frames until it publishes the rows; who merges one claims the eight rows like any other
 * claimer and then changes the entry. There is no state in between, so nobody ever waits.
 *
 * <p><b>Concurrency:</b> no state of its own; see {@link AreaWords}. Lock-free. Who frees the last frame of a row looks at the other
 * rows after that; who ends a reservation, which forbids merging, or undoes a merge looks again: of two that meet one merges.
 */
final class Areas {
    private final AreaWords words;
    private final long count;
    private final long wholeAreas;

    Areas(UncountedLayout layout, AreaWords words) {
        this.words = words;
        this.count = layout.areas();
        this.wholeAreas = layout.wholeAreas();
    }

    /** Opens the area that the last frame ends, with the frames that exist. Before any other thread. */
    void openTail() {
        long area = wholeAreas;
        if (area < count) {
            words.tryEntry(area, 0, AreaEntry.opened(0, 0));
            publishRows(area);
        }
    }

    /**
     * Splits a free area, all rows of one order.
     *
     * @param core who reserves it with the same step, or {@link AreaEntry#NO_OWNER}; then it must not be reserved
     */
    boolean open(long area, int order, int core) {
        long entry = words.entryVolatile(area);
        if (!AreaEntry.isFree(entry) || (core != AreaEntry.NO_OWNER && AreaEntry.isReserved(entry))) {
            return false;
        }
        long reserved = core == AreaEntry.NO_OWNER ? entry : AreaEntry.reservedBy(entry, core);
        if (!words.tryEntry(area, entry, AreaEntry.opened(reserved, order))) {
            return false;
        }
        publishRows(area);
        return true;
    }

    private void publishRows(long area) {
        long first = UncountedLayout.firstRowOf(area);
        for (long row = first; row < first + AreaEntry.ROWS; row++) {
            words.openRow(row, words.wholeRow(row));
        }
        words.spare().add(area);
    }

    /** Allocates a FREE area as one group of order 9. */
    boolean claimWhole(long area) {
        long entry = words.entryVolatile(area);
        return AreaEntry.isFree(entry) && words.tryEntry(area, entry, AreaEntry.allocatedWhole(entry));
    }

    /** Frees a group of order 9; false, and nothing changed, if the area is none. */
    boolean releaseWhole(long area) {
        while (true) {
            long entry = words.entryVolatile(area);
            if (!AreaEntry.isHuge(entry)) {
                return false;
            }
            if (words.tryEntry(area, entry, AreaEntry.freedWhole(entry))) {
                words.taken().remove(area);
                words.dirty().add(area);
                return true;
            }
        }
    }

    /** Claims rows, one after the other, as long as they are wholly free; how many it got. */
    int closeRows(long first, int count) {
        int closed = 0;
        while (closed < count
                && words.rowVolatile(first + closed) == AreaRow.ALL
                && words.tryRow(first + closed, AreaRow.ALL, 0)) {
            closed++;
        }
        return closed;
    }

    /** Looks at the order of a row after a claim; puts the frames back and says false if it serves another. */
    boolean staysClaimed(long row, int order, long mask) {
        long entry = words.entryVolatile(UncountedLayout.areaOfRow(row));
        if (AreaEntry.rowHolds(entry, UncountedLayout.rowWithinArea(row), order)) {
            return true;
        }
        putBack(row, mask);
        return false;
    }

    /** Frees frames of a row that the caller owns. */
    void putBack(long row, long mask) {
        long before = words.openRow(row, mask);
        settle(row, before, before | mask);
    }

    /** What is left to do after frames of a row became free: to be found, and to be merged. */
    void settle(long row, long before, long after) {
        long area = UncountedLayout.areaOfRow(row);
        if (before == 0) {
            words.spare().add(area);
        }
        if (after == AreaRow.ALL) {
            mergeUnreserved(area);
        }
    }

    /** Merges an area that is not reserved, if it is SPLIT and all its frames are free. */
    void mergeUnreserved(long area) {
        if (!AreaEntry.isReserved(words.entryVolatile(area))) {
            merge(area);
        }
    }

    /** Makes an area FREE, if it is SPLIT and all its frames are free. */
    boolean merge(long area) {
        long first = UncountedLayout.firstRowOf(area);
        while (words.freeInSplit(area) == UncountedLayout.FRAMES_PER_AREA) {
            int closed = closeRows(first, AreaEntry.ROWS);
            if (closed == AreaEntry.ROWS) {
                becomeFree(area);
                return true;
            }
            for (int i = 0; i < closed; i++) {
                words.openRow(first + i, AreaRow.ALL);
            }
            words.spare().add(area);
        }
        return false;
    }

    private void becomeFree(long area) {
        while (true) {
            long entry = words.entryVolatile(area);
            if (words.tryEntry(area, entry, AreaEntry.merged(entry))) {
                words.taken().remove(area);
                return;
            }
        }
    }

    boolean reserve(long area, int core) {
        long entry = words.entryVolatile(area);
        return !AreaEntry.isReserved(entry)
                && AreaEntry.isSplit(entry)
                && words.tryEntry(area, entry, AreaEntry.reservedBy(entry, core));
    }

    /** Ends a reservation that the caller holds. */
    void endReservation(long area) {
        while (true) {
            long entry = words.entryVolatile(area);
            if (words.tryEntry(area, entry, AreaEntry.released(entry))) {
                break;
            }
        }
        merge(area);
    }
}
