package io.ballonet.frame.alloc;

import io.ballonet.memory.Words;

/**
 * Single frames of a {@link TreeAllocator}, from the tree that a core has reserved, from the next that it reserves by
 * {@link TreePolicy}, and from other cores' trees when nothing else is left.
 *
 * <p><b>Concurrency:</b> as {@link TreeEntries}, {@link FrameBits} and {@link TreeCores}. A count goes up before the bits are
 * set, so a claim on it is a promise of bits. Who replaces a core's reservation owes the old tree its release. Lock-free.
 */
final class TreeSupply {
    private final TreeEntries entries;
    private final TreeCores cores;
    private final FrameBits bits;

    TreeSupply(TreeEntries entries, TreeCores cores, FrameBits bits) {
        this.entries = entries;
        this.cores = cores;
        this.bits = bits;
    }

    /** A single frame, or {@link FrameAllocator#NO_FRAME}. */
    long allocate(int core) {
        long reservation = cores.reservationAcquire(core);
        if (reservation != TreeCores.NONE) {
            long frame = takeOne(TreeCores.row(reservation));
            if (frame != FrameAllocator.NO_FRAME) {
                follow(core, reservation, FrameBits.rowOf(frame));
                return frame;
            }
        }
        return allocateElsewhere(core);
    }

    private long allocateElsewhere(int core) {
        while (true) {
            long row = nextRow(core);
            if (row == FrameBits.NO_ROW) {
                return FrameAllocator.NO_FRAME;
            }
            long frame = takeOne(row);
            if (frame != FrameAllocator.NO_FRAME) {
                return frame;
            }
        }
    }

    /**
     * Up to {@code most} single frames, written to consecutive words.
     *
     * @return frames written; fewer only if no more are free
     */
    int allocateMany(int core, long destination, int most) {
        int taken = 0;
        long reservation = cores.reservationAcquire(core);
        long row = reservation == TreeCores.NONE ? FrameBits.NO_ROW : TreeCores.row(reservation);
        while (taken < most) {
            int got = row == FrameBits.NO_ROW ? 0 : takeMany(row, destination + ((long) taken << 3), most - taken);
            taken += got;
            if (got == 0) {
                row = nextRow(core);
                if (row == FrameBits.NO_ROW) {
                    break;
                }
            }
        }
        if (taken > 0) {
            long last = Words.get(destination + ((taken - 1L) << 3));
            follow(core, cores.reservationAcquire(core), FrameBits.rowOf(last));
        }
        return taken;
    }

    private long takeOne(long row) {
        long tree = TreeLayout.treeOfRow(row);
        int preferred = TreeLayout.bitfieldOfRow(row);
        int claim = entries.claim(tree, preferred, 1);
        if (claim == TreeEntries.NO_CLAIM) {
            return FrameAllocator.NO_FRAME;
        }
        int bitfield = TreeEntries.claimedBitfield(claim);
        long first = TreeLayout.firstRowOfBitfield(tree, bitfield);
        int step = bitfield == preferred ? TreeLayout.rowWithinBitfield(row) : 0;
        while (true) { // ends: the claim on the count promises a free bit
            long frame = bits.claimLowest(first + step);
            if (frame != FrameAllocator.NO_FRAME) {
                return frame;
            }
            step = (step + 1) & (TreeLayout.ROWS_PER_BITFIELD - 1);
        }
    }

    private int takeMany(long row, long destination, int most) {
        long tree = TreeLayout.treeOfRow(row);
        int preferred = TreeLayout.bitfieldOfRow(row);
        int claim = entries.claim(tree, preferred, most);
        if (claim == TreeEntries.NO_CLAIM) {
            return 0;
        }
        int bitfield = TreeEntries.claimedBitfield(claim);
        long first = TreeLayout.firstRowOfBitfield(tree, bitfield);
        int step = bitfield == preferred ? TreeLayout.rowWithinBitfield(row) : 0;
        int left = TreeEntries.claimedFrames(claim);
        long next = destination;
        while (true) { // ends: the claim on the count promises free bits
            long claimed = bits.claimLowest(first + step, left);
            next = FrameBits.write(next, first + step, claimed);
            left -= Long.bitCount(claimed);
            if (left == 0) {
                return TreeEntries.claimedFrames(claim);
            }
            step = (step + 1) & (TreeLayout.ROWS_PER_BITFIELD - 1);
        }
    }

    /** Reserves a tree and gives its first row; a row of another core's tree if only those have frames; else NO_ROW. */
    private long nextRow(int core) {
        while (true) {
            long reservation = cores.reservationAcquire(core);
            long found = search(core, reservation, 1);
            if (found < 0) {
                return found == TreeEntries.NO_TREE ? FrameBits.NO_ROW : TreeLayout.firstRowOfTree(~found);
            }
            long row = TreeLayout.firstRowOfTree(found);
            if (reserve(core, reservation, row)) {
                return row;
            }
        }
    }

    /** Where a core looks next: {@link TreeEntries#search}, but first the tree that it lately freed into. */
    long search(int core, long reservation, int groupFrames) {
        long hot = cores.hotTree(core);
        if (hot != TreeCores.NO_TREE && entries.rankIfUnreserved(hot, groupFrames) == TreePolicy.PARTIAL) {
            return hot;
        }
        return entries.search(start(core, reservation), groupFrames);
    }

    /** Tree to begin a search with: the next after the reserved one, or the core's share of the trees. */
    long start(int core, long reservation) {
        long start = reservation == TreeCores.NONE
                ? core * entries.trees() / cores.cores()
                : TreeCores.tree(reservation) + 1;
        return start < entries.trees() ? start : 0;
    }

    /** Reserves the tree of a row and lets the core go on there; false if another thread was faster. */
    boolean reserve(int core, long reservation, long row) {
        long tree = TreeLayout.treeOfRow(row);
        if (!entries.reserve(tree, core)) {
            return false;
        }
        if (!cores.casReservation(core, reservation, TreeCores.at(row))) {
            entries.release(tree); // another thread of this core was first
            return false;
        }
        if (reservation != TreeCores.NONE) {
            entries.release(TreeCores.tree(reservation));
        }
        return true;
    }

    /** Moves the place where the core looks first, within its reserved tree. Losing the race costs a longer look. */
    private void follow(int core, long reservation, long row) {
        long next = TreeCores.at(row);
        if (next != reservation
                && reservation != TreeCores.NONE
                && TreeLayout.treeOfRow(row) == TreeCores.tree(reservation)) {
            cores.casReservation(core, reservation, next);
        }
    }
}
