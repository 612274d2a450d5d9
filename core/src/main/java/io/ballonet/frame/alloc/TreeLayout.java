package io.ballonet.frame.alloc;

import io.ballonet.unit.CacheLine;
import io.ballonet.unit.PageSize;

/**
 * Where {@link TreeAllocator} keeps what, in bytes from the start of its memory, and how frames, rows, bitfields and trees
 * nest.
 *
 * <pre>
 *   0                        core 0: reservation word, history word, huge word, padding to 128
 *   128                      core 1: …
 *   retriesOffset            failed compare-and-sets ({@link RetryCounter})
 *   entriesOffset            tree 0, tree 1, …  one {@link TreeEntry} of 8 bytes a tree
 *   rowsOffset               row 0, row 1, …    one word a row ({@link FrameBits}); 64-byte aligned
 *   marksOffset              row 0, row 1, …    one word a row ({@link GroupMarks}); unbacked until there are groups
 *
 *   frame  →  row (64 frames)  →  bitfield (8 rows, 512 frames, one cache line)  →  tree (4 bitfields, 2048 frames)
 * </pre>
 *
 * <p>Memory ends on a whole tree; what lies past the last frame is allocated for ever. A frame costs 1/8 byte of bits, 1/8
 * byte of marks and 1/256 byte of tree entry.
 *
 * @param frames frames managed, at least 1
 * @param cores cores, at least 1
 */
record TreeLayout(long frames, int cores) {
    /** Most frames: 4 PiB of memory; a row number then fits a reservation word many times. */
    static final long MOST_FRAMES = 1L << 40;
    /** Most cores: what {@link TreeEntry} has room to name. */
    static final int MOST_CORES = TreeEntry.MOST_CORES;

    static final int ROWS_PER_BITFIELD_SHIFT = PageSize.HUGE_ORDER - FrameBits.ROW_SHIFT;
    static final int ROWS_PER_BITFIELD = 1 << ROWS_PER_BITFIELD_SHIFT;
    static final int ROWS_PER_TREE_SHIFT = ROWS_PER_BITFIELD_SHIFT + TreeEntry.BITFIELDS_SHIFT;
    static final int FRAMES_PER_TREE = 1 << (ROWS_PER_TREE_SHIFT + FrameBits.ROW_SHIFT);

    static final long CORES_OFFSET = 0;
    static final long CORE_STRIDE = CacheLine.SPACING;
    static final long RESERVATION_OFFSET = 0;
    static final long HISTORY_OFFSET = RESERVATION_OFFSET + Long.BYTES;
    static final long HUGE_OFFSET = HISTORY_OFFSET + Long.BYTES;

    static long treeOfFrame(long frame) {
        return treeOfRow(FrameBits.rowOf(frame));
    }

    static int bitfieldOfFrame(long frame) {
        return bitfieldOfRow(FrameBits.rowOf(frame));
    }

    static long firstFrameOfBitfield(long tree, int bitfield) {
        return FrameBits.firstFrameOf(firstRowOfBitfield(tree, bitfield));
    }

    static long treeOfRow(long row) {
        return row >>> ROWS_PER_TREE_SHIFT;
    }

    static long firstRowOfTree(long tree) {
        return tree << ROWS_PER_TREE_SHIFT;
    }

    static int bitfieldOfRow(long row) {
        return (int) (row >>> ROWS_PER_BITFIELD_SHIFT) & (TreeEntry.BITFIELDS - 1);
    }

    static int rowWithinBitfield(long row) {
        return (int) row & (ROWS_PER_BITFIELD - 1);
    }

    static long firstRowOfBitfield(long tree, int bitfield) {
        return firstRowOfTree(tree) + ((long) bitfield << ROWS_PER_BITFIELD_SHIFT);
    }

    long trees() {
        return (frames + FRAMES_PER_TREE - 1) / FRAMES_PER_TREE;
    }

    /** Rows, those past the last frame included. */
    long rows() {
        return firstRowOfTree(trees());
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

    long rowsOffset() {
        long end = entriesOffset() + (trees() << 3);
        return (end + CacheLine.SPACING - 1) & -CacheLine.SPACING;
    }

    long marksOffset() {
        return rowsOffset() + (rows() << 3);
    }

    long lengthBytes() {
        return PageSize.bytesOf(PageSize.pagesFor(marksOffset() + (rows() << 3)));
    }
}
