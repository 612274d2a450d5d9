package io.ballonet.frame;

import io.ballonet.memory.PageBatch;
import io.ballonet.memory.Region;
import io.ballonet.unit.PageSize;
import java.util.concurrent.atomic.LongAdder;

/**
 * The bytes behind the frames, who made them read zeros how often, and how many free frames do not.
 *
 * <p><b>Concurrency:</b> any thread; whoever calls owns the frames that it names. The counters are exact when nothing is in
 * flight. <b>Progress:</b> wait-free, but for the system call that returns frames.
 */
final class FrameBytes implements AutoCloseable {
    private final Region region;
    private final ZeroStores stores;
    private final LongAdder framesLeftDirty = new LongAdder();
    private final LongAdder residuesZeroed = new LongAdder();
    private final LongAdder framesZeroedAtFree = new LongAdder();
    private final LongAdder bytesReturned = new LongAdder();

    FrameBytes(long frames, ZeroStores stores) {
        this.region = Region.map(PageSize.bytesOf(frames));
        this.stores = stores;
    }

    long address() {
        return region.address();
    }

    /** Zeroes a free frame's residue. */
    void zeroResidue(long mpn) {
        zero(mpn);
        residuesZeroed.increment();
    }

    /** Zeroes frames on their way to free; returns how many bytes that was. */
    long zero(PageBatch frames) {
        for (int i = 0; i < frames.size(); i++) {
            zero(frames.get(i));
        }
        framesZeroedAtFree.add(frames.size());
        return PageSize.bytesOf(frames.size());
    }

    private void zero(long mpn) {
        stores.zeroFrame(region.address() + PageSize.bytesOf(mpn));
    }

    /** Notes frames that are freed as they are. */
    void leaveDirty(long frames) {
        framesLeftDirty.add(frames);
    }

    /** Sorts the batch and gives it back to the system, one call a run of neighbours: calls are dear, pages are cheap. */
    void returnToOs(PageBatch frames) {
        frames.sort();
        for (int i = 0; i < frames.size(); ) {
            long first = frames.get(i);
            int run = 1;
            while (i + run < frames.size() && frames.get(i + run) == first + run) {
                run++;
            }
            region.discard(PageSize.bytesOf(first), PageSize.bytesOf(run));
            bytesReturned.add(PageSize.bytesOf(run));
            i += run;
        }
    }

    /** Free frames that hold residue. */
    long dirtyFrames() {
        return framesLeftDirty.sum() - residuesZeroed.sum();
    }

    /** Frames whose residue was zeroed while they were free. */
    long residuesZeroed() {
        return residuesZeroed.sum();
    }

    long bytesZeroed() {
        return PageSize.bytesOf(framesZeroedAtFree.sum() + residuesZeroed.sum());
    }

    long bytesReturned() {
        return bytesReturned.sum();
    }

    @Override
    public void close() {
        region.close();
    }
}
