package io.ballonet.frame.alloc;

import io.ballonet.memory.PageBatch;
import io.ballonet.unit.PageSize;

/**
 * An allocator of single frames (order 0) that has everything but the free frames themselves: what to extend for a contender
 * of one's own. Calls are checked before they reach the subclass; batches are loops.
 *
 * <p><b>Threads:</b> any number, so the subclass's methods are called at once; its progress is that of its methods.
 */
public abstract class SingleFrameAllocator implements FrameAllocator {
    private final long frames;
    private final int cores;

    /**
     * An allocator of {@code frames} frames.
     *
     * @param mostFrames most that the subclass can manage
     * @throws IllegalArgumentException for no frame, more than {@code mostFrames}, or no core
     */
    protected SingleFrameAllocator(long frames, int cores, long mostFrames) {
        Misuse.checkShape(frames, cores, mostFrames, Integer.MAX_VALUE);
        this.frames = frames;
        this.cores = cores;
    }

    /** Takes a free frame, or says {@link #NO_FRAME}; ascending on a fresh allocator with one core. */
    protected abstract long take(int core);

    /** Makes a frame free; false, with nothing changed, if it is free already. */
    protected abstract boolean giveBack(long frame, int core);

    /** True if a frame, which exists, is free. */
    protected abstract boolean hasFree(long frame);

    @Override
    public abstract long freeFrames();

    @Override
    public final long allocate(int order, int core) {
        Misuse.checkCall(order, 0, core, cores);
        return take(core);
    }

    @Override
    public final void free(long frame, int order, int core) {
        Misuse.checkCall(order, 0, core, cores);
        Misuse.checkFrame(frame, frames);
        if (!giveBack(frame, core)) {
            throw Misuse.alreadyFree(frame);
        }
    }

    @Override
    public int allocateBatch(PageBatch destination, int count, int core) {
        Misuse.checkCore(core, cores);
        Misuse.checkRoom(destination, count);
        for (int taken = 0; taken < count; taken++) {
            long frame = take(core);
            if (frame == NO_FRAME) {
                return taken;
            }
            destination.add(frame);
        }
        return count;
    }

    @Override
    public void freeBatch(PageBatch source, int core) {
        Misuse.checkCore(core, cores);
        for (int i = 0; i < source.size(); i++) {
            free(source.get(i), 0, core);
        }
    }

    @Override
    public final long frames() {
        return frames;
    }

    @Override
    public final boolean isFree(long frame) {
        Misuse.checkFrame(frame, frames);
        return hasFree(frame);
    }

    @Override
    public long freeHugeFrames() {
        long wholly = 0;
        for (long first = 0; first + PageSize.FRAMES_PER_HUGE <= frames; first += PageSize.FRAMES_PER_HUGE) {
            wholly += countFree(first, first + PageSize.FRAMES_PER_HUGE) == PageSize.FRAMES_PER_HUGE ? 1 : 0;
        }
        return wholly;
    }

    private long countFree(long from, long to) {
        long free = 0;
        for (long frame = from; frame < to; frame++) {
            free += hasFree(frame) ? 1 : 0;
        }
        return free;
    }

    @Override
    public final int maxOrder() {
        return 0;
    }

    @Override
    public abstract long metadataBytes();

    @Override
    public long retries() {
        return NOT_COUNTED;
    }

    @Override
    public void validate() {
        long counted = countFree(0, frames);
        if (counted != freeFrames()) {
            throw new IllegalStateException(
                    "free frames are counted wrong: freeFrames=" + freeFrames() + ", free=" + counted);
        }
    }

    /** Frees what the subclass keeps off-heap; here nothing. Idempotent. */
    @Override
    public void close() {
        /* Nothing is off-heap here. */
    }
}
