package io.ballonet.frame.alloc;

import io.ballonet.memory.Words;

/**
 * The rows, entries and sets of all areas: what they say, and the single steps that change them.
 *
 * <p>A set bit of a row is a free frame while the area is SPLIT; else the rows mean nothing, and claims of theirs are put back.
 *
 * <p><b>Concurrency:</b> every thread reads and writes every word: rows through {@link #tryRow} and {@link #openRow}, entries through
 * {@link #tryEntry}, sets by {@link AreaSet}'s pattern. All are volatile, because who changes one word and then looks at another
 * must not miss who does the reverse. Lock-free: a step is done again only because another thread changed the word.
 */
class AreaWords {
    private final long frames;
    private final long rowsAddress;
    private final long entriesAddress;
    private final RetryCounter retries;
    private final AreaSet spare;
    private final AreaSet taken;
    private final AreaSet dirty;

    /** Words over zeroed memory that the caller owns. */
    AreaWords(UncountedLayout layout, long address) {
        this.frames = layout.frames();
        this.rowsAddress = address + layout.rowsOffset();
        this.entriesAddress = address + layout.entriesOffset();
        this.retries = new RetryCounter(address + layout.retriesOffset());
        this.spare = new AreaSet(address + layout.setOffset(UncountedLayout.SPARE));
        this.taken = new AreaSet(address + layout.setOffset(UncountedLayout.TAKEN));
        this.dirty = new AreaSet(address + layout.setOffset(UncountedLayout.DIRTY));
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

    /** Free frames of an area. */
    final int freeIn(long area) {
        long entry = entryVolatile(area);
        if (AreaEntry.isSplit(entry)) {
            return freeInSplit(area);
        }
        return AreaEntry.isFree(entry) ? UncountedLayout.FRAMES_PER_AREA : 0;
    }

    /** True if all 512 frames of an area that is SPLIT are free. */
    final boolean allFree(long area) {
        return freeInSplit(area) == UncountedLayout.FRAMES_PER_AREA;
    }

    /** The second look of a merge; a weakened twin of the tests leaves it out. */
    boolean stillAllFree(long area) {
        return allFree(area);
    }

    /** Free frames of an area that is SPLIT. */
    final int freeInSplit(long area) {
        long first = UncountedLayout.firstRowOf(area);
        return Long.bitCount(rowVolatile(first))
                + Long.bitCount(rowVolatile(first + 1))
                + Long.bitCount(rowVolatile(first + 2))
                + Long.bitCount(rowVolatile(first + 3))
                + Long.bitCount(rowVolatile(first + 4))
                + Long.bitCount(rowVolatile(first + 5))
                + Long.bitCount(rowVolatile(first + 6))
                + Long.bitCount(rowVolatile(first + 7));
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

    /** Frames of free groups of an order up to 8 that an area that is SPLIT can give without mixing a row. */
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

    /** True if the area is SPLIT and a row with these bits gives groups of the order, as it is or after a change of its order. */
    final boolean gives(long row, int order, long bits, boolean mayMix) {
        long entry = entryVolatile(UncountedLayout.areaOfRow(row));
        return bits != 0
                && AreaEntry.isSplit(entry)
                && (mayMix
                        || bits == wholeRow(row)
                        || AreaEntry.rowHolds(entry, UncountedLayout.rowWithinArea(row), order));
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

    final boolean tryRow(long row, long expected, long value) {
        return tryRowAt(rowAddress(row), expected, value);
    }

    /** The same by address, for callers that have it. */
    final boolean tryRowAt(long rowAddress, long expected, long value) {
        return casRow(rowAddress, expected, value) || failed();
    }

    final boolean tryEntry(long area, long expected, long value) {
        return casEntry(entryAddress(area), expected, value) || failed();
    }

    /** Frees frames of a row that the caller owns; the row as it was. Atomic or; pairs with {@link #rowVolatile}. */
    final long openRow(long row, long mask) {
        return Words.getAndBitwiseOr(rowAddress(row), mask);
    }

    final long retries() {
        return retries.sum();
    }

    private boolean failed() {
        retries.add();
        return false;
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
