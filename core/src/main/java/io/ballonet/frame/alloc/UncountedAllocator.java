package io.ballonet.frame.alloc;

import io.ballonet.memory.PageBatch;
import io.ballonet.memory.Region;
import io.ballonet.memory.Words;
import io.ballonet.unit.PageSize;

/**
 * LLFree's bitfields without its counters: one compare-and-set for a group of any order up to 6, and for a huge frame.
 *
 * <p>Memory is divided into areas of 512 frames, each a cache line of eight rows of 64 bits and one {@link AreaEntry}. A core
 * reserves an area for each order and one for batches, so cores write different lines; a single allocation clears a bit of the
 * reserved row and a single free sets one. Nothing counts frames: what a search needs to know is a bit an area, and that changes
 * only when an area becomes empty, stops being so, or becomes wholly free. When the reserved area is empty, the core reserves
 * the next by {@link AreaPolicy}. A batch takes all free frames of a row at once.
 *
 * <p>A free is checked against the order that the frame's row serves. One exception: when no row of an order has room, groups
 * come from rows of another order, which are mixed from then on; in a mixed row a free is only checked to free allocated
 * frames, so a wrong order is accepted if all frames of that group are allocated. A mixed row that is wholly free serves one order again with the next group that a search finds there.
 *
 * <p><b>Concurrency:</b> rows and entries as in {@link AreaWords}, sets as in {@link AreaSet}, reservations as in {@link
 * AreaReservations}; no other shared state but hints. A frame has one owner from the compare-and-set that clears its bit (or
 * makes its area HUGE) to the one that sets it, and the pair hands over what the last owner wrote. <b>Progress:</b> lock-free:
 * no state makes anybody wait, and a step is done again only where another thread's succeeded. An allocation that runs while
 * frames are freed behind its search, or while another call holds a row for a moment, can answer {@link #NO_FRAME} although a
 * group was free at every moment; alone it finds the one that is left, wherever it is.
 */
final class UncountedAllocator implements FrameAllocator, ZeroAware {
    /*
     * Why it is so
     * ------------
     * [1] L. Wrenger, F. Rommel, A. Halbuer, C. Dietrich, D. Lohmann: LLFree: Scalable and Optionally-Persistent Page-Frame
     *     Allocation. USENIX ATC '23. §4.1 lower allocator, §4.2 upper allocator, §4.3 reservation, §5.4 fragmentation.
     * [2] J. Bonwick, J. Adams: Magazines and Vmem. USENIX ATC '01. §3: what a core keeps to itself costs no coherence.
     *
     * LLFree [1] pays two or three locked instructions for a frame: a bit, the counter of its bitfield, the counter of its tree.
     * The counters answer two questions. Is there a free frame here? The reserved bitfield is a cache line that the core has
     * anyway; for others a bit that is wrong in one direction only is enough. Is all of it free? That can only be so when a row
     * has just become full, and then the line says it. So the counters go, and with them half of the locked instructions,
     * which are nearly all that an allocation costs.
     *
     * What counters gave besides, and what is here instead:
     * - A huge frame is one instruction on a counter in [1]. Here the area's entry says FREE, and allocating all of it is one
     *   compare-and-set of the entry; who claims a frame looks at the entry after the claim, which keeps everyone else out.
     * - A count promises a bit, so that [1] knows before it searches. Here a search may find a line empty, takes its area out
     *   of the set and looks on; it pays that once for each time that an area becomes empty.
     * - The fullest tree first [1, §4.3] needs counts. Here a search counts the bits of the few areas that it considers.
     * - freeFrames() counts bits: about a microsecond a GiB of frames.
     *
     * Deviations from [1] besides: a row serves one order, which names a wrong order at free; a batch has its area to itself, so
     * that ballooned and pinned frames, which stay, do not lie among single ones, which come and go; rows that may hold an
     * owner's bytes are noted, for an agent that zeroes them in advance.
     */

    private static final int MAX_ORDER = PageSize.HUGE_ORDER;

    private final UncountedLayout layout;
    private final int cores;
    private final long frames;
    private final long coresAddress;
    private final long rowsAddress;
    private final long entriesAddress;
    private final AreaWords words;
    private final Areas areas;
    private final AreaReservations reservations;
    private final AreaClaims claims;
    private final AreaReleases releases;
    private final AreaBatches batches;
    private final Runnable unmap;

    /**
     * An allocator over zeroed memory.
     *
     * @param address first byte of {@code layout.lengthBytes()} bytes
     * @param words over the same memory
     * @param unmap what {@link #close} does with the memory
     */
    UncountedAllocator(UncountedLayout layout, long address, AreaWords words, Runnable unmap) {
        this.layout = layout;
        this.cores = layout.cores();
        this.frames = layout.frames();
        this.coresAddress = address + UncountedLayout.CORES_OFFSET;
        this.rowsAddress = words.rowAddress(0);
        this.entriesAddress = words.entryAddress(0);
        this.words = words;
        this.areas = new Areas(layout, words);
        AreaGroups groups = new AreaGroups(words, areas);
        AreaSearch search = new AreaSearch(words, layout, address);
        this.reservations = new AreaReservations(areas, search, address);
        this.claims = new AreaClaims(layout, words, areas, groups, search, reservations);
        this.releases = new AreaReleases(words, areas);
        this.batches = new AreaBatches(layout, words, areas, groups, search, reservations, releases);
        this.unmap = unmap;
        areas.openTail();
    }

