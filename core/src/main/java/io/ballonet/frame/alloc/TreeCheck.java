package io.ballonet.frame.alloc;

/** Recomputes the counters of a {@link TreeAllocator} from its bits, and compares what its words say of each other. */
final class TreeCheck {
    private final TreeEntries entries;
    private final TreeCores cores;
    private final FrameBits bits;
    private final GroupMarks marks;

    TreeCheck(TreeEntries entries, TreeCores cores, FrameBits bits, GroupMarks marks) {
        this.entries = entries;
        this.cores = cores;
        this.bits = bits;
        this.marks = marks;
    }

    /**
     * Checks everything. Only when no call is in flight.
     *
     * @throws IllegalStateException naming the first word that is wrong
     */
    void validate() {
        for (long tree = 0; tree < entries.trees(); tree++) {
            long entry = entries.entryAcquire(tree);
            for (int bitfield = 0; bitfield < TreeEntry.BITFIELDS; bitfield++) {
                validateBitfield(tree, bitfield, entry);
            }
            validateOwner(tree, TreeEntry.owner(entry));
        }
        for (int core = 0; core < cores.cores(); core++) {
            long word = cores.reservationAcquire(core);
            if (word != TreeCores.NONE) {
                validateReservation(core, word);
            }
        }
    }

    private void validateBitfield(long tree, int bitfield, long entry) {
        long first = TreeLayout.firstRowOfBitfield(tree, bitfield);
        long set = bits.allocatedIn(first, TreeLayout.ROWS_PER_BITFIELD);
        boolean whole = TreeEntry.isWhole(entry, bitfield);
        int count = whole ? 0 : TreeEntry.allocated(entry, bitfield);
        if (set != count) {
            throw new IllegalStateException("count differs from bits: tree=" + tree + ", bitfield=" + bitfield
                    + ", whole=" + whole + ", count=" + count + ", bits=" + set);
        }
        for (long row = first; row < first + TreeLayout.ROWS_PER_BITFIELD; row++) {
            marks.validate(row, bits.rowAcquire(row));
        }
    }

    private void validateOwner(long tree, int owner) {
        if (owner == TreeEntry.NO_OWNER) {
            return;
        }
        long word = owner < cores.cores() ? cores.reservationAcquire(owner) : TreeCores.NONE;
        if (word == TreeCores.NONE || TreeCores.tree(word) != tree) {
            throw new IllegalStateException(
                    "tree names a core that has not reserved it: tree=" + tree + ", owner=" + owner);
        }
    }

    private void validateReservation(int core, long word) {
        long tree = TreeCores.tree(word);
        int owner = TreeEntry.owner(entries.entryAcquire(tree));
        if (owner != core) {
            throw new IllegalStateException(
                    "reserved tree does not name its core: core=" + core + ", tree=" + tree + ", owner=" + owner);
        }
    }
}
