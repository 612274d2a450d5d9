package io.ballonet.frame.alloc;

/**
 * What becomes of whole areas, and of rows that are given back: free ones are split, split ones merge.
 *
 * <p>A merge changes the entry alone; the rows stay as they are, all ones. So a row is never zero but where its frames are
 * allocated or claimed, and who frees a frame for the second time finds it free, whatever becomes of the area meanwhile. Who
 * claims frames looks at the entry after the claim, and who merges looks at the rows after it has said so in the entry: of the two, one
 * sees the other. A claimer that sees a merge undoes it and keeps what it has; nobody waits.
 *
 * <p><b>Concurrency:</b> no state of its own; see {@link AreaWords}. Lock-free. Who frees the last frame of a row looks at the other
 * rows after that; who ends a reservation, which forbids merging, or whose merge failed looks again: of two that meet one merges.
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
            open(area, 0, AreaEntry.NO_OWNER);
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
        if (!AreaEntry.isOpen(entry)) {
            fillRows(area);
        }
        words.spare().add(area);
        return true;
    }

    private void fillRows(long area) {
        long first = UncountedLayout.firstRowOf(area);
        for (long row = first; row < first + AreaEntry.ROWS; row++) {
            words.openRow(row, words.wholeRow(row));
        }
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

    /** Looks at the entry after a claim; puts the frames back and says false if the area is not SPLIT or the row serves another order. */
    boolean staysClaimed(long row, int order, long mask) {
        long area = UncountedLayout.areaOfRow(row);
        while (true) {
            long entry = words.entryVolatile(area);
            if (!AreaEntry.isSplit(entry) || !AreaEntry.rowHolds(entry, UncountedLayout.rowWithinArea(row), order)) {
                putBack(row, mask);
                return false;
            }
            if (AreaEntry.holds(entry) || words.tryEntry(area, entry, AreaEntry.held(entry))) {
                return true;
            }
        }
    }

    /** Sets the order of a row that the caller has claimed whole; false if the area is not SPLIT, so that the claim is none. */
    boolean changeOrder(long area, int row, int order) {
        while (true) {
            long entry = words.entryVolatile(area);
            if (!AreaEntry.isSplit(entry)) {
                return false;
            }
            long changed = AreaEntry.withRowOrder(AreaEntry.held(entry), row, order);
            if (changed == entry || words.tryEntry(area, entry, changed)) {
                return true;
            }
        }
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
        while (words.allFree(area)) {
            long entry = words.entryVolatile(area);
            if (!AreaEntry.mayMerge(entry)) {
                return false; // not SPLIT, or another merge is in flight, which looks again at its end
            }
            if (words.tryEntry(area, entry, AreaEntry.merging(entry)) && endMerge(area, words.stillAllFree(area))) {
                words.taken().remove(area);
                return true;
            }
        }
        return false;
    }

    /** The last step of a merge; true if the area became FREE by it. */
    private boolean endMerge(long area, boolean allFree) {
        while (true) {
            long entry = words.entryVolatile(area);
            boolean merged = allFree && AreaEntry.isMerging(entry);
            if (words.tryEntry(area, entry, merged ? AreaEntry.merged(entry) : AreaEntry.mergeEnded(entry))) {
                return merged;
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
