package io.ballonet.frame.alloc;

import io.ballonet.memory.PageBatch;

/**
 * What a {@link FrameAllocator} offers that knows roughly where free frames still hold an owner's bytes.
 *
 * <p>What it knows is a hint: a frame that it takes for dirty may read zeros, and one that it takes for clean may not. The
 * truth is the frame's state word; an allocator without state words of its own only saves the search for it.
 */
public interface ZeroAware {
    /**
     * Appends up to {@code count} free frames that may be dirty, as many as possible of one row of 64 together. The caller owns
     * them until it frees them.
     *
     * @return frames appended; 0 if none is known
     */
    int allocateDirty(PageBatch destination, int count, int core);

    /** As {@link FrameAllocator#freeBatch}, for frames that read zeros. */
    void freeZeroed(PageBatch source, int core);
}
