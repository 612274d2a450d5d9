package io.ballonet.frame.alloc;

import io.ballonet.memory.Words;

/**
 * Gives a core frames when its stock is empty: fills the stock from the reserved tree, reserves the next tree by
 * {@link TreePolicy}, and takes from trees and stocks of other cores when nothing else is left.
 *
 * <p><b>Concurrency:</b> as {@link TreeEntries}, {@link FrameBits} and {@link TreeCores}, whose words it moves in this order: a
 * count up, then bits, then the stock; back the other way round. Only a word with an empty stock is moved to another
 * tree, so a stock is always of a tree that names its core. Lock-free.
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
        while (true) {
            long frame = cores.takeStocked(core);
            if (frame != FrameAllocator.NO_FRAME) {
                return frame;
            }
            long word = cores.reservationAcquire(core);
            if (TreeReservation.stock(word) != 0) {
                continue; // another thread of this core has filled it
            }
            if (word != TreeReservation.NONE) {
                frame = restock(core, word);
                if (frame != FrameAllocator.NO_FRAME) {
                    return frame;
                }
            }
            long found = search(core, word, 1);
            if (found == TreeEntries.NO_TREE) {
                return cores.takeStockedAnywhere();
            }
            if (found >= 0) {
                reserve(core, word, found);
                continue;
            }
            frame = takeOne(~found);
            if (frame != FrameAllocator.NO_FRAME) {
                return frame;
            }
        }
    }

    /** Takes frames from the reserved tree: one for the caller, the others for the stock. */
    private long restock(int core, long word) {
        long tree = TreeReservation.tree(word);
        int preferred = TreeLayout.bitfieldOfRow(TreeReservation.rowOfHalf(TreeReservation.half(word)));
        while (true) {
            long entry = entries.entryAcquire(tree);
            int bitfield = TreePolicy.bitfield(entry, preferred);
            if (bitfield < 0) {
                return FrameAllocator.NO_FRAME;
            }
            long first = TreeLayout.firstRowOfBitfield(tree, bitfield);
            long half = halfWithRoom(
                    first, bitfield == preferred ? TreeReservation.half(word) : TreeReservation.firstHalfOfRow(first));
            long row = TreeReservation.rowOfHalf(half);
            long within = TreeReservation.inRow(half, TreeReservation.STOCK_MASK);
            int room = Long.bitCount(~bits.rowAcquire(row) & within);
            int want = TreePolicy.restock(TreeEntry.free(entry, bitfield), room);
            if (!entries.claimAll(tree, bitfield, want)) {
                continue;
            }
            long claimed = bits.claimLowest(row, want, within);
            int got = Math.max(1, Long.bitCount(claimed));
            if (got < want) {
                entries.giveBack(tree, TreeEntry.units(bitfield, want - got));
            }
            if (claimed == 0) {
                return takePromised(first);
            }
            stock(core, word, half, claimed & (claimed - 1));
            return FrameBits.firstFrameOf(row) + Long.numberOfTrailingZeros(claimed);
        }
    }

    /** The first half row with a free frame, from {@code start} on and around the bitfield; {@code start} if there is none. */
    private long halfWithRoom(long firstRow, long start) {
        long startRow = TreeReservation.rowOfHalf(start);
        long free = ~bits.rowAcquire(startRow) & (-1L << ((start & 1) << TreeReservation.HALF_SHIFT));
        long row = startRow;
        for (int step = 1; step <= TreeLayout.ROWS_PER_BITFIELD && free == 0; step++) {
            row = firstRow + ((startRow + step) & (TreeLayout.ROWS_PER_BITFIELD - 1));
            free = ~bits.rowAcquire(row);
        }
        return free == 0
                ? start
                : TreeReservation.halfOf(FrameBits.firstFrameOf(row) + Long.numberOfTrailingZeros(free));
    }

    /** Leaves frames of a half row, held by the caller, in the core's stock; gives them back if the word has changed. */
    private void stock(int core, long word, long half, long frames) {
        if (frames == 0 && half == TreeReservation.half(word)) {
            return;
        }
        long stock = frames >>> ((half & 1) << TreeReservation.HALF_SHIFT);
        if (!cores.casReservation(core, word, TreeReservation.at(half, stock))) {
            giveBack(half, stock);
        }
    }

    /** One frame of a tree that another core has reserved, past its stock. */
    private long takeOne(long tree) {
        int claim = entries.claim(tree, 0, 1);
        return claim == TreeEntries.NO_CLAIM
                ? FrameAllocator.NO_FRAME
                : takePromised(TreeLayout.firstRowOfBitfield(tree, TreeEntries.claimedBitfield(claim)));
    }

    private long takePromised(long firstRow) {
        int step = 0;
        while (true) { // ends: the claim on the count promises a free bit
            long frame = bits.claimLowest(firstRow + step);
            if (frame != FrameAllocator.NO_FRAME) {
                return frame;
            }
            step = (step + 1) & (TreeLayout.ROWS_PER_BITFIELD - 1);
        }
    }

    /**
     * Up to {@code most} single frames, written to consecutive words.
     *
     * @return frames written; fewer only if no more are free
     */
    int allocateMany(int core, long destination, int most) {
        int taken = takeStock(core, destination, most);
        long word = cores.reservationAcquire(core);
        long row =
                word == TreeReservation.NONE ? FrameBits.NO_ROW : TreeReservation.rowOfHalf(TreeReservation.half(word));
        while (taken < most) {
            long next = destination + ((long) taken << 3);
            int got = row == FrameBits.NO_ROW ? 0 : takeMany(row, next, most - taken);
            taken += got;
            if (got == 0) {
                row = nextRow(core);
                if (row == FrameBits.NO_ROW) {
                    return taken + takeStocks(next, most - taken);
                }
            }
        }
        if (taken > 0) {
            follow(core, FrameBits.rowOf(Words.get(destination + ((taken - 1L) << 3))));
        }
        return taken;
    }

    private int takeStocks(long destination, int most) {
        int taken = 0;
        for (int core = 0; core < cores.cores() && taken < most; core++) {
            taken += takeStock(core, destination + ((long) taken << 3), most - taken);
        }
        return taken;
    }

    private int takeStock(int core, long destination, int most) {
        long word = cores.takeStock(core, most);
        if (TreeReservation.stock(word) != 0) {
            long half = TreeReservation.half(word);
            FrameBits.write(
                    destination,
                    TreeReservation.rowOfHalf(half),
                    TreeReservation.inRow(half, TreeReservation.stock(word)));
        }
        return TreeReservation.stocked(word);
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
        int step = bitfield == preferred ? (int) row & (TreeLayout.ROWS_PER_BITFIELD - 1) : 0;
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
            long word = cores.reservationAcquire(core);
            long found = search(core, word, 1);
            if (found < 0) {
                return found == TreeEntries.NO_TREE ? FrameBits.NO_ROW : TreeLayout.firstRowOfTree(~found);
            }
            if (moveTo(core, found)) {
                return TreeLayout.firstRowOfTree(found);
            }
        }
    }

    /** Moves the place where the core looks first, within its reserved tree. Losing the race costs a longer look. */
    private void follow(int core, long row) {
        long word = cores.reservationAcquire(core);
        long half = TreeReservation.firstHalfOfRow(row);
        if (word != TreeReservation.NONE
                && TreeReservation.stock(word) == 0
                && TreeReservation.rowOfHalf(TreeReservation.half(word)) != row
                && TreeReservation.tree(word) == TreeLayout.treeOfRow(row)) {
            cores.casReservation(core, word, TreeReservation.at(half, 0));
        }
    }

    /** Where a core looks next: {@link TreeEntries#search}, but first the tree that it lately freed into. */
    long search(int core, long word, int groupFrames) {
        long hot = cores.hotTree(core);
        if (hot != TreeCores.NO_TREE && entries.rankIfUnreserved(hot, groupFrames) == TreePolicy.PARTIAL) {
            return hot;
        }
        return entries.search(start(core, word), groupFrames);
    }

    /** Tree to begin a search with: the next after the reserved one, or the core's share of the trees. */
    long start(int core, long word) {
        long start =
                word == TreeReservation.NONE ? core * entries.trees() / cores.cores() : TreeReservation.tree(word) + 1;
        return start < entries.trees() ? start : 0;
    }

    /** Reserves a tree for a core, whose stock goes back first; false if another thread was faster. */
    boolean moveTo(int core, long tree) {
        returnStock(core);
        long word = cores.reservationAcquire(core);
        return TreeReservation.stock(word) == 0 && reserve(core, word, tree);
    }

    private boolean reserve(int core, long word, long tree) {
        if (!entries.reserve(tree, core)) {
            return false;
        }
        long half = TreeReservation.firstHalfOfRow(TreeLayout.firstRowOfTree(tree));
        if (!cores.casReservation(core, word, TreeReservation.at(half, 0))) {
            entries.release(tree); // another thread of this core was first
            return false;
        }
        if (word != TreeReservation.NONE) {
            entries.release(TreeReservation.tree(word));
        }
        return true;
    }

    /** Gives the stocks of all cores back to their trees, where groups are looked for; false if there was none. */
    boolean returnStocks() {
        boolean any = false;
        for (int core = 0; core < cores.cores(); core++) {
            any |= returnStock(core);
        }
        return any;
    }

    private boolean returnStock(int core) {
        long word = cores.takeStock(core, TreeReservation.FRAMES_PER_HALF);
        giveBack(TreeReservation.half(word), TreeReservation.stock(word));
        return TreeReservation.stock(word) != 0;
    }

    private void giveBack(long half, long stock) {
        if (stock != 0) {
            long row = TreeReservation.rowOfHalf(half);
            bits.releaseHeld(row, TreeReservation.inRow(half, stock));
            long units = TreeEntry.units(TreeLayout.bitfieldOfRow(row), Long.bitCount(stock));
            entries.giveBack(TreeLayout.treeOfRow(row), units);
        }
    }
}
