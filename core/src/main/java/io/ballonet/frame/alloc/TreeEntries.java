package io.ballonet.frame.alloc;

import io.ballonet.memory.Words;

/**
 * The array of {@link TreeEntry} words: claiming and giving back counts, reserving trees, and the search for one.
 *
 * <p><b>Concurrency:</b> every thread reads and writes every entry. Counts go up by compare-and-set <em>before</em> bits
 * are set and down by an atomic add <em>after</em> bits are cleared, so a count is never below the bits that it stands for, and
 * whoever has claimed a count finds a free bit. A huge frame is one compare-and-set of a count that is zero: nobody holds a bit
 * of it then, and while it is whole nobody can claim a count. Lock-free; {@link #giveBack} is wait-free.
 */
class TreeEntries {
    /** {@link #search} found no free frame. */
    static final long NO_TREE = Long.MIN_VALUE;
    /** {@link #claim} found the tree full. */
    static final int NO_CLAIM = -1;

    private static final int CLAIM_BITFIELD_SHIFT = 16;

    private final long address;
    private final long trees;
    private final int framesInLast;
    private final RetryCounter retries;

    /**
     * Entries over memory that the caller owns.
     *
     * @param address entry of tree 0, 8-byte aligned
     */
    TreeEntries(long address, TreeLayout layout, RetryCounter retries) {
        this.address = address;
        this.retries = retries;
        this.trees = layout.trees();
        this.framesInLast = (int) (layout.frames() - (trees - 1) * TreeLayout.FRAMES_PER_TREE);
    }

    /** Counts as allocated what the last tree lacks. Before any other thread. */
    final void closeTail() {
        long entry = 0;
        for (int bitfield = 0; bitfield < TreeEntry.BITFIELDS; bitfield++) {
            int exist = framesInLast - bitfield * TreeEntry.FRAMES_PER_BITFIELD;
            int absent = Math.clamp(TreeEntry.FRAMES_PER_BITFIELD - exist, 0, TreeEntry.FRAMES_PER_BITFIELD);
            entry = TreeEntry.claimed(entry, bitfield, absent);
        }
        if (entry != 0) {
            Words.set(entryAddress(trees - 1), entry);
        }
    }

    final long trees() {
        return trees;
    }

    /**
     * Counts up to {@code most} frames of one bitfield as allocated, before their bits are set.
     *
     * @param preferred bitfield to begin with
     * @return the claim, to be read by {@link #claimedBitfield} and {@link #claimedFrames}, or {@link #NO_CLAIM}
     */
    final int claim(long tree, int preferred, int most) {
        while (true) {
            long entry = entryAcquire(tree);
            int bitfield = TreePolicy.bitfield(entry, preferred);
            if (bitfield < 0) {
                return NO_CLAIM;
            }
            int frames = Math.min(most, TreeEntry.free(entry, bitfield));
            if (replace(tree, entry, TreeEntry.claimed(entry, bitfield, frames))) {
                return bitfield << CLAIM_BITFIELD_SHIFT | frames;
            }
        }
    }

    /** Counts that many frames of this bitfield as allocated, before their bits are set; false if fewer are free. */
    final boolean claimAll(long tree, int bitfield, int frames) {
        while (true) {
            long entry = entryAcquire(tree);
            if (TreeEntry.free(entry, bitfield) < frames) {
                return false;
            }
            if (replace(tree, entry, TreeEntry.claimed(entry, bitfield, frames))) {
                return true;
            }
        }
    }

    /** Allocates an untouched bitfield as one huge frame; the bitfield, or −1 if the tree has none. */
    final int claimWhole(long tree) {
        while (true) {
            long entry = entryAcquire(tree);
            int bitfield = TreePolicy.bitfield(entry, 0, TreeEntry.FRAMES_PER_BITFIELD, 0);
            if (bitfield < 0 || replace(tree, entry, TreeEntry.wholeClaimed(entry, bitfield))) {
                return bitfield;
            }
        }
    }

    /** Frees a huge frame; false, and nothing changed, if the bitfield is not allocated as one. */
    final boolean freeWhole(long tree, int bitfield) {
        while (true) {
            long entry = entryAcquire(tree);
            if (!TreeEntry.isWhole(entry, bitfield)) {
                return false;
            }
            if (replace(tree, entry, TreeEntry.wholeFreed(entry, bitfield))) {
                return true;
            }
        }
    }

