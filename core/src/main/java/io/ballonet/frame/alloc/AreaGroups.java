package io.ballonet.frame.alloc;

/**
 * Claims groups of order 0 to 8 in one area.
 *
 * <p>A row serves one order, and only who holds the whole row changes that, by the entry. A claimer looks at the entry after
 * its claim: while a bit of the row is missing nobody can claim the whole row or merge the area, so what it reads then stays true. If
 * it reads another order, or that the area is not SPLIT any more, it puts the bits back. A row that serves one order can become
 * mixed at any time, which only takes away a check.
 *
 * <p><b>Concurrency:</b> no state of its own; see {@link AreaWords}. Lock-free.
 */
final class AreaGroups {
    private final AreaWords words;
    private final Areas areas;

    AreaGroups(AreaWords words, Areas areas) {
        this.words = words;
        this.areas = areas;
    }

    /**
     * Claims a group of an order up to 8 in an area that is SPLIT.
     *
     * @param mayMix true to take it from a row of another order if need be
     * @return its first frame, or {@link FrameAllocator#NO_FRAME}
     */
    long claim(long area, int order, boolean mayMix) {
        long base = UncountedLayout.firstRowOf(area);
        if (!AreaEntry.isSplit(words.entryVolatile(area))) {
            return FrameAllocator.NO_FRAME;
        }
        if (order >= AreaRow.WITHIN_ROW) {
            return claimRows(base, order);
        }
        for (int rows = words.rowsWithFree(base); rows != 0; rows &= rows - 1) {
            long frame = claimInRow(base + Integer.numberOfTrailingZeros(rows), order, mayMix);
            if (frame != FrameAllocator.NO_FRAME) {
                return frame;
            }
        }
        return FrameAllocator.NO_FRAME;
    }

    private long claimInRow(long row, int order, boolean mayMix) {
        while (true) {
            long bits = words.rowVolatile(row);
            long group = AreaRow.lowestGroup(bits, order);
            if (group == 0) {
                return FrameAllocator.NO_FRAME;
            }
            if (claimMask(row, order, bits, group, mayMix)) {
                return FrameBits.firstFrameOf(row) + Long.numberOfTrailingZeros(group);
            }
            if (!words.gives(row, order, bits, mayMix)) {
                return FrameAllocator.NO_FRAME;
            }
        }
    }

    /** Claims the lowest frame of a row that was read as {@code bits}; false if it has none, has changed, or serves another order. */
    boolean claimLowest(long row, long bits) {
        return bits != 0
                && AreaEntry.rowHoldsSingles(words.entryVolatile(UncountedLayout.areaOfRow(row)), row)
                && words.tryRow(row, bits, bits & (bits - 1))
                && areas.staysClaimed(row, 0, bits & -bits);
    }

    /** Claims up to {@code most} single frames of a row; the mask of those it got, or 0. */
    long claimSingles(long row, int most, boolean mayMix) {
        while (true) {
            long bits = words.rowVolatile(row);
            if (bits == 0) {
                return 0;
            }
            long mask = AreaRow.lowest(bits, most);
            if (claimMask(row, 0, bits, mask, mayMix)) {
                return mask;
            }
            if (!words.gives(row, 0, bits, mayMix)) {
                return 0;
            }
        }
    }

    private boolean claimMask(long row, int order, long bits, long mask, boolean mayMix) {
        long area = UncountedLayout.areaOfRow(row);
        int within = UncountedLayout.rowWithinArea(row);
        long entry = words.entryVolatile(area);
        if (!AreaEntry.isSplit(entry)) {
            return false;
        }
        if (bits == words.wholeRow(row) && AreaEntry.rowOrder(entry, within) != order) {
            if (!words.tryRow(row, bits, 0)) {
                return false;
            }
            if (!areas.changeOrder(area, within, order)) {
                areas.putBack(row, bits);
                return false;
            }
            if (bits != mask) {
                areas.putBack(row, bits & ~mask);
            }
            return true;
        }
        if (AreaEntry.rowHolds(entry, within, order)) {
            return words.tryRow(row, bits, bits & ~mask) && areas.staysClaimed(row, order, mask);
        }
        if (mayMix) {
            words.tryEntry(area, entry, AreaEntry.withMixedRow(entry, within));
        }
        return false;
    }

    /** Claims a run of whole rows, aligned to its length. */
    private long claimRows(long base, int order) {
        int length = 1 << (order - AreaRow.WITHIN_ROW);
        for (int run = 0; run < AreaEntry.ROWS; run += length) {
            int claimed = areas.closeRows(base + run, length);
            if (claimed == length && changeOrders(UncountedLayout.areaOfRow(base), run, length, order)) {
                return FrameBits.firstFrameOf(base + run);
            }
            reopenRows(base + run, claimed);
        }
        return FrameAllocator.NO_FRAME;
    }

    /** False if the area was not SPLIT; once the first row's change has succeeded it cannot be merged. */
    private boolean changeOrders(long area, int first, int length, int order) {
        for (int row = first; row < first + length; row++) {
            if (!areas.changeOrder(area, row, order)) {
                return false;
            }
        }
        return true;
    }

    private void reopenRows(long first, int count) {
        for (int i = 0; i < count; i++) {
            areas.putBack(first + i, AreaRow.ALL);
        }
    }
}
