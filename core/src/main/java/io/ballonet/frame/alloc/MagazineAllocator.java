package io.ballonet.frame.alloc;

import io.ballonet.memory.PageBatch;
import io.ballonet.memory.Region;
import io.ballonet.unit.PageSize;
import java.util.Arrays;

/**
 * Bonwick's magazines and depot in front of another allocator: single frames come from and go to an array of the core's own,
 * and only whole arrays go further.
 *
 * <p>Order 0, one by one, goes through the magazines. Other orders and batches go to the allocator behind; it has orders to
 * split and merge, and batches of its own. When it has nothing left, every magazine is emptied into it before an
 * allocation fails. Frames in magazines are free: every query counts them. One bit a frame says that a caller holds it by
 * itself; freeing clears it, so that a second free finds it clear.
 *
 * <p><b>Concurrency:</b> a lock for each core, one for the depot; a thread takes at most one core's, then the depot's or what the
 * allocator behind takes, or else all cores' in ascending order and then the depot's. A frame's bit is set by who took it and
 * cleared by compare-and-set. A single call that finds its magazine as it likes it is two locked instructions. <b>Progress:</b>
 * blocking, see {@link SpinLock}. While other calls are in flight an allocation can answer {@link #NO_FRAME} although a magazine
 * holds a frame that was just moved there.
 *
 * <p>Source: J. Bonwick and J. Adams, Magazines and Vmem: Extending the Slab Allocator to Many CPUs and Arbitrary Resources,
 * USENIX ATC 2001, section 3.
 *
 * <p>Deviations: a magazine is filled from behind by one batch, where the paper allocates one object at a time and lets frees
 * fill magazines; its size is fixed, where the paper lets it grow with contention; the depot has a fixed number of magazines, so
 * that one which finds no empty one gives its frames back, where the paper makes another and trims the depot to its
 * working set; frames are taken in ascending order from a magazine that was just filled.
 */
final class MagazineAllocator implements FrameAllocator {
    private static final int MOST_CORES = 1 << 12;

    private final FrameAllocator behind;
    private final MagazineLayout layout;
    private final long frames;
    private final MagazineBits held;
    private final MagazineDepot depot;
    private final MagazineCore[] cores;
    private final PageBatch[] magazines;
    private final MagazineContents contents;
    private final Runnable unmap;

    /**
     * Magazines over zeroed memory.
     *
     * @param behind an allocator that nobody else uses; {@link #close} closes it
     * @param address first byte of {@code layout.lengthBytes()} bytes
     * @param lock {@link SpinLock#PLAIN} but in tests
     * @param unmap what {@link #close} does with the memory
     */
    MagazineAllocator(FrameAllocator behind, MagazineLayout layout, long address, SpinLock lock, Runnable unmap) {
        this.behind = behind;
        this.layout = layout;
        this.frames = layout.frames();
        this.held = new MagazineBits(address + layout.bitsOffset(), frames);
        this.depot = new MagazineDepot(layout, address, lock);
        this.magazines = new PageBatch[layout.magazines()];
        for (int i = 0; i < magazines.length; i++) {
            long rounds = address + layout.magazineOffset(i) + MagazineLayout.ROUNDS_OFFSET;
            magazines[i] = PageBatch.over(rounds, MagazineLayout.ROUNDS);
        }
        this.cores = new MagazineCore[layout.cores()];
        for (int core = 0; core < cores.length; core++) {
            cores[core] = new MagazineCore(layout, address, core, lock, depot, behind, magazines);
            cores[core].equip(2L * core, 2L * core + 1);
        }
        for (int spare = 2 * cores.length; spare < magazines.length; spare++) {
            depot.pushEmpty(spare);
        }
        this.contents = new MagazineContents(cores, depot, magazines);
        this.unmap = unmap;
    }

    static MagazineAllocator create(FrameAllocatorFactory behind, long frames, int cores) {
        Misuse.checkShape(frames, cores, Long.MAX_VALUE, MOST_CORES);
        FrameAllocator inner = behind.create(frames, cores);
        MagazineLayout layout = new MagazineLayout(frames, cores);
        Region region = Region.map(layout.lengthBytes());
        return new MagazineAllocator(inner, layout, region.address(), SpinLock.PLAIN, region::close);
    }

    @Override
    public long allocate(int order, int core) {
        Misuse.checkCall(order, behind.maxOrder(), core, cores.length);
        if (order != 0) {
            long frame = behind.allocate(order, core);
            if (frame == NO_FRAME) {
                drainAll(core);
                frame = behind.allocate(order, core);
            }
            return frame;
        }
        long frame = pop(core);
        if (frame == NO_FRAME) {
            drainAll(core);
            frame = behind.allocate(0, core);
            if (frame != NO_FRAME) {
                held.set(frame);
            }
        }
        return frame;
    }

    private long pop(int core) {
        MagazineCore mine = cores[core];
        mine.lock();
        try {
            long frame = mine.pop();
            if (frame != NO_FRAME) {
                held.set(frame);
            }
            return frame;
        } finally {
            mine.unlock();
        }
    }

    @Override
    public void free(long frame, int order, int core) {
        Misuse.checkCall(order, behind.maxOrder(), core, cores.length);
        if (order != 0) {
            freeGroup(frame, order, core);
            return;
        }
        Misuse.checkFrame(frame, frames);
        if (!held.clear(frame)) {
            throw notHeld(frame);
        }
        MagazineCore mine = cores[core];
        mine.lock();
        try {
            mine.push(frame);
        } finally {
            mine.unlock();
        }
    }

