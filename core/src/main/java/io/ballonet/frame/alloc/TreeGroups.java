package io.ballonet.frame.alloc;

import io.ballonet.unit.PageSize;

/**
 * Groups of 2 to 512 frames of a {@link TreeAllocator}.
 *
 * <p>Orders 1 to 8 claim their count, then an aligned group of bits, and mark it ({@link GroupMarks}); where a bitfield has the
 * count but no aligned group the count goes back and the search goes on. Order 9 is one compare-and-set of the tree's
 * entry. {@link FrameAllocator#NO_FRAME} comes after every tree that has the count was tried.
 *
 * <p><b>Concurrency:</b> as {@link TreeSupply}. Lock-free.
 */
final class TreeGroups {
    private static final int MOST_TRIED = (1 << TreeEntry.BITFIELDS) - 1;

    private final TreeEntries entries;
    private final TreeCores cores;
    private final FrameBits bits;
    private final GroupMarks marks;
    private final TreeSupply supply;

    TreeGroups(TreeEntries entries, TreeCores cores, FrameBits bits, GroupMarks marks, TreeSupply supply) {
        this.entries = entries;
        this.cores = cores;
        this.bits = bits;
        this.marks = marks;
        this.supply = supply;
    }

    /**
     * First frame of a group, or {@link FrameAllocator#NO_FRAME}.
     *
     * @param order 1 to 9
     */
    long allocate(int order, int core) {
        if (order == PageSize.HUGE_ORDER) {
            return allocateHuge(core);
        }
        long reservation = cores.reservationAcquire(core);
        if (reservation != TreeCores.NONE) {
            long row = TreeCores.row(reservation);
            long frame = take(TreeLayout.treeOfRow(row), TreeLayout.bitfieldOfRow(row), order);
            if (frame != FrameAllocator.NO_FRAME) {
                return frame;
            }
        }
        long found = supply.search(core, reservation, 1 << order);
        if (found == TreeEntries.NO_TREE) {
            return FrameAllocator.NO_FRAME;
        }
        if (found >= 0) {
            long frame = takeAndMove(found, order, core);
            if (frame != FrameAllocator.NO_FRAME) {
                return frame;
            }
        }
        long start = supply.start(core, reservation);
        long frame = sweep(start, order, core, false);
        return frame != FrameAllocator.NO_FRAME ? frame : sweep(start, order, core, true);
    }

    /** Tries every tree, either those that are reserved or the others. */
    private long sweep(long start, int order, int core, boolean reserved) {
        long trees = entries.trees();
        for (long distance = 0; distance < trees; distance++) {
            long tree = start + distance < trees ? start + distance : start + distance - trees;
            if (TreeEntry.isReserved(entries.entryAcquire(tree)) == reserved) {
                long frame = takeAndMove(tree, order, core);
                if (frame != FrameAllocator.NO_FRAME) {
                    return frame;
                }
            }
        }
        return FrameAllocator.NO_FRAME;
    }

    private long takeAndMove(long tree, int order, int core) {
        long frame = take(tree, 0, order);
        if (frame != FrameAllocator.NO_FRAME && !TreeEntry.isReserved(entries.entryAcquire(tree))) {
            supply.reserve(core, cores.reservationAcquire(core), FrameBits.rowOf(frame));
        }
        return frame;
    }

    private long take(long tree, int preferred, int order) {
        int frames = 1 << order;
        int tried = 0;
        while (tried != MOST_TRIED) {
            int bitfield = TreePolicy.bitfield(entries.entryAcquire(tree), preferred, frames, tried);
            if (bitfield < 0) {
                break;
            }
            tried |= 1 << bitfield;
            long first = TreeLayout.firstRowOfBitfield(tree, bitfield);
            long row = bits.findGroup(first, TreeLayout.ROWS_PER_BITFIELD, first, order);
            if (row == FrameBits.NO_ROW || !entries.claimAll(tree, bitfield, frames)) {
                continue;
            }
            while (row != FrameBits.NO_ROW) {
                long frame = bits.claimGroup(row, order);
                if (frame != FrameAllocator.NO_FRAME) {
                    marks.join(frame, order);
                    return frame;
                }
                row = bits.findGroup(first, TreeLayout.ROWS_PER_BITFIELD, row, order);
            }
            entries.giveBack(tree, TreeEntry.units(bitfield, frames));
        }
        return FrameAllocator.NO_FRAME;
    }

    private long allocateHuge(int core) {
        long tree = cores.hugeTree(core);
        if (tree == TreeCores.NO_TREE) {
            tree = supply.start(core, TreeCores.NONE);
        }
        while (true) {
            int bitfield = entries.claimWhole(tree);
            if (bitfield >= 0) {
                cores.rememberHuge(core, tree);
                return TreeLayout.firstFrameOfBitfield(tree, bitfield);
            }
            long found = entries.search(tree, TreeEntry.FRAMES_PER_BITFIELD);
            if (found == TreeEntries.NO_TREE) {
                return FrameAllocator.NO_FRAME;
            }
            tree = found < 0 ? ~found : found;
        }
    }

    /**
     * Frees a group.
     *
     * @param frame first frame of a group in range
     * @param order 1 to 9
     * @return false, and nothing changed, if no group of that order begins there
     */
    boolean free(long frame, int order, int core) {
        long tree = TreeLayout.treeOfFrame(frame);
        int bitfield = TreeLayout.bitfieldOfFrame(frame);
        if (order == PageSize.HUGE_ORDER) {
            boolean freed = entries.freeWhole(tree, bitfield);
            if (freed) {
                cores.rememberHuge(core, tree);
            }
            return freed;
        }
        if (!marks.part(frame, order) || !bits.releaseGroup(frame, order)) {
            return false;
        }
        entries.giveBack(tree, TreeEntry.units(bitfield, 1 << order));
        cores.rememberFree(core, tree);
        return true;
    }
}
