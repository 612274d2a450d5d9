package io.ballonet.frame.alloc;

import io.ballonet.unit.Contender;

/** Makes allocators of one kind; the unit of the {@code FrameAllocators.REGISTRY}. */
public interface FrameAllocatorFactory extends Contender {
    /**
     * An allocator with every frame free.
     *
     * @param frames at least 1
     * @param cores at least 1; callers pass {@code 0 <= core < cores}
     */
    FrameAllocator create(long frames, int cores);

    /** Largest order that its allocators take. */
    int maxOrder();

    /**
     * True if a group of any order is found wherever all its frames are free, however they were freed. False for a structure
     * that never puts groups together again: it may answer {@link FrameAllocator#NO_FRAME} for orders above 0.
     */
    default boolean coalesces() {
        return true;
    }

    /**
     * True if its allocators know which frames are free. False for one that asks somebody else's allocator for memory: there
     * {@link FrameAllocator#isFree} and {@link FrameAllocator#freeHugeFrames} throw {@link UnsupportedOperationException}, and
     * how full it is means nothing.
     */
    default boolean knowsFreeFrames() {
        return true;
    }

    /** True if a frame may be freed by another thread than the one that allocated it. */
    default boolean freesOnAnyThread() {
        return true;
    }
}
