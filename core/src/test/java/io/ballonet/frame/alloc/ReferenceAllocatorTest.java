package io.ballonet.frame.alloc;

/** The reference keeps the contract that it stands for. */
class ReferenceAllocatorTest extends FrameAllocatorContract {
    @Override
    protected FrameAllocatorFactory factory() {
        return ReferenceAllocator.FACTORY;
    }

    @Override
    protected double mostMetadataBytesPerFrame() {
        return 1.3;
    }

    @Override
    protected long supportedFrames() {
        return ReferenceAllocator.MOST_FRAMES;
    }
}
