package io.ballonet.frame.alloc;

import io.ballonet.memory.Words;
import io.ballonet.unit.CacheLine;

/**
 * The rows and entries of all areas, and every change of one area: claim a group, give one back, open, merge.
 *
 * <p>A set bit of a row is a free frame; rows of an area that is not SPLIT are 0, so that nothing can be claimed there.
 * Who opens a free area is the owner of its 512 frames until it publishes the rows; who merges claims the eight rows like
 * any other claimer and then changes the entry. There is no state in between, so nobody ever waits.
 *
 * <p>A row serves one order, and only who holds the whole row changes that, by the entry. A claimer looks at the row's order
 * after its claim: while a bit of the row is missing nobody can claim the whole row, so what it reads then stays true. If it
 * reads another order it puts the bits back. A row that serves one order can become mixed at any time, which only takes
 * away a check.
 *
 * <p><b>Concurrency:</b> every thread reads and writes every word; rows through {@link #casRow} and an atomic or, entries through
 * {@link #casEntry}. Lock-free: a step is done again only because another thread changed the word. The sets follow {@link
 * AreaSet}'s pattern, and so does merging: who frees a row's last frame looks at the other rows after that, and who ends a
 * reservation or undoes a merge looks again, so of two that meet one merges.
 */
class Areas {
    /** No row. */
    static final long NO_ROW = -1L;

    private final long frames;
    private final long rowsAddress;
    private final long entriesAddress;
    private final long retriesAddress;
    private final AreaSet spare;
    private final AreaSet taken;
    private final AreaSet dirty;

    /** Areas over memory that the caller owns, zeroed and then {@linkplain #openTail set up}. */
    Areas(UncountedLayout layout, long address) {
        this.frames = layout.frames();
        this.rowsAddress = address + layout.rowsOffset();
        this.entriesAddress = address + layout.entriesOffset();
        this.retriesAddress = address + layout.retriesOffset();
        this.spare = new AreaSet(address + layout.setOffset(UncountedLayout.SPARE));
        this.taken = new AreaSet(address + layout.setOffset(UncountedLayout.TAKEN));
        this.dirty = new AreaSet(address + layout.setOffset(UncountedLayout.DIRTY));
    }

    /** Opens the area that the last frame ends, with the frames that exist. Before any other thread. */
    final void openTail() {
        long area = UncountedLayout.areaOfFrame(frames);
        if (UncountedLayout.firstFrameOf(area) < frames) {
            Words.set(entryAddress(area), AreaEntry.opened(0, 0));
            publishRows(area);
        }
    }

    /** Areas that may have free frames though they are not free. */
    final AreaSet spare() {
        return spare;
    }

    /** Areas that are not free; those that are may be left out no longer than a call is in flight. */
    final AreaSet taken() {
        return taken;
    }

    /** Areas that may have dirty rows. */
    final AreaSet dirty() {
        return dirty;
    }

    /** The frames of a row that exist. */
    final long wholeRow(long row) {
        long existing = frames - FrameBits.firstFrameOf(row);
        if (existing >= FrameBits.FRAMES_PER_ROW) {
            return AreaRow.ALL;
        }
        return existing <= 0 ? 0 : (1L << existing) - 1;
    }

    // ---- claims

    /**
     * Claims a group of an order up to 8 in an area that is SPLIT.
     *
     * @param first row within the area to begin with
     * @param mayMix true to take it from a row of another order if need be
     * @return its first frame, or {@link FrameAllocator#NO_FRAME}
     */
    final long claim(long area, int order, int first, boolean mayMix) {
        long base = UncountedLayout.firstRowOf(area);
        if (order >= AreaRow.WITHIN_ROW) {
            return claimRows(base, order);
        }
        for (int step = 0; step < AreaEntry.ROWS; step++) {
            long frame = claimInRow(base + ((first + step) & (AreaEntry.ROWS - 1)), order, mayMix);
            if (frame != FrameAllocator.NO_FRAME) {
                return frame;
            }
        }
        return FrameAllocator.NO_FRAME;
    }

    private long claimInRow(long row, int order, boolean mayMix) {
        while (true) {
            long bits = rowVolatile(row);
            long group = AreaRow.lowestGroup(bits, order);
            if (group == 0) {
                return FrameAllocator.NO_FRAME;
            }
            if (claimMask(row, order, bits, group, mayMix)) {
                return FrameBits.firstFrameOf(row) + Long.numberOfTrailingZeros(group);
            }
            if (!gives(row, order, bits, mayMix)) {
                return FrameAllocator.NO_FRAME;
            }
        }
    }

