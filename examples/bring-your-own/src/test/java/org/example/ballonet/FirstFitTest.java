package org.example.ballonet;

import io.ballonet.frame.alloc.FrameAllocatorContract;
import io.ballonet.frame.alloc.FrameAllocatorFactory;

final class FirstFitTest extends FrameAllocatorContract {
    @Override
    protected FrameAllocatorFactory factory() {
        return new FirstFit();
    }

    @Override
    protected long supportedFrames() {
        return Integer.MAX_VALUE;
    }
}
