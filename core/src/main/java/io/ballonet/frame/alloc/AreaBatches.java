package io.ballonet.frame.alloc;

import io.ballonet.memory.PageBatch;
import io.ballonet.memory.Words;

/**
 * Lists of single frames, a row by one compare-and-set.
 *
 * <p><b>Concurrency:</b> no state of its own; see {@link AreaWords} and {@link AreaReservations}. Lock-free.
 */
final class AreaBatches {
    private static final int EIGHT_ENTRIES = 8 * Long.BYTES;
    private static final int SLOT = UncountedLayout.BATCH_SLOT;

    private final long frames;
    private final long count;
    private final AreaWords words;
    private final Areas areas;
    private final AreaGroups groups;
    private final AreaSearch search;
    private final AreaReservations reservations;

    private final AreaReleases releases;

    AreaBatches(
            UncountedLayout layout,
            AreaWords words,
            Areas areas,
            AreaGroups groups,
            AreaSearch search,
            AreaReservations reservations,
            AreaReleases releases) {
        this.frames = layout.frames();
        this.count = layout.areas();
        this.words = words;
        this.areas = areas;
        this.groups = groups;
        this.search = search;
        this.reservations = reservations;
        this.releases = releases;
    }

    int allocate(PageBatch destination, int most, int core) {
        long end = destination.address() + ((long) destination.size() << 3);
        int taken = 0;
        while (taken < most) {
            long area = reservations.area(core, SLOT);
            if (area != AreaReservations.NONE) {
                areas.open(area, 0, AreaEntry.NO_OWNER); // it may have been merged while it was reserved
                taken += claimInArea(area, end + ((long) taken << 3), most - taken, false);
            }
            if (taken < most && !reservations.replace(core, SLOT, 0, area)) {
                taken += claimAnywhere(core, end + ((long) taken << 3), most - taken);
                break;
            }
        }
        destination.setSize(destination.size() + taken);
        return taken;
    }

    private int claimInArea(long area, long destination, int most, boolean mayMix) {
        long base = UncountedLayout.firstRowOf(area);
        int taken = 0;
        for (int rows = words.rowsWithFree(base); rows != 0 && taken < most; rows &= rows - 1) {
            long row = base + Integer.numberOfTrailingZeros(rows);
            long mask = groups.claimSingles(row, most - taken, mayMix);
            AreaRow.write(destination + ((long) taken << 3), row, mask);
            taken += Long.bitCount(mask);
        }
        return taken;
    }

    private int claimAnywhere(int core, long destination, int most) {
        int taken = claimInSpare(destination, most, false);
        while (taken < most) {
            long area = search.free(core, true);
            if (area == AreaSet.NONE) {
                break;
            }
            if (areas.open(area, 0, AreaEntry.NO_OWNER)) {
                taken += claimInArea(area, destination + ((long) taken << 3), most - taken, false);
            }
        }
        return taken + claimInSpare(destination + ((long) taken << 3), most - taken, true);
    }

    private int claimInSpare(long destination, int most, boolean mayMix) {
        AreaSet spare = words.spare();
        int taken = 0;
        for (long area = spare.next(0, count);
                area != AreaSet.NONE && taken < most;
                area = spare.next(area + 1, count)) {
            taken += claimInArea(area, destination + ((long) taken << 3), most - taken, mayMix);
        }
        return taken;
    }

    int allocateDirty(PageBatch destination, int most, int core) {
        long end = destination.address() + ((long) destination.size() << 3);
        long start = search.dirtyCursor(core);
        int taken = claimDirtyWithin(start, count, end, most, core);
        taken += claimDirtyWithin(0, Math.min(start, count), end + ((long) taken << 3), most - taken, core);
        destination.setSize(destination.size() + taken);
        return taken;
    }

    private int claimDirtyWithin(long from, long to, long destination, int most, int core) {
        AreaSet dirty = words.dirty();
        int taken = 0;
        for (long area = dirty.next(from, to); area != AreaSet.NONE && taken < most; area = dirty.next(area + 1, to)) {
            taken += claimDirty(area, destination + ((long) taken << 3), most - taken);
            search.moveDirtyCursor(core, area);
        }
        return taken;
    }

    private int claimDirty(long area, long destination, int most) {
        if (AreaEntry.anyDirty(words.entryVolatile(area))) {
            areas.open(area, 0, AreaEntry.NO_OWNER);
        }
        long base = UncountedLayout.firstRowOf(area);
        int taken = 0;
        for (long row = base; row < base + AreaEntry.ROWS && taken < most; row++) {
            if (words.forgetDirty(row)) {
                long mask = groups.claimSingles(row, most - taken, false);
                AreaRow.write(destination + ((long) taken << 3), row, mask);
                taken += Long.bitCount(mask);
                if (words.rowVolatile(row) != 0) {
                    words.noteDirty(row); // of another order, or more than were asked for
                }
            }
        }
        words.forgetDirtyArea(area);
        areas.mergeUnreserved(area);
        return taken;
    }

    /** Frees single frames, those before a misuse included. */
    void free(PageBatch source, boolean dirty) {
        long next = source.address();
        long end = next + ((long) source.size() << 3);
        while (next < end) {
            long after = freeRun(next, end, dirty);
            if (after == next) {
                long frame = Words.get(next);
                Misuse.checkFrame(frame, frames);
                releases.release(frame, 0, dirty);
                after = next + Long.BYTES;
            }
            next = after;
        }
    }

    /** Frees entries from {@code first} on that are distinct frames of one row; the address after them, or {@code first}. */
    private long freeRun(long first, long end, boolean dirty) {
        long frame = Words.get(first);
        if (frame < 0 || frame >= frames) {
            return first;
        }
        long row = FrameBits.rowOf(frame);
        long base = FrameBits.firstFrameOf(row);
        long mask = 1L << frame;
        long next = first + Long.BYTES;
        while (next < end && FrameBits.rowOf(Words.get(next)) == row) {
            long eight = end - next < EIGHT_ENTRIES ? 0 : AreaRow.eight(next, base);
            mask |= eight != 0 ? eight : 1L << Words.get(next);
            next += eight != 0 ? EIGHT_ENTRIES : Long.BYTES;
        }
        boolean distinct = Long.bitCount(mask) == next - first >>> 3;
        return distinct && releases.releaseSingles(row, mask, dirty) ? next : first;
    }
}
