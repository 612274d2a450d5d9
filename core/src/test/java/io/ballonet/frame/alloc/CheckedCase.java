package io.ballonet.frame.alloc;

import java.util.function.LongFunction;

/**
 * An almost full allocator as the linearizability check starts from it: small, so that few calls meet in the same words.
 *
 * @param maker an allocator of so many frames for {@link #CORES} cores
 * @param frames frames that it has
 * @param largeOrder order of the groups that are asked for beside single frames
 * @param freeFrom first frame that is free at the start; all frames from here on are
 * @param anyFrame threads free any frame of the last few, their own or not, and not what they hold; for order 0 only
 */
record CheckedCase(
        String name,
        LongFunction<FrameAllocator> maker,
        boolean coalesces,
        int frames,
        int largeOrder,
        int freeFrom,
        boolean anyFrame) {
    static final int CORES = 2;

    FrameAllocator create() {
        FrameAllocator allocator = maker.apply(frames);
        while (allocator.allocate(0, 0) != FrameAllocator.NO_FRAME) {
            // all of them
        }
        for (int frame = freeFrom; frame < frames; frame++) {
            allocator.free(frame, 0, frame % CORES);
        }
        return allocator;
    }

    ReferenceAllocator reference() {
        ReferenceAllocator reference = new ReferenceAllocator(frames, CORES);
        for (int frame = 0; frame < freeFrom; frame++) {
            reference.claim(frame, 0);
        }
        return reference;
    }

    @Override
    public String toString() {
        return name;
    }
}
