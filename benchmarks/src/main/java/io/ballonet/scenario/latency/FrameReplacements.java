package io.ballonet.scenario.latency;

import io.ballonet.frame.alloc.FrameAllocator;
import io.ballonet.frame.alloc.FrameAllocators;
import java.util.SplittableRandom;

/** {@value #FRAMES_AT_ONCE} random frames of a half-full allocator are freed and others taken, one by one. */
final class FrameReplacements implements SweptOperation {
    static final int FRAMES_AT_ONCE = 64;

    /** 256 MiB. */
    private static final int FRAMES = 1 << 16;

    private final FrameAllocator allocator;
    private final long[] held = new long[FRAMES / 2];
    private final SplittableRandom random;

    FrameReplacements(String contender, long seed) {
        allocator = FrameAllocators.REGISTRY.named(contender).create(FRAMES, 1);
        random = new SplittableRandom(seed);
        for (int i = 0; i < held.length; i++) {
            held[i] = allocator.allocate(0, 0);
        }
    }

    @Override
    public void run() {
        for (int i = 0; i < FRAMES_AT_ONCE; i++) {
            int index = random.nextInt(held.length);
            allocator.free(held[index], 0, 0);
            held[index] = allocator.allocate(0, 0);
        }
    }

    @Override
    public void close() {
        allocator.validate();
        allocator.close();
    }
}