    private void freeGroup(long frame, int order, int core) {
        try {
            behind.free(frame, order, core);
        } catch (IllegalStateException e) {
            // The allocator behind takes a frame in a magazine for an allocated one.
            throw isFree(frame) ? Misuse.alreadyFree(frame) : e;
        }
    }

    private IllegalStateException notHeld(long frame) {
        return isFree(frame)
                ? Misuse.alreadyFree(frame)
                : new IllegalStateException("frame is freed with another order than it was allocated with: frame="
                        + frame + ", order=0, state=allocated in a larger group");
    }

    private void drainAll(int core) {
        for (MagazineCore each : cores) {
            each.lock();
            try {
                each.drain();
            } finally {
                each.unlock();
            }
        }
        depot.lock();
        try {
            for (long full = depot.popFull(); full != MagazineDepot.NONE; full = depot.popFull()) {
                PageBatch magazine = magazines[(int) full];
                magazine.setSize(MagazineLayout.ROUNDS);
                behind.freeBatch(magazine, core);
                depot.pushEmpty(full);
            }
        } finally {
            depot.unlock();
        }
    }

    @Override
    public int allocateBatch(PageBatch destination, int count, int core) {
        Misuse.checkCore(core, cores.length);
        Misuse.checkRoom(destination, count);
        int first = destination.size();
        int taken = behind.allocateBatch(destination, count, core);
        if (taken < count) {
            drainAll(core);
            taken += behind.allocateBatch(destination, count - taken, core);
        }
        held.setAll(destination.address() + ((long) first << 3), taken);
        return taken;
    }

    @Override
    public void freeBatch(PageBatch source, int core) {
        Misuse.checkCore(core, cores.length);
        int size = source.size();
        int cleared = held.clearAll(source.address(), size);
        if (cleared == size) {
            behind.freeBatch(source, core);
            return;
        }
        PageBatch before = PageBatch.over(source.address(), size);
        before.setSize(cleared);
        behind.freeBatch(before, core);
        long wrong = source.get(cleared);
        throw wrong < 0 || wrong >= frames ? Misuse.outOfRange(wrong, frames) : notHeld(wrong);
    }

    @Override
    public long frames() {
        return frames;
    }

    @Override
    public long freeFrames() {
        return behind.freeFrames() + contents.countOpaque();
    }

    @Override
    public long freeHugeFrames() {
        contents.lock();
        try {
            long[] cached = contents.frames();
            long free = behind.freeHugeFrames();
            int end;
            for (int start = 0; start < cached.length; start = end) {
                long huge = cached[start] >>> PageSize.HUGE_ORDER;
                end = start + 1;
                while (end < cached.length && cached[end] >>> PageSize.HUGE_ORDER == huge) {
                    end++;
                }
                free += isWhollyFree(huge << PageSize.HUGE_ORDER, end - start) ? 1 : 0;
            }
            return free;
        } finally {
            contents.unlock();
        }
    }

    private boolean isWhollyFree(long first, int inMagazines) {
        if (first > frames - PageSize.FRAMES_PER_HUGE) {
            return false;
        }
        int free = inMagazines;
        for (long frame = first; frame < first + PageSize.FRAMES_PER_HUGE; frame++) {
            free += behind.isFree(frame) ? 1 : 0;
        }
        return free == PageSize.FRAMES_PER_HUGE;
    }

    @Override
    public boolean isFree(long frame) {
        Misuse.checkFrame(frame, frames);
        if (held.isSet(frame)) {
            return false;
        }
        if (behind.isFree(frame)) {
            return true;
        }
        contents.lock();
        try {
            return behind.isFree(frame) || Arrays.binarySearch(contents.frames(), frame) >= 0;
        } finally {
            contents.unlock();
        }
    }

    @Override
    public int maxOrder() {
        return behind.maxOrder();
    }

    @Override
    public long metadataBytes() {
        return layout.lengthBytes() + behind.metadataBytes();
    }

    /** The locks of its own that were held, and the retries of the allocator behind where it counts them. */
    @Override
    public long retries() {
        long retries = depot.contended() + Math.max(0, behind.retries());
        for (MagazineCore core : cores) {
            retries += core.contended();
        }
        return retries;
    }

    @Override
    public void validate() {
        behind.validate();
        contents.lock();
        try {
            contents.validate();
            long[] cached = contents.frames();
            for (int i = 0; i < cached.length; i++) {
                long frame = cached[i];
                if (held.isSet(frame) || behind.isFree(frame) || (i > 0 && cached[i - 1] == frame)) {
                    throw new IllegalStateException("magazine holds a frame that is elsewhere too: frame=" + frame
                            + ", held=" + held.isSet(frame) + ", freeBehind=" + behind.isFree(frame));
                }
            }
            long single = held.count();
            long taken = frames - behind.freeFrames();
            if (single + cached.length > taken) {
                throw new IllegalStateException("more frames are held than were taken: held=" + single
                        + ", inMagazines=" + cached.length + ", taken=" + taken);
            }
        } finally {
            contents.unlock();
        }
    }

    @Override
    public void close() {
        unmap.run();
        behind.close();
    }
}