    static UncountedAllocator create(long frames, int cores) {
        Misuse.checkShape(frames, cores, UncountedLayout.MOST_FRAMES, UncountedLayout.MOST_CORES);
        UncountedLayout layout = new UncountedLayout(frames, cores);
        Region region = Region.map(layout.lengthBytes());
        return new UncountedAllocator(layout, region.address(), new AreaWords(layout, region.address()), region::close);
    }

    @Override
    public long allocate(int order, int core) {
        if (order != 0) {
            return allocateGroup(order, core);
        }
        if (Integer.compareUnsigned(core, cores) >= 0) {
            Misuse.checkCore(core, cores);
        }
        long row = AreaReservations.rowOpaque(coresAddress, core); // −1 if there is none: the row without frames
        long rowAddress = rowsAddress + (row << 3);
        long bits = Words.getAcquire(rowAddress); // pairs with casRow in free
        if (bits != 0 && words.tryRowAt(rowAddress, bits, bits & (bits - 1))) {
            // Volatile: the look at the entry comes after the claim, see Areas.
            if (AreaEntry.rowHoldsSingles(words.entryVolatile(UncountedLayout.areaOfRow(row)), row)
                    || areas.staysClaimed(row, 0, Long.lowestOneBit(bits))) {
                return FrameBits.firstFrameOf(row) + Long.numberOfTrailingZeros(bits);
            }
        }
        return claims.claimSingle(core);
    }

    private long allocateGroup(int order, int core) {
        Misuse.checkCall(order, MAX_ORDER, core, cores);
        return order == MAX_ORDER ? claims.claimWhole(core) : claims.claim(order, core);
    }

    @Override
    public void free(long frame, int order, int core) {
        if (order != 0) {
            freeGroup(frame, order, core);
            return;
        }
        if (Integer.compareUnsigned(core, cores) >= 0 || Long.compareUnsigned(frame, frames) >= 0) {
            Misuse.checkCore(core, cores);
            Misuse.checkFrame(frame, frames);
        }
        long row = FrameBits.rowOf(frame);
        long rowAddress = rowsAddress + (row << 3);
        long bits = Words.getAcquire(rowAddress); // pairs with casRow in allocate
        long after = bits | 1L << frame;
        if (AreaEntry.isDirtyRowOfSingles(entryAcquire(row), row)
                && after != bits
                && words.tryRowAt(rowAddress, bits, after)) {
            if (bits == 0 || after == AreaRow.ALL) {
                areas.settle(row, bits, after);
            }
            return;
        }
        releases.release(frame, 0, true);
    }

    private void freeGroup(long frame, int order, int core) {
        Misuse.checkCall(order, MAX_ORDER, core, cores);
        Misuse.checkGroup(frame, order, frames);
        releases.release(frame, order, true);
    }

    @Override
    public int allocateBatch(PageBatch destination, int count, int core) {
        Misuse.checkCore(core, cores);
        Misuse.checkRoom(destination, count);
        return batches.allocate(destination, count, core);
    }

    @Override
    public void freeBatch(PageBatch source, int core) {
        Misuse.checkCore(core, cores);
        batches.free(source, true);
    }

    @Override
    public int allocateDirty(PageBatch destination, int count, int core) {
        Misuse.checkCore(core, cores);
        Misuse.checkRoom(destination, count);
        return batches.allocateDirty(destination, count, core);
    }

    @Override
    public void freeZeroed(PageBatch source, int core) {
        Misuse.checkCore(core, cores);
        batches.free(source, false);
    }

    private long entryAcquire(long row) {
        return Words.getAcquire(entriesAddress + (UncountedLayout.areaOfRow(row) << 3)); // pairs with casEntry
    }

    @Override
    public long frames() {
        return frames;
    }

    @Override
    public long freeFrames() {
        long free = 0;
        for (long area = 0; area < layout.areas(); area++) {
            free += words.freeIn(area);
        }
        return free;
    }

    @Override
    public long freeHugeFrames() {
        long free = 0;
        for (long area = 0; area < layout.wholeAreas(); area++) {
            free += words.freeIn(area) == UncountedLayout.FRAMES_PER_AREA ? 1 : 0;
        }
        return free;
    }

    @Override
    public boolean isFree(long frame) {
        Misuse.checkFrame(frame, frames);
        long area = UncountedLayout.areaOfFrame(frame);
        long entry = words.entryVolatile(area);
        return AreaEntry.isFree(entry)
                || (AreaEntry.isSplit(entry) && (words.rowVolatile(FrameBits.rowOf(frame)) & 1L << frame) != 0);
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
    public long retries() {
        return words.retries();
    }

    @Override
    public void validate() {
        new AreasCheck(layout, words, reservations).run();
    }

    @Override
    public void close() {
        unmap.run();
    }
}
