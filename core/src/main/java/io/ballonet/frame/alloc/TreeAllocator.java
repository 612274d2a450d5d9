package io.ballonet.frame.alloc;

import io.ballonet.memory.PageBatch;
import io.ballonet.memory.Region;
import io.ballonet.unit.PageSize;

/**
 * LLFree's two-level allocator: bits in cache-line bitfields, counts in trees of bitfields, one tree reserved per core.
 *
 * <p>A core allocates from its reserved tree, so cores write different lines; when the tree is full it reserves the next by
 * {@link TreePolicy}. Frees go to the tree that the frame is in, whoever reserved it. A single operation is two locked
 * instructions (a count, a row), one of a group three (its marks), of a huge frame one; a batch pays them once a bitfield and once
 * a row. Frames come ascending within a tree.
 *
 * <p><b>Concurrency:</b> bits as in {@link FrameBits}, marks as in {@link GroupMarks}, counts as in {@link TreeEntries},
 * the words of cores as in {@link TreeCores}. A tree names a core as owner exactly while that core's word names the tree (or
 * the replacing call is in flight). Reservations only steer: a tree that another core has reserved still gives frames when
 * nothing else is free. <b>Progress:</b> lock-free. An allocation that runs while frames are freed behind its search, or are
 * claimed for a group that then gives them back, can answer {@link #NO_FRAME} although one was free at every moment.
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
     * - No core keeps frames for its next calls, though that would halve a pair: such a frame is free although its bit is set,
     *   so that of two frees at once, one to the bit and one to the core, both could be taken.
     * - Counts are of allocated frames, so that zero is free and an untouched allocator costs no resident memory.
     * - Four frees in a row to one tree make it the next to be reserved, not the one reserved at once [1, §4.3]: a core
     *   keeps its tree until that is full.
     * - Huge frames are found by a hint of their own (the tree where the core last took or freed one), not in the reserved
     *   tree: single frames and huge ones of a core then write different words.
     * - Orders 7 and 8 claim their rows one by one and give them back when one is taken, as [1] does; but each group is marked,
     *   so that a free with another order is refused. [1] takes any order whose bits are set, and splits.
     */

    private static final int MAX_ORDER = PageSize.HUGE_ORDER;

    private final TreeLayout layout;
    private final long frames;
    private final FrameBits bits;
    private final GroupMarks marks;
    private final TreeEntries entries;
    private final TreeCores cores;
    private final TreeSupply supply;
    private final TreeGroups groups;
    private final RetryCounter retries;
    private final Runnable unmap;

    /**
     * An allocator over zeroed memory.
     *
     * @param address first byte of {@code layout.lengthBytes()} bytes
     * @param bits rows at {@code layout.rowsOffset()} of that memory
     * @param marks marks at {@code layout.marksOffset()}
     * @param entries entries at {@code layout.entriesOffset()}
     * @param unmap what {@link #close} does with the memory
     */
    TreeAllocator(
            TreeLayout layout, long address, FrameBits bits, GroupMarks marks, TreeEntries entries, Runnable unmap) {
        this.layout = layout;
        this.frames = layout.frames();
        this.bits = bits;
        this.marks = marks;
        this.entries = entries;
        this.retries = new RetryCounter(address + layout.retriesOffset());
        this.cores = new TreeCores(address + TreeLayout.CORES_OFFSET, layout.cores(), retries);
        this.supply = new TreeSupply(entries, cores, bits);
        this.groups = new TreeGroups(entries, cores, bits, marks, supply);
        this.unmap = unmap;
        bits.closeTail(layout.rows());
        entries.closeTail();
    }

    static TreeAllocator create(long frames, int cores) {
        Misuse.checkShape(frames, cores, TreeLayout.MOST_FRAMES, TreeLayout.MOST_CORES);
        TreeLayout layout = new TreeLayout(frames, cores);
        Region region = Region.map(layout.lengthBytes());
        long address = region.address();
        RetryCounter retries = new RetryCounter(address + layout.retriesOffset());
        FrameBits bits = new FrameBits(address + layout.rowsOffset(), frames, retries);
        GroupMarks marks = new GroupMarks(address + layout.marksOffset(), retries);
        TreeEntries entries = new TreeEntries(address + layout.entriesOffset(), layout, retries);
        return new TreeAllocator(layout, address, bits, marks, entries, region::close);
    }

    @Override
    public long allocate(int order, int core) {
        Misuse.checkCall(order, MAX_ORDER, core, cores.cores());
        return order == 0 ? supply.allocate(core) : groups.allocate(order, core);
    }

    @Override
    public int allocateBatch(PageBatch destination, int count, int core) {
        Misuse.checkCore(core, cores.cores());
        Misuse.checkRoom(destination, count);
        long from = destination.address() + ((long) destination.size() << 3);
        int taken = supply.allocateMany(core, from, count);
        destination.setSize(destination.size() + taken);
        return taken;
    }

    @Override
    public void free(long frame, int order, int core) {
        Misuse.checkCall(order, MAX_ORDER, core, cores.cores());
        boolean freed;
        if (order == 0) {
            Misuse.checkFrame(frame, frames);
            freed = freeSingle(frame, core);
        } else {
            Misuse.checkGroup(frame, order, frames);
            freed = groups.free(frame, order, core);
        }
        if (!freed) {
            throw refused(frame, order);
        }
    }

    private boolean freeSingle(long frame, int core) {
        if (!marks.isSingle(frame) || !bits.release(frame)) {
            return false;
        }
        long tree = TreeLayout.treeOfFrame(frame);
        entries.giveBack(tree, TreeEntry.units(TreeLayout.bitfieldOfFrame(frame), 1));
        cores.rememberFree(core, tree);
        return true;
    }

    @Override
    public void freeBatch(PageBatch source, int core) {
        Misuse.checkCore(core, cores.cores());
        int size = source.size();
        int done = 0;
        long tree = 0;
        long units = 0; // freed in tree, not yet given back to its count
        while (done < size) {
            long frame = source.get(done);
            if (frame < 0 || frame >= frames) {
                break;
            }
            long row = FrameBits.rowOf(frame);
            int released = bits.releaseRun(source.address() + ((long) done << 3), size - done, marks.grouped(row));
            if (released == 0) {
                break;
            }
            if (TreeLayout.treeOfRow(row) != tree) {
                giveBack(tree, units, core);
                tree = TreeLayout.treeOfRow(row);
                units = 0;
            }
            units += TreeEntry.units(TreeLayout.bitfieldOfRow(row), released);
            done += released;
        }
        giveBack(tree, units, core);
        if (done < size) {
            Misuse.checkFrame(source.get(done), frames);
            throw refused(source.get(done), 0);
        }
    }

    private void giveBack(long tree, long units, int core) {
        if (units != 0) {
            entries.giveBack(tree, units);
            cores.rememberFree(core, tree);
        }
    }

    /** What is wrong with a frame in range that could not be freed. */
    private IllegalStateException refused(long frame, int order) {
        long entry = entries.entryAcquire(TreeLayout.treeOfFrame(frame));
        if (TreeEntry.isWhole(entry, TreeLayout.bitfieldOfFrame(frame)) && order != MAX_ORDER) {
            return Misuse.wrongOrder(frame, order, MAX_ORDER);
        }
        return isFree(frame) ? Misuse.alreadyFree(frame) : marks.refused(frame, order);
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
        long entry = entries.entryAcquire(TreeLayout.treeOfFrame(frame));
        return bits.isFree(frame) && !TreeEntry.isWhole(entry, TreeLayout.bitfieldOfFrame(frame));
    }

    @Override
    public int maxOrder() {
        return MAX_ORDER;
    }

    @Override
    public long metadataBytes() {
        return layout.lengthBytes();
    }

    @Override
    public void validate() {
        new TreeCheck(entries, cores, bits, marks).validate();
    }

    @Override
    public long retries() {
        return retries.sum();
    }

    @Override
    public void close() {
        unmap.run();
    }
}