    static int claimedBitfield(int claim) {
        return claim >>> CLAIM_BITFIELD_SHIFT;
    }

    static int claimedFrames(int claim) {
        return claim & ((1 << CLAIM_BITFIELD_SHIFT) - 1);
    }

    /**
     * Counts frames as free, after their bits were cleared.
     *
     * @param units sum of {@link TreeEntry#units} of the frames
     */
    final void giveBack(long tree, long units) {
        Words.getAndAdd(entryAddress(tree), -units); // pairs with entryAcquire
    }

    /** Reserves a tree for a core; false if it is reserved or full by now. */
    final boolean reserve(long tree, int core) {
        while (true) {
            long entry = entryAcquire(tree);
            if (TreeEntry.isReserved(entry) || TreePolicy.bitfield(entry, 0) < 0) {
                return false;
            }
            if (replace(tree, entry, TreeEntry.reservedBy(entry, core))) {
                return true;
            }
        }
    }

    /** Ends a reservation that the caller holds. */
    final void release(long tree) {
        while (true) {
            long entry = entryAcquire(tree);
            if (replace(tree, entry, TreeEntry.released(entry))) {
                return;
            }
        }
    }

    /** {@link TreePolicy#rank} of a tree for a group, or {@link TreePolicy#FULL} where it is reserved. */
    final int rankIfUnreserved(long tree, int groupFrames) {
        long entry = entryAcquire(tree);
        return TreeEntry.isReserved(entry) ? TreePolicy.FULL : rank(tree, entry, groupFrames);
    }

    /**
     * The best tree for a group, by {@link TreePolicy}, from {@code start} on and around.
     *
     * @return a tree that nobody has reserved; else the complement of a reserved one that has room; else {@link #NO_TREE}
     */
    final long search(long start, int groupFrames) {
        int bestRank = TreePolicy.FULL;
        long best = NO_TREE;
        for (long distance = 0; distance < trees; distance++) {
            long tree = start + distance < trees ? start + distance : start + distance - trees;
            long entry = entryAcquire(tree);
            int rank = rank(tree, entry, groupFrames);
            if (rank == TreePolicy.FULL) {
                continue;
            }
            if (TreeEntry.isReserved(entry)) {
                best = best == NO_TREE ? ~tree : best;
            } else if (rank > bestRank) {
                bestRank = rank;
                best = tree;
            }
            if (TreePolicy.endsSearch(bestRank, distance)) {
                return best;
            }
        }
        return best;
    }

    private int rank(long tree, long entry, int groupFrames) {
        int absent = tree == trees - 1 ? TreeLayout.FRAMES_PER_TREE - framesInLast : 0;
        return TreePolicy.rank(entry, absent, groupFrames);
    }

    final long freeFrames() {
        long free = 0;
        for (long tree = 0; tree < trees; tree++) {
            free += TreeLayout.FRAMES_PER_TREE - TreeEntry.allocated(entryAcquire(tree));
        }
        return free;
    }

    final long freeBitfields() {
        long free = 0;
        for (long tree = 0; tree < trees; tree++) {
            long entry = entryAcquire(tree);
            for (int bitfield = 0; bitfield < TreeEntry.BITFIELDS; bitfield++) {
                free += TreeEntry.allocated(entry, bitfield) == 0 ? 1 : 0;
            }
        }
        return free;
    }

    final long entryAcquire(long tree) {
        return Words.getAcquire(entryAddress(tree)); // pairs with casEntry and the add in giveBack
    }

    private boolean replace(long tree, long expected, long value) {
        boolean replaced = casEntry(entryAddress(tree), expected, value);
        if (!replaced) {
            retries.add();
        }
        return replaced;
    }

    /** Every write but that of {@link #giveBack}; a weakened twin of the tests replaces it. Full fence; pairs with itself. */
    boolean casEntry(long entryAddress, long expected, long value) {
        return Words.compareAndSet(entryAddress, expected, value);
    }

    private long entryAddress(long tree) {
        return address + (tree << 3);
    }
}
