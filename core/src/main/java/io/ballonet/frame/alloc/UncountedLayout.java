package io.ballonet.frame.alloc;

import io.ballonet.unit.CacheLine;
import io.ballonet.unit.PageSize;

/**
 * Where {@link UncountedAllocator} keeps what, in bytes from the start of its memory, and how frames, rows and areas nest.
 *
 * <pre>
 *   0                   core 0: the row of single frames; at 128 reservations of orders 0 to 8 and of batches, cursors,
 *                       a count of searches
 *   256                 core 1: …
 *   retriesOffset       failed compare-and-sets ({@link RetryCounter})
 *   entriesOffset       area 0, area 1, …   one {@link AreaEntry} of 8 bytes an area
 *   setOffset(SPARE)    one bit an area: it may have free frames ({@link AreaSet})
 *   setOffset(TAKEN)    one bit an area: it is not free
 *   setOffset(DIRTY)    one bit an area: it may have dirty rows
 *   rowsOffset − 8      a row without frames: where a core begins that has reserved nothing
 *   rowsOffset          row 0, row 1, …     one word a row, a set bit is a free frame; an area is a cache line
 *
 *   frame  →  row (64 frames, a word)  →  area (8 rows, 512 frames, order 9)
 * </pre>
 *
 * <p>A reservation word is the number of an area plus one, or 0. A frame costs 1/8 byte of bits, 1/64 byte of entry and
 * 3/4096 byte of sets.
 *
 * @param frames frames managed, at least 1
 * @param cores cores, at least 1
 */
record UncountedLayout(long frames, int cores) {
    /** Most frames: 4 PiB of memory; keeps byte counts far from overflow. */
    static final long MOST_FRAMES = 1L << 40;
    /** Most cores: what {@link AreaEntry} has room to name. */
    static final int MOST_CORES = AreaEntry.MOST_CORES;

    static final int FRAMES_PER_AREA_SHIFT = PageSize.HUGE_ORDER;
    static final int FRAMES_PER_AREA = 1 << FRAMES_PER_AREA_SHIFT;

    /** Areas that may have free frames. */
    static final int SPARE = 0;
    /** Areas that are not free. */
    static final int TAKEN = 1;
    /** Areas that may have dirty rows. */
    static final int DIRTY = 2;

    static final int SETS = 3;

    /** Slot of batches; those before it are of orders 0 to 8. */
    static final int BATCH_SLOT = PageSize.HUGE_ORDER;

    static final int SLOTS = BATCH_SLOT + 1;

    static final long CORES_OFFSET = 0;
    static final int CORE_SHIFT = 8;
    static final long CORE_STRIDE = 1L << CORE_SHIFT;
    /** The row where the core takes single frames, plus one, or 0; with two lines to itself. */
    static final long ROW_OFFSET = 0;

    static final long SLOTS_OFFSET = ROW_OFFSET + CacheLine.SPACING;
    /** Where the core looks next for an area with free frames, in its own part of memory. */
    static final long HOME_CURSOR_OFFSET = SLOTS_OFFSET + SLOTS * Long.BYTES;
    /** The same in all of memory. */
    static final long FAR_CURSOR_OFFSET = HOME_CURSOR_OFFSET + Long.BYTES;
    /** The area after the one that the core took last whole or opened. */
    static final long HUGE_CURSOR_OFFSET = FAR_CURSOR_OFFSET + Long.BYTES;
    /** Where the core found dirty frames last. */
    static final long DIRTY_CURSOR_OFFSET = HUGE_CURSOR_OFFSET + Long.BYTES;
    /** Searches of the core that found little. */
    static final long POOR_SEARCHES_OFFSET = DIRTY_CURSOR_OFFSET + Long.BYTES;

    static long areaOfRow(long row) {
        return row >>> AreaEntry.ROWS_SHIFT;
    }

    static long firstRowOf(long area) {
        return area << AreaEntry.ROWS_SHIFT;
    }

    static int rowWithinArea(long row) {
        return (int) row & (AreaEntry.ROWS - 1);
    }

    static long areaOfFrame(long frame) {
        return frame >>> FRAMES_PER_AREA_SHIFT;
    }

    static long firstFrameOf(long area) {
        return area << FRAMES_PER_AREA_SHIFT;
    }

    /** Offset of a slot's reservation word from its core. */
    static long slotOffset(int slot) {
        return SLOTS_OFFSET + (long) slot * Long.BYTES;
    }

    /** Areas, one that the last frame ends included. */
    long areas() {
        return areaOfFrame(frames + FRAMES_PER_AREA - 1);
    }

    /** Areas with 512 frames. */
    long wholeAreas() {
        return areaOfFrame(frames);
    }

    /** Rows, those past the last frame included. */
    long rows() {
        return firstRowOf(areas());
    }

    long coreOffset(int core) {
        return CORES_OFFSET + core * CORE_STRIDE;
    }

    long retriesOffset() {
        return coreOffset(cores);
    }

    long entriesOffset() {
        return retriesOffset() + RetryCounter.LENGTH_BYTES;
    }

    long setOffset(int set) {
        return spaced(entriesOffset() + (areas() << 3)) + set * setBytes();
    }

    long setBytes() {
        return spaced(AreaSet.wordsFor(areas()) << 3);
    }

    long rowsOffset() {
        return spaced(setOffset(SETS) + Long.BYTES);
    }

    long lengthBytes() {
        return PageSize.bytesOf(PageSize.pagesFor(rowsOffset() + (rows() << 3)));
    }

    private static long spaced(long offset) {
        return (offset + CacheLine.SPACING - 1) & -CacheLine.SPACING;
    }
}