    /** Claims the lowest frame of a row that was read as {@code bits}; false if it has none, has changed, or serves another order. */
    final boolean claimLowest(long row, long bits) {
        return bits != 0
                && AreaEntry.rowHoldsSingles(entryVolatile(UncountedLayout.areaOfRow(row)), row)
                && tryRow(row, bits, bits & (bits - 1))
                && staysClaimed(row, 0, bits & -bits);
    }

    /** Rows of an area that have free frames, one bit each; without a branch that depends on them. */
    final int rowsWithFree(long first) {
        int rows = 0;
        for (int row = 0; row < AreaEntry.ROWS; row++) {
            long bits = rowVolatile(first + row);
            rows |= (int) ((bits | -bits) >>> (Long.SIZE - 1)) << row;
        }
        return rows;
    }

    /** The first row of an area that has a free frame, or the first of all. */
    final long firstRowWithFree(long area) {
        long first = UncountedLayout.firstRowOf(area);
        int rows = rowsWithFree(first);
        return rows == 0 ? first : first + Integer.numberOfTrailingZeros(rows);
    }

    /** Claims up to {@code most} single frames of a row; the mask of those it got, or 0. */
    final long claimSingles(long row, int most, boolean mayMix) {
        while (true) {
            long bits = rowVolatile(row);
            if (bits == 0) {
                return 0;
            }
            long mask = AreaRow.lowest(bits, most);
            if (claimMask(row, 0, bits, mask, mayMix)) {
                return mask;
            }
            if (!gives(row, 0, bits, mayMix)) {
                return 0;
            }
        }
    }

    /** True if a row with these bits gives groups of the order, as it is or after a change of its order. */
    final boolean gives(long row, int order, long bits, boolean mayMix) {
        return bits != 0
                && (mayMix
                        || bits == wholeRow(row)
                        || AreaEntry.rowHolds(
                                entryVolatile(UncountedLayout.areaOfRow(row)),
                                UncountedLayout.rowWithinArea(row),
                                order));
    }

    private boolean claimMask(long row, int order, long bits, long mask, boolean mayMix) {
        long area = UncountedLayout.areaOfRow(row);
        int within = UncountedLayout.rowWithinArea(row);
        long entry = entryVolatile(area);
        if (AreaEntry.rowHolds(entry, within, order)) {
            return tryRow(row, bits, bits & ~mask) && staysClaimed(row, order, mask);
        }
        if (bits == wholeRow(row)) {
            if (!tryRow(row, bits, 0)) {
                return false;
            }
            changeOrder(area, within, order);
            if (bits != mask) {
                putBack(row, bits & ~mask);
            }
            return true;
        }
        if (mayMix && AreaEntry.isSplit(entry)) {
            tryEntry(area, entry, AreaEntry.withMixedRow(entry, within));
        }
        return false;
    }

    /** Looks at the order of a row after a claim; puts the frames back and says false if it serves another. */
    final boolean staysClaimed(long row, int order, long mask) {
        long entry = entryVolatile(UncountedLayout.areaOfRow(row));
        if (AreaEntry.rowHolds(entry, UncountedLayout.rowWithinArea(row), order)) {
            return true;
        }
        putBack(row, mask);
        return false;
    }

    /** Claims a run of whole rows, aligned to its length. */
    private long claimRows(long base, int order) {
        int length = 1 << (order - AreaRow.WITHIN_ROW);
        for (int run = 0; run < AreaEntry.ROWS; run += length) {
            int claimed = closeRows(base + run, length);
            if (claimed == length) {
                for (int i = 0; i < length; i++) {
                    changeOrder(UncountedLayout.areaOfRow(base), run + i, order);
                }
                return FrameBits.firstFrameOf(base + run);
            }
            reopenRows(base + run, claimed);
        }
        return FrameAllocator.NO_FRAME;
    }

    /** Claims rows, one after the other, as long as they are wholly free; how many it got. */
    private int closeRows(long first, int count) {
        int closed = 0;
        while (closed < count
                && rowVolatile(first + closed) == AreaRow.ALL
                && tryRow(first + closed, AreaRow.ALL, 0)) {
            closed++;
        }
        return closed;
    }

    private void reopenRows(long first, int count) {
        for (int i = 0; i < count; i++) {
            putBack(first + i, AreaRow.ALL);
        }
    }

    /** Sets the order of a row that the caller has claimed whole. */
    private void changeOrder(long area, int row, int order) {
        while (true) {
            long entry = entryVolatile(area);
            if (AreaEntry.rowOrder(entry, row) == order
                    || tryEntry(area, entry, AreaEntry.withRowOrder(entry, row, order))) {
                return;
            }
        }
    }

