package io.ballonet.frame.alloc;

import io.ballonet.memory.PageBatch;
import io.ballonet.memory.Region;
import io.ballonet.memory.Words;

/**
 * LLFree's two-level allocator: bits in cache-line bitfields, counts in trees of bitfields, one tree reserved per core.
 *
 * <p>A core allocates from its reserved tree, so cores write different lines; when the tree is full it reserves the next by
 * {@link TreePolicy}. Frees go to the tree that the frame is in, whoever reserved it. A single operation is two locked
 * instructions (a count, a row); a batch pays them once a bitfield and once a row. Frames come ascending within a tree.
 *
 * <p><b>Concurrency:</b> bits as in {@link FrameBits}, counts as in {@link TreeEntries}. A core's reservation word is read
 * and replaced by every thread that passes the core; who replaces it owes the old tree its release, so a tree names a core as
 * owner exactly while that core's word names the tree (or the replacing call is in flight). Reservations only steer: a tree that
 * another core has reserved still gives frames when nothing else is free. The history word is a hint with benign races.
 * <b>Progress:</b> lock-free. An allocation that runs while frames are freed behind its search can answer {@link #NO_FRAME}
 * although one was free at every moment.
 */
final class TreeAllocator implements FrameAllocator {
    /*
     * Why it is so
     * ------------
     * [1] L. Wrenger, F. Rommel, A. Halbuer, C. Dietrich, D. Lohmann: LLFree: Scalable and Optionally-Persistent Page-Frame
     *     Allocation. USENIX ATC '23. §4.1 lower allocator, §4.2 upper allocator, §4.3 reservation.
     *
     * Counts go up before bits are set and down after bits are cleared [1, §4.1]; a claim on a count is a promise of a bit.
     *
     * Deviations:
     * - A tree has 4 bitfields and its entry holds their counts, where [1] keeps a counter word per bitfield and one per tree. A
     *   claim moves both by one instruction, a single operation needs two locked instructions instead of three, and a search
     *   reads 8 bytes for 8 MiB of frames.
     * - The count of a reserved tree stays in its entry instead of moving to the core's word: entries of cores lie apart because
     *   each core starts its search elsewhere, and the fast path has no third word to write.
     * - Counts are of allocated frames, so that zero is free and an untouched allocator costs no resident memory.
     * - Four frees in a row to one tree make it the next to be reserved, not the one reserved at once [1, §4.3]: a core
     *   keeps its tree until that is full.
     * - Order 0 only. Orders to 9 fit the same words: a count claim of 2^order, and a compare-and-set of an aligned mask.
     */

    private static final long NO_ROW = -1L;
    private static final long NOT_RESERVED = 0;

    private final TreeLayout layout;
    private final int cores;
    private final long frames;
    private final long coresAddress;
    private final TreeEntries entries;
    private final FrameBits bits;
    private final Runnable unmap;

    /**
     * An allocator over zeroed memory.
     *
     * @param address first byte of {@code layout.lengthBytes()} bytes
     * @param bits rows at {@code layout.rowsOffset()} of that memory
     * @param unmap what {@link #close} does with the memory
     */
    TreeAllocator(TreeLayout layout, long address, FrameBits bits, Runnable unmap) {
        this.layout = layout;
        this.cores = layout.cores();
        this.frames = layout.frames();
        this.coresAddress = address + TreeLayout.CORES_OFFSET;
        this.entries = new TreeEntries(address + layout.entriesOffset(), layout);
        this.bits = bits;
        this.unmap = unmap;
        bits.closeTail(layout.rows());
        entries.closeTail();
    }

    static TreeAllocator create(long frames, int cores) {
        Misuse.checkShape(frames, cores, TreeLayout.MOST_FRAMES, TreeLayout.MOST_CORES);
        TreeLayout layout = new TreeLayout(frames, cores);
        Region region = Region.map(layout.lengthBytes());
        FrameBits bits = new FrameBits(region.address() + layout.rowsOffset(), frames);
        return new TreeAllocator(layout, region.address(), bits, region::close);
    }

    @Override
    public long allocate(int order, int core) {
        Misuse.checkCall(order, 0, core, cores);
        long reservation = reservationAcquire(core);
        if (reservation != NOT_RESERVED) {
            long row = reservedRow(reservation);
            long frame = takeOne(row);
            if (frame != NO_FRAME) {
                follow(core, reservation, FrameBits.rowOf(frame));
                return frame;
            }
        }
        return allocateElsewhere(core);
    }

