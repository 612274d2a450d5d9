package io.ballonet.frame.alloc;

import io.ballonet.memory.Words;

/**
 * The array of {@link TreeEntry} words: claiming and giving back counts, reserving trees, and the search for one.
 *
 * <p><b>Concurrency:</b> every thread reads and writes every entry. Counts go up by compare-and-set <em>before</em> bits
 * are set and down by an atomic add <em>after</em> bits are cleared, so a count is never below the bits that it stands for, and
 * whoever has claimed a count finds a free bit. Lock-free; {@link #giveBack} is wait-free.
 */
final class TreeEntries {
    /** {@link #search} found no free frame. */
    static final long NO_TREE = Long.MIN_VALUE;
    /** {@link #claim} found the tree full. */
    static final int NO_CLAIM = -1;

    private static final int CLAIM_BITFIELD_SHIFT = 16;

    private final long address;
    private final long trees;
    private final int framesInLast;

    TreeEntries(long address, TreeLayout layout) {
        this.address = address;
        this.trees = layout.trees();
        this.framesInLast = (int) (layout.frames() - (trees - 1) * TreeLayout.FRAMES_PER_TREE);
    }

    /** Counts as allocated what the last tree lacks. Before any other thread. */
    void closeTail() {
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

    long trees() {
        return trees;
    }

    /**
     * Counts up to {@code most} frames of one bitfield as allocated, before their bits are set.
     *
     * @param preferred bitfield to begin with
     * @return the claim, to be read by {@link #claimedBitfield} and {@link #claimedFrames}, or {@link #NO_CLAIM}
     */
    int claim(long tree, int preferred, int most) {
        long entryAddress = entryAddress(tree);
        while (true) {
            long entry = Words.getAcquire(entryAddress); // pairs with the add in giveBack
            int bitfield = TreePolicy.bitfield(entry, preferred);
            if (bitfield < 0) {
                return NO_CLAIM;
            }
            int frames = Math.min(most, TreeEntry.free(entry, bitfield));
            // Full fence on success; pairs with getAcquire in every method of this class.
            if (Words.compareAndSet(entryAddress, entry, TreeEntry.claimed(entry, bitfield, frames))) {
                return bitfield << CLAIM_BITFIELD_SHIFT | frames;
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
    void giveBack(long tree, long units) {
        Words.getAndAdd(entryAddress(tree), -units); // pairs with getAcquire in claim and search
    }

    /** Reserves a tree for a core; false if it is reserved or full by now. */
    boolean reserve(long tree, int core) {
        long entryAddress = entryAddress(tree);
        while (true) {
            long entry = Words.getAcquire(entryAddress); // pairs with the compare-and-set in release
            if (TreeEntry.isReserved(entry) || TreePolicy.bitfield(entry, 0) < 0) {
                return false;
            }
            if (Words.compareAndSet(entryAddress, entry, TreeEntry.reservedBy(entry, core))) {
                return true;
            }
        }
    }

    /** Ends a reservation that the caller holds. */
    void release(long tree) {
        long entryAddress = entryAddress(tree);
        while (true) {
            long entry = Words.getAcquire(entryAddress); // pairs with the compare-and-set in reserve
            if (Words.compareAndSet(entryAddress, entry, TreeEntry.released(entry))) {
                return;
            }
        }
    }

    /** {@link TreePolicy#rank} of a tree, or {@link TreePolicy#FULL} where it is reserved. */
    int rankIfUnreserved(long tree) {
        long entry = entryAcquire(tree);
        return TreeEntry.isReserved(entry) ? TreePolicy.FULL : rank(tree, entry);
    }

    /**
     * The best tree to reserve, by {@link TreePolicy}, from {@code start} on and around.
     *
     * @return a tree that nobody has reserved; else the complement of a reserved one that has free frames; else
     *     {@link #NO_TREE}
     */
    long search(long start) {
        int bestRank = TreePolicy.FULL;
        long best = NO_TREE;
        for (long distance = 0; distance < trees; distance++) {
            long tree = start + distance < trees ? start + distance : start + distance - trees;
            long entry = entryAcquire(tree);
            int rank = rank(tree, entry);
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

    private int rank(long tree, long entry) {
        int absent = tree == trees - 1 ? TreeLayout.FRAMES_PER_TREE - framesInLast : 0;
        return TreePolicy.rank(TreeEntry.allocated(entry) - absent, TreeLayout.FRAMES_PER_TREE - absent);
    }

    long freeFrames() {
        long free = 0;
        for (long tree = 0; tree < trees; tree++) {
            free += TreeLayout.FRAMES_PER_TREE - TreeEntry.allocated(entryAcquire(tree));
        }
        return free;
    }

    long freeBitfields() {
        long free = 0;
        for (long tree = 0; tree < trees; tree++) {
            long entry = entryAcquire(tree);
            for (int bitfield = 0; bitfield < TreeEntry.BITFIELDS; bitfield++) {
                free += TreeEntry.allocated(entry, bitfield) == 0 ? 1 : 0;
            }
        }
        return free;
    }

    long entryAcquire(long tree) {
        return Words.getAcquire(entryAddress(tree)); // pairs with every compare-and-set and add of this class
    }

    private long entryAddress(long tree) {
        return address + (tree << 3);
    }
}