    // ---- giving back

    /** Frees frames of a row that the caller owns. */
    final void putBack(long row, long mask) {
        long before = Words.getAndBitwiseOr(rowAddress(row), mask); // pairs with rowVolatile
        settle(row, before, before | mask);
    }

    /** What is left to do after frames of a row became free: to be found, and to be merged. */
    final void settle(long row, long before, long after) {
        long area = UncountedLayout.areaOfRow(row);
        if (before == 0) {
            spare.add(area);
        }
        if (after == AreaRow.ALL) {
            mergeUnreserved(area);
        }
    }

    /** Notes that free frames of a row hold an owner's bytes. */
    final void noteDirty(long row) {
        long area = UncountedLayout.areaOfRow(row);
        while (true) {
            long entry = entryVolatile(area);
            if (AreaEntry.isDirty(entry, row) || AreaEntry.isHuge(entry)) {
                break;
            }
            if (tryEntry(area, entry, AreaEntry.dirtied(entry, row))) {
                break;
            }
        }
        dirty.add(area);
    }

    /** Forgets that a row is dirty; false if nobody had noted it. */
    final boolean forgetDirty(long row) {
        long area = UncountedLayout.areaOfRow(row);
        while (true) {
            long entry = entryVolatile(area);
            if (!AreaEntry.isDirty(entry, row)) {
                return false;
            }
            if (tryEntry(area, entry, AreaEntry.cleaned(entry, row))) {
                return true;
            }
        }
    }

    /** Takes an area that has no dirty row out of the set of those that may. */
    final void forgetDirtyArea(long area) {
        dirty.remove(area);
        if (AreaEntry.anyDirty(entryVolatile(area))) {
            dirty.add(area);
        }
    }

    /** Takes an area without a free frame out of the set of those that may have some. */
    final void forgetSpare(long area) {
        spare.remove(area);
        rememberSpare(area);
    }

    /** The second look of {@link #forgetSpare}; a weakened twin of the tests leaves it out. */
    void rememberSpare(long area) {
        if (AreaEntry.isSplit(entryVolatile(area)) && freeInSplit(area) != 0) {
            spare.add(area);
        }
    }

    /** Puts an area that is not free into the set of those that are not. */
    final void noteTaken(long area) {
        taken.add(area);
        if (AreaEntry.isFree(entryVolatile(area))) {
            taken.remove(area);
        }
    }

    // ---- whole areas

    /**
     * Splits a free area, all rows of one order.
     *
     * @param core who reserves it with the same step, or {@link AreaEntry#NO_OWNER}; then it must not be reserved
     */
    final boolean open(long area, int order, int core) {
        long entry = entryVolatile(area);
        if (!AreaEntry.isFree(entry) || (core != AreaEntry.NO_OWNER && AreaEntry.isReserved(entry))) {
            return false;
        }
        long reserved = core == AreaEntry.NO_OWNER ? entry : AreaEntry.reservedBy(entry, core);
        if (!tryEntry(area, entry, AreaEntry.opened(reserved, order))) {
            return false;
        }
        publishRows(area);
        return true;
    }

    private void publishRows(long area) {
        long first = UncountedLayout.firstRowOf(area);
        for (long row = first; row < first + AreaEntry.ROWS; row++) {
            Words.setVolatile(rowAddress(row), wholeRow(row)); // pairs with rowVolatile
        }
        spare.add(area);
    }

    /** Merges an area that is not reserved, if it is SPLIT and all its frames are free. */
    final void mergeUnreserved(long area) {
        if (!AreaEntry.isReserved(entryVolatile(area))) {
            merge(area);
        }
    }

    /** Makes an area FREE, if it is SPLIT and all its frames are free. */
    final boolean merge(long area) {
        long first = UncountedLayout.firstRowOf(area);
        while (freeInSplit(area) == UncountedLayout.FRAMES_PER_AREA) {
            int closed = closeRows(first, AreaEntry.ROWS);
            if (closed == AreaEntry.ROWS) {
                becomeFree(area);
                return true;
            }
            for (int i = 0; i < closed; i++) {
                Words.getAndBitwiseOr(rowAddress(first + i), AreaRow.ALL); // pairs with rowVolatile
            }
            spare.add(area);
        }
        return false;
    }

    private void becomeFree(long area) {
        while (true) {
            long entry = entryVolatile(area);
            if (tryEntry(area, entry, AreaEntry.merged(entry))) {
                taken.remove(area);
                return;
            }
        }
    }