    private long allocateElsewhere(int core) {
        while (true) {
            long row = nextRow(core);
            if (row == NO_ROW) {
                return NO_FRAME;
            }
            long frame = takeOne(row);
            if (frame != NO_FRAME) {
                return frame;
            }
        }
    }

    @Override
    public int allocateBatch(PageBatch destination, int count, int core) {
        Misuse.checkCore(core, cores);
        Misuse.checkRoom(destination, count);
        long from = destination.address() + ((long) destination.size() << 3);
        int taken = 0;
        long reservation = reservationAcquire(core);
        long row = reservation == NOT_RESERVED ? NO_ROW : reservedRow(reservation);
        while (taken < count) {
            int got = row == NO_ROW ? 0 : takeMany(row, from + ((long) taken << 3), count - taken);
            taken += got;
            if (got == 0) {
                row = nextRow(core);
                if (row == NO_ROW) {
                    break;
                }
            }
        }
        if (taken > 0) {
            follow(core, reservationAcquire(core), FrameBits.rowOf(Words.get(from + ((taken - 1L) << 3))));
        }
        destination.setSize(destination.size() + taken);
        return taken;
    }

    private long takeOne(long row) {
        long tree = TreeLayout.treeOfRow(row);
        int preferred = TreeLayout.bitfieldOfRow(row);
        int claim = entries.claim(tree, preferred, 1);
        if (claim == TreeEntries.NO_CLAIM) {
            return NO_FRAME;
        }
        int bitfield = TreeEntries.claimedBitfield(claim);
        long first = TreeLayout.firstRowOfBitfield(tree, bitfield);
        int step = bitfield == preferred ? rowWithinBitfield(row) : 0;
        while (true) { // ends: the claim on the count promises a free bit
            long frame = bits.claimLowest(first + step);
            if (frame != NO_FRAME) {
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
        int step = bitfield == preferred ? rowWithinBitfield(row) : 0;
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

    private static int rowWithinBitfield(long row) {
        return (int) row & (TreeLayout.ROWS_PER_BITFIELD - 1);
    }

    /** Reserves a tree and gives its first row; a row of another core's tree if only those have frames; else NO_ROW. */
    private long nextRow(int core) {
        while (true) {
            long reservation = reservationAcquire(core);
            long found = searchFor(core, reservation);
            if (found < 0) {
                return found == TreeEntries.NO_TREE ? NO_ROW : TreeLayout.firstRowOfTree(~found);
            }
            if (entries.reserve(found, core)) {
                long row = TreeLayout.firstRowOfTree(found);
                if (casReservation(core, reservation, reservationOf(row))) {
                    if (reservation != NOT_RESERVED) {
                        entries.release(TreeLayout.treeOfRow(reservedRow(reservation)));
                    }
                    return row;
                }
                entries.release(found); // another thread of this core was first
            }
        }
    }

    private long searchFor(int core, long reservation) {
        long hot = TreePolicy.hotTree(historyOpaque(core));
        if (hot >= 0 && entries.rankIfUnreserved(hot) == TreePolicy.PARTIAL) {
            return hot;
        }
        long trees = entries.trees();
        long start =
                reservation == NOT_RESERVED ? core * trees / cores : TreeLayout.treeOfRow(reservedRow(reservation)) + 1;
        return entries.search(start < trees ? start : 0);
    }

    @Override
    public void free(long frame, int order, int core) {
        Misuse.checkCall(order, 0, core, cores);
        Misuse.checkFrame(frame, frames);
        if (!bits.release(frame)) {
            throw Misuse.alreadyFree(frame);
        }
        long row = FrameBits.rowOf(frame);
        long tree = TreeLayout.treeOfRow(row);
        entries.giveBack(tree, TreeEntry.units(TreeLayout.bitfieldOfRow(row), 1));
        remember(core, tree);
    }

    @Override
    public void freeBatch(PageBatch source, int core) {
        Misuse.checkCore(core, cores);
        long list = source.address();
        int size = source.size();
        int done = 0;
        long tree = 0;
        long units = 0; // freed in tree, not yet given back to its count
        while (done < size) {
            long entry = list + ((long) done << 3);
            int released = bits.releaseRun(entry, size - done);
            if (released == 0) {
                break;
            }
            long row = FrameBits.rowOf(Words.get(entry));
            if (TreeLayout.treeOfRow(row) != tree) {
                if (units != 0) {
                    entries.giveBack(tree, units);
                }
                tree = TreeLayout.treeOfRow(row);
                units = 0;
            }
            units += TreeEntry.units(TreeLayout.bitfieldOfRow(row), released);
            done += released;
        }
        if (units != 0) {
            entries.giveBack(tree, units);
            remember(core, tree);
        }
        if (done < size) {
            throw Misuse.notFreeable(source.get(done), frames);
        }
    }

    private void remember(int core, long tree) {
        long address = coreAddress(core) + TreeLayout.HISTORY_OFFSET;
        long history = Words.getOpaque(address); // a hint; pairs with setOpaque below
        long next = TreePolicy.remembered(history, tree);
        if (next != history) {
            Words.setOpaque(address, next); // a hint; pairs with getOpaque above and in historyOpaque
        }
    }

    private long historyOpaque(int core) {
        return Words.getOpaque(coreAddress(core) + TreeLayout.HISTORY_OFFSET); // a hint; pairs with remember
    }

    /** Moves the place where the core looks first, within its reserved tree. Losing the race costs a longer look. */
    private void follow(int core, long reservation, long row) {
        long next = reservationOf(row);
        if (next != reservation
                && reservation != NOT_RESERVED
                && TreeLayout.treeOfRow(row) == TreeLayout.treeOfRow(reservedRow(reservation))) {
            casReservation(core, reservation, next);
        }
    }

    private static long reservationOf(long row) {
        return row + 1;
    }

    private static long reservedRow(long reservation) {
        return reservation - 1;
    }

    private long reservationAcquire(int core) {
        return Words.getAcquire(coreAddress(core) + TreeLayout.RESERVATION_OFFSET); // pairs with casReservation
    }

    private boolean casReservation(int core, long expected, long value) {
        // Full fence on success; pairs with reservationAcquire.
        return Words.compareAndSet(coreAddress(core) + TreeLayout.RESERVATION_OFFSET, expected, value);
    }

    private long coreAddress(int core) {
        return coresAddress + core * TreeLayout.CORE_STRIDE;
    }

    @Override
    public long frames() {
        return frames;
    }

    @Override
    public long freeFrames() {
        return entries.freeFrames();
    }

    @Override
    public long freeHugeFrames() {
        return entries.freeBitfields();
    }

    @Override
    public boolean isFree(long frame) {
        Misuse.checkFrame(frame, frames);
        return bits.isFree(frame);
    }

    @Override
    public int maxOrder() {
        return 0;
    }

    @Override
    public long metadataBytes() {
        return layout.lengthBytes();
    }

    @Override
    public void validate() {
        for (long tree = 0; tree < entries.trees(); tree++) {
            long entry = entries.entryAcquire(tree);
            for (int bitfield = 0; bitfield < TreeEntry.BITFIELDS; bitfield++) {
                long set =
                        bits.allocatedIn(TreeLayout.firstRowOfBitfield(tree, bitfield), TreeLayout.ROWS_PER_BITFIELD);
                if (set != TreeEntry.allocated(entry, bitfield)) {
                    throw new IllegalStateException("count differs from bits: tree=" + tree + ", bitfield=" + bitfield
                            + ", count=" + TreeEntry.allocated(entry, bitfield) + ", bits=" + set);
                }
            }
            validateOwner(tree, TreeEntry.owner(entry));
        }
        for (int core = 0; core < cores; core++) {
            long reservation = reservationAcquire(core);
            long tree = TreeLayout.treeOfRow(reservedRow(reservation));
            if (reservation != NOT_RESERVED && TreeEntry.owner(entries.entryAcquire(tree)) != core) {
                throw new IllegalStateException("reserved tree does not name its core: core=" + core + ", tree=" + tree
                        + ", owner=" + TreeEntry.owner(entries.entryAcquire(tree)));
            }
        }
    }

    private void validateOwner(long tree, int owner) {
        boolean wrong = owner >= cores
                || (owner != TreeEntry.NO_OWNER
                        && (reservationAcquire(owner) == NOT_RESERVED
                                || TreeLayout.treeOfRow(reservedRow(reservationAcquire(owner))) != tree));
        if (wrong) {
            throw new IllegalStateException(
                    "tree names a core that has not reserved it: tree=" + tree + ", owner=" + owner);
        }
    }

    @Override
    public long retries() {
        return NOT_COUNTED;
    }

    @Override
    public void close() {
        unmap.run();
    }
}
