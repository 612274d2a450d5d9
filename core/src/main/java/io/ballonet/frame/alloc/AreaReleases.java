package io.ballonet.frame.alloc;

/**
 * Gives groups back, or says what is wrong with them.
 *
 * <p>A row is read before its area's entry, and changed only if it is still as it was read: a free that races another free of
 * the same frame fails, and so does one whose row was claimed whole in between.
 *
 * <p><b>Concurrency:</b> no state of its own; see {@link AreaWords}. Lock-free.
 */
final class AreaReleases {
    private final AreaWords words;
    private final Areas areas;

    AreaReleases(AreaWords words, Areas areas) {
        this.words = words;
        this.areas = areas;
    }

    /**
     * Frees a group in range.
     *
     * @param dirty false if its frames read zeros
     */
    void release(long frame, int order, boolean dirty) {
        boolean released;
        if (order > AreaRow.WITHIN_ROW) {
            released = order == UncountedLayout.FRAMES_PER_AREA_SHIFT
                    ? areas.releaseWhole(UncountedLayout.areaOfFrame(frame))
                    : releaseRows(frame, order, dirty);
        } else {
            released = releaseMask(FrameBits.rowOf(frame), AreaRow.groupAt(frame, order), order, dirty);
        }
        if (!released) {
            throw misuse(frame, order);
        }
    }

    /** Frees single frames of a row; false, and nothing changed, if one is not allocated as such. */
    boolean releaseSingles(long row, long mask, boolean dirty) {
        return (mask & ~words.wholeRow(row)) == 0 && releaseMask(row, mask, 0, dirty);
    }

    private boolean releaseMask(long row, long mask, int order, boolean dirty) {
        while (true) {
            long bits = words.rowVolatile(row);
            if ((bits & mask) != 0 || !isAllocatedAs(row, order)) {
                return false;
            }
            if (words.tryRow(row, bits, bits | mask)) {
                settle(row, bits, bits | mask, dirty);
                return true;
            }
        }
    }

    private boolean isAllocatedAs(long row, int order) {
        long entry = words.entryVolatile(UncountedLayout.areaOfRow(row));
        return AreaEntry.isSplit(entry) && AreaEntry.rowHolds(entry, UncountedLayout.rowWithinArea(row), order);
    }

    private boolean releaseRows(long frame, int order, boolean dirty) {
        long first = FrameBits.rowOf(frame);
        long end = first + (1L << (order - AreaRow.WITHIN_ROW));
        for (long row = first; row < end; row++) {
            if (words.rowVolatile(row) != 0 || !isAllocatedAs(row, order)) {
                return false;
            }
        }
        if (!words.tryRow(first, 0, AreaRow.ALL)) {
            return false;
        }
        for (long row = first + 1; row < end; row++) {
            areas.putBack(row, AreaRow.ALL);
            note(row, dirty);
        }
        settle(first, 0, AreaRow.ALL, dirty);
        return true;
    }

    /** What is left to do after frames of a row became free: to note that they are dirty, to be found, and to be merged. */
    void settle(long row, long before, long after, boolean dirty) {
        note(row, dirty);
        areas.settle(row, before, after);
    }

    private void note(long row, boolean dirty) {
        if (dirty && !AreaEntry.isDirty(words.entryVolatile(UncountedLayout.areaOfRow(row)), row)) {
            words.noteDirty(row);
        }
    }

    private IllegalStateException misuse(long frame, int order) {
        long area = UncountedLayout.areaOfFrame(frame);
        long row = FrameBits.rowOf(frame);
        long bits = words.rowVolatile(row);
        long entry = words.entryVolatile(area);
        if (AreaEntry.isHuge(entry)) {
            return Misuse.wrongOrder(frame, order, UncountedLayout.FRAMES_PER_AREA_SHIFT);
        }
        if (AreaEntry.isFree(entry) || (bits & 1L << frame) != 0) {
            return Misuse.alreadyFree(frame);
        }
        int rowOrder = AreaEntry.rowOrder(entry, UncountedLayout.rowWithinArea(row));
        return Misuse.wrongOrder(
                frame, order, rowOrder == AreaEntry.MIXED ? largestAllocated(bits, frame, order) : rowOrder);
    }

    /** Of a group of which some frames are free: the largest order at whose group that begins there all are allocated. */
    private static int largestAllocated(long bits, long frame, int order) {
        int largest = Math.min(order, AreaRow.WITHIN_ROW);
        while (largest > 0 && (bits & AreaRow.groupAt(frame, largest)) != 0) {
            largest--;
        }
        return largest;
    }
}