    /** Allocates a FREE area as one group of order 9. */
    final boolean claimWhole(long area) {
        long entry = entryVolatile(area);
        return AreaEntry.isFree(entry) && tryEntry(area, entry, AreaEntry.allocatedWhole(entry));
    }

    /** Frees a group of order 9; false, and nothing changed, if the area is none. */
    final boolean releaseWhole(long area) {
        while (true) {
            long entry = entryVolatile(area);
            if (!AreaEntry.isHuge(entry)) {
                return false;
            }
            if (tryEntry(area, entry, AreaEntry.freedWhole(entry))) {
                taken.remove(area);
                dirty.add(area);
                return true;
            }
        }
    }

    // ---- reservations

    final boolean reserve(long area, int core) {
        long entry = entryVolatile(area);
        return !AreaEntry.isReserved(entry)
                && AreaEntry.isSplit(entry)
                && tryEntry(area, entry, AreaEntry.reservedBy(entry, core));
    }

    /** Ends a reservation that the caller holds. */
    final void endReservation(long area) {
        while (true) {
            long entry = entryVolatile(area);
            if (tryEntry(area, entry, AreaEntry.released(entry))) {
                break;
            }
        }
        merge(area);
    }

    /** Frames of free groups of an order up to 8 that an area can give without mixing a row; 0 unless it is SPLIT. */
    final int usable(long area, int order) {
        if (order == 0 && AreaEntry.allRowsHoldSingles(entryVolatile(area))) {
            return freeInSplit(area);
        }
        long first = UncountedLayout.firstRowOf(area);
        int length = order <= AreaRow.WITHIN_ROW ? 1 : 1 << (order - AreaRow.WITHIN_ROW);
        int usable = 0;
        for (int run = 0; run < AreaEntry.ROWS; run += length) {
            usable += usableIn(first + run, length, order);
        }
        return usable;
    }

    private int usableIn(long row, int length, int order) {
        long bits = rowVolatile(row);
        if (order < AreaRow.WITHIN_ROW) {
            return gives(row, order, bits, false) ? Long.bitCount(AreaRow.freeGroups(bits, order)) << order : 0;
        }
        for (int i = 1; i < length; i++) {
            bits &= rowVolatile(row + i);
        }
        return bits == AreaRow.ALL ? 1 << order : 0;
    }

    // ---- words

    final boolean tryRow(long row, long expected, long value) {
        return casRow(rowAddress(row), expected, value) || noteRetry();
    }

    private boolean tryEntry(long area, long expected, long value) {
        return casEntry(entryAddress(area), expected, value) || noteRetry();
    }

    /** Counts a failed compare-and-set, by thread. */
    final boolean noteRetry() {
        long stripe = Thread.currentThread().threadId() & (UncountedLayout.RETRY_STRIPES - 1);
        Words.getAndAdd(retriesAddress + stripe * CacheLine.SPACING, 1); // pairs with retries
        return false;
    }

    final long retries() {
        long sum = 0;
        for (int stripe = 0; stripe < UncountedLayout.RETRY_STRIPES; stripe++) {
            sum += Words.getOpaque(retriesAddress + stripe * CacheLine.SPACING); // pairs with noteRetry
        }
        return sum;
    }

    /** Free frames of an area. */
    final int freeIn(long area) {
        return AreaEntry.isFree(entryVolatile(area)) ? UncountedLayout.FRAMES_PER_AREA : freeInSplit(area);
    }

    /** Set bits of an area's rows; 0 unless it is SPLIT. */
    final int freeInSplit(long area) {
        long address = rowAddress(UncountedLayout.firstRowOf(area));
        int free = 0;
        for (int row = 0; row < AreaEntry.ROWS; row++) {
            free += Long.bitCount(Words.getVolatile(address + ((long) row << 3))); // pairs with casRow
        }
        return free;
    }

    final long rowVolatile(long row) {
        return Words.getVolatile(rowAddress(row)); // pairs with casRow and the ors
    }

    final long entryVolatile(long area) {
        return Words.getVolatile(entryAddress(area)); // pairs with casEntry
    }

    final long rowAddress(long row) {
        return rowsAddress + (row << 3);
    }

    final long entryAddress(long area) {
        return entriesAddress + (area << 3);
    }

    /** The one claim of bits; a weakened twin of the tests replaces it. Full fence on success; pairs with rowVolatile. */
    boolean casRow(long rowAddress, long expected, long value) {
        return Words.compareAndSet(rowAddress, expected, value);
    }

    /** The one change of an entry; a weakened twin of the tests replaces it. Full fence on success; pairs with entryVolatile. */
    boolean casEntry(long entryAddress, long expected, long value) {
        return Words.compareAndSet(entryAddress, expected, value);
    }
}
