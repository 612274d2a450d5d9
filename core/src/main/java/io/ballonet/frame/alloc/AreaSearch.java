package io.ballonet.frame.alloc;

import io.ballonet.memory.Words;

/**
 * Finds areas: to reserve by {@link AreaPolicy}, or free ones, in the core's own part of memory first.
 *
 * <p><b>Concurrency:</b> reads what other threads write and keeps no state but cursors, which are hints with benign races; what it
 * finds may be gone. It takes out of the sets what it found there in error, by {@link AreaSet}'s pattern. Lock-free.
 */
final class AreaSearch {
    private final AreaWords words;
    private final long count;
    private final int tailFrames;
    private final int cores;
    private final long coresAddress;

    AreaSearch(AreaWords words, UncountedLayout layout, long address) {
        this.words = words;
        this.count = layout.areas();
        this.tailFrames = (int) (layout.frames() & (UncountedLayout.FRAMES_PER_AREA - 1));
        this.cores = layout.cores();
        this.coresAddress = address + UncountedLayout.CORES_OFFSET;
    }

    /** An area for the core to reserve, in use or free, or {@link AreaSet#NONE}. Nobody had reserved it when it was looked at. */
    long next(int order, int core, int enough) {
        long best = spare(order, core, enough);
        long area = AreaPolicy.area(best);
        if (area >= 0 && !AreaPolicy.opensFree(best, enough, poorSearches(best, core, enough))) {
            return area;
        }
        long free = free(core, false);
        if (free != AreaSet.NONE) {
            return free;
        }
        return area >= 0 ? area : tail(order);
    }

    private long poorSearches(long best, int core, int enough) {
        long searches = cursorOpaque(core, UncountedLayout.POOR_SEARCHES_OFFSET);
        if (AreaPolicy.rank(AreaPolicy.usable(best), enough) == AreaPolicy.POOR) {
            moveCursorOpaque(core, UncountedLayout.POOR_SEARCHES_OFFSET, ++searches);
        }
        return searches;
    }

    /** What {@link AreaPolicy#considered} says of the areas in use that nobody has reserved. */
    private long spare(int order, int core, int enough) {
        long best = spareIn(
                AreaPolicy.NOTHING,
                home(core),
                home(core + 1),
                order,
                enough,
                coreAddress(core) + UncountedLayout.HOME_CURSOR_OFFSET);
        if (cores > 1 && AreaPolicy.isUnsatisfying(best, enough)) {
            best = spareIn(
                    AreaPolicy.elsewhere(best),
                    0,
                    count,
                    order,
                    enough,
                    coreAddress(core) + UncountedLayout.FAR_CURSOR_OFFSET);
        }
        return best;
    }

    /** The best area of a part of memory, from the cursor on and around. */
    private long spareIn(long from, long begin, long end, int order, int enough, long cursorAddress) {
        long cursor = Words.getOpaque(cursorAddress); // a hint; pairs with setOpaque in spareWithin
        long start = cursor >= begin && cursor < end ? cursor : begin;
        long best = spareWithin(from, start, Math.min(end, start + AreaPolicy.VICINITY), order, enough, cursorAddress);
        if (!AreaPolicy.isSettled(best, enough)) {
            long most = Math.min(start, begin + AreaPolicy.VICINITY);
            best = spareWithin(best, begin, most, order, enough, cursorAddress);
        }
        return best;
    }

    private long spareWithin(long from, long begin, long end, int order, int enough, long cursorAddress) {
        long best = from;
        long area = words.spare().next(begin, end);
        while (area != AreaSet.NONE && !AreaPolicy.isSettled(best, enough)) {
            best = consider(best, area, order, enough);
            area = words.spare().next(area + 1, end);
        }
        Words.setOpaque(cursorAddress, area == AreaSet.NONE ? end : area); // a hint; pairs with getOpaque in spareIn
        return best;
    }

    private long consider(long best, long area, int order, int enough) {
        long entry = words.entryVolatile(area);
        if (!AreaEntry.isSplit(entry)) {
            words.forgetSpare(area);
            return best;
        }
        if (AreaEntry.isReserved(entry)) {
            return best;
        }
        int usable = words.usable(area, order);
        if (area == count - 1 && words.freeInSplit(area) == tailFrames) {
            return best; // untouched, so as good as a free one: see tail
        }
        if (usable == 0) {
            if (words.freeInSplit(area) == 0) {
                words.forgetSpare(area);
            }
            return best;
        }
        return AreaPolicy.considered(best, area, usable, enough);
    }

    /** The area that the last frame ends, if nobody has reserved it and it gives groups of the order. */
    private long tail(int order) {
        boolean gives = tailFrames != 0
                && !AreaEntry.isReserved(words.entryVolatile(count - 1))
                && words.usable(count - 1, order) > 0;
        return gives ? count - 1 : AreaSet.NONE;
    }

    /**
     * A free area, or {@link AreaSet#NONE}.
     *
     * @param evenReserved true to take one that a core has reserved
     */
    long free(int core, boolean evenReserved) {
        long last = cursorOpaque(core, UncountedLayout.HUGE_CURSOR_OFFSET);
        long start = last == 0 ? home(core) : last; // the word is the area after the last one taken
        long found = freeWithin(start, count, evenReserved);
        if (found == AreaSet.NONE) {
            found = freeWithin(0, Math.min(start, count), evenReserved);
        }
        if (found != AreaSet.NONE) {
            moveCursorOpaque(core, UncountedLayout.HUGE_CURSOR_OFFSET, found + 1);
        }
        return found;
    }

    private long freeWithin(long begin, long end, boolean evenReserved) {
        AreaSet taken = words.taken();
        for (long area = taken.nextAbsent(begin, end); area != AreaSet.NONE; area = taken.nextAbsent(area + 1, end)) {
            long entry = words.entryVolatile(area);
            if (!AreaEntry.isFree(entry)) {
                words.noteTaken(area);
            } else if (evenReserved || !AreaEntry.isReserved(entry)) {
                return area;
            }
        }
        return AreaSet.NONE;
    }

    /** The area that the core took whole last, or a first guess. */
    long lastWhole(int core) {
        long last = cursorOpaque(core, UncountedLayout.HUGE_CURSOR_OFFSET);
        return last == 0 ? home(core) : last - 1;
    }

    /** Where the core found dirty frames last. */
    long dirtyCursor(int core) {
        return cursorOpaque(core, UncountedLayout.DIRTY_CURSOR_OFFSET);
    }

    void moveDirtyCursor(int core, long area) {
        moveCursorOpaque(core, UncountedLayout.DIRTY_CURSOR_OFFSET, area);
    }

    private long home(int core) {
        return AreaPolicy.home(core, cores, count);
    }

    private long cursorOpaque(int core, long offset) {
        return Words.getOpaque(coreAddress(core) + offset); // a hint; pairs with moveCursorOpaque
    }

    private void moveCursorOpaque(int core, long offset, long area) {
        Words.setOpaque(coreAddress(core) + offset, area); // a hint; pairs with cursorOpaque
    }

    private long coreAddress(int core) {
        return coresAddress + ((long) core << UncountedLayout.CORE_SHIFT);
    }
}
