package io.ballonet.frame.alloc;

/** Recomputes from rows what entries, sets and reservations say; only when no call is in flight. */
final class AreasCheck {
    private final UncountedLayout layout;
    private final AreaWords words;
    private final AreaReservations reservations;

    AreasCheck(UncountedLayout layout, AreaWords words, AreaReservations reservations) {
        this.layout = layout;
        this.words = words;
        this.reservations = reservations;
    }

    /**
     * Checks everything.
     *
     * @throws IllegalStateException naming the first word that is wrong
     */
    void run() {
        for (long area = 0; area < layout.areas(); area++) {
            long entry = words.entryVolatile(area);
            int free = AreaEntry.isSplit(entry) ? words.freeInSplit(area) : 0;
            checkState(area, entry, free);
            checkSets(area, entry, free);
            if (AreaEntry.isSplit(entry)) {
                for (int row = 0; row < AreaEntry.ROWS; row++) {
                    checkRow(area, row, entry);
                }
            }
            if (AreaEntry.isReserved(entry)) {
                check(names(AreaEntry.owner(entry), area) == 1, "area is not reserved by its owner once", area, entry);
            }
        }
        checkReservations();
    }

    private void checkState(long area, long entry, int free) {
        boolean whole = area < layout.wholeAreas();
        check(AreaEntry.isSplit(entry) || whole, "area that the last frame ends is not split", area, entry);
        check(
                AreaEntry.isSplit(entry)
                        || words.freeInSplit(area) == (AreaEntry.isOpen(entry) ? UncountedLayout.FRAMES_PER_AREA : 0),
                "rows of an area that is not split are not all ones, or all zeros before its first time",
                area,
                entry);
        check(!AreaEntry.isSplit(entry) || !AreaEntry.isHuge(entry), "area is split and allocated whole", area, entry);
        check(!AreaEntry.isSplit(entry) || AreaEntry.mayMerge(entry), "area is being merged", area, entry);
        check(
                !AreaEntry.isSplit(entry) || free < UncountedLayout.FRAMES_PER_AREA || AreaEntry.isReserved(entry),
                "area is wholly free, not reserved and not merged",
                area,
                entry);
    }

    private void checkSets(long area, long entry, int free) {
        check(free == 0 || words.spare().contains(area), "area with free frames is not in the set", area, entry);
        check(
                !AreaEntry.isFree(entry) || !words.taken().contains(area),
                "free area is in the set of taken ones",
                area,
                entry);
        check(
                !AreaEntry.anyDirty(entry) || words.dirty().contains(area),
                "area with dirty rows is not in the set",
                area,
                entry);
    }

    private void checkRow(long area, int row, long entry) {
        long number = UncountedLayout.firstRowOf(area) + row;
        long bits = words.rowVolatile(number);
        check((bits & ~words.wholeRow(number)) == 0, "a frame past the end is free", area, entry);
        int order = AreaEntry.rowOrder(entry, row);
        if (order == AreaEntry.MIXED || bits == words.wholeRow(number)) {
            return;
        }
        long allocated = words.wholeRow(number) & ~bits;
        int within = Math.min(order, AreaRow.WITHIN_ROW);
        long inGroups = (long) Long.bitCount(AreaRow.freeGroups(allocated, within)) << within;
        check(inGroups == Long.bitCount(allocated), "a group of a row's order is free in part", area, entry);
        if (order > AreaRow.WITHIN_ROW) {
            int length = 1 << (order - AreaRow.WITHIN_ROW);
            int first = row & -length;
            for (int other = first; other < first + length; other++) {
                check(
                        words.rowVolatile(UncountedLayout.firstRowOf(area) + other) == 0
                                && AreaEntry.rowHolds(entry, other, order),
                        "a group of several rows is free in part",
                        area,
                        entry);
            }
        }
    }

    private int names(int core, long area) {
        int names = 0;
        for (int slot = 0; core < layout.cores() && slot < UncountedLayout.SLOTS; slot++) {
            names += reservations.area(core, slot) == area ? 1 : 0;
        }
        return names;
    }

    private void checkReservations() {
        for (int core = 0; core < layout.cores(); core++) {
            for (int slot = 0; slot < UncountedLayout.SLOTS; slot++) {
                long area = reservations.area(core, slot);
                if (area != AreaReservations.NONE) {
                    long entry = words.entryVolatile(area);
                    check(AreaEntry.owner(entry) == core, "reserved area does not name core " + core, area, entry);
                }
            }
        }
    }

    private static void check(boolean holds, String what, long area, long entry) {
        if (!holds) {
            throw new IllegalStateException(what + ": area=" + area + ", entry=0x" + Long.toHexString(entry));
        }
    }
}
