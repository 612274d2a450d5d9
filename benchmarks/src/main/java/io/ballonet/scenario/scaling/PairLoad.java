package io.ballonet.scenario.scaling;

import io.ballonet.frame.alloc.FrameAllocator;

/** Allocates a frame and frees it again, each thread on a core of its own. */
final class PairLoad implements Load {
    private final FrameAllocator allocator;

    PairLoad(FrameAllocator allocator) {
        this.allocator = allocator;
    }

    @Override
    public int run(int thread, int operations) {
        int failed = 0;
        for (int i = 0; i < operations; i++) {
            long frame = allocator.allocate(0, thread);
            if (frame == FrameAllocator.NO_FRAME) {
                failed++;
            } else {
                allocator.free(frame, 0, thread);
            }
        }
        return failed;
    }

    @Override
    public void close() {
        allocator.close();
    }
}
