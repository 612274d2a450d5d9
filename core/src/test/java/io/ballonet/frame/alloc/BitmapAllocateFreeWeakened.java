package io.ballonet.frame.alloc;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** The twin of {@link BitmapAllocateFree} over {@link WeakenedBits}; it must show a forbidden outcome. */
@JCStressTest
@Outcome(
        id = {"62, 2", "5, 2"},
        expect = Expect.ACCEPTABLE,
        desc = "the allocation got a free frame, and three free less one are two")
@Outcome(
        expect = Expect.FORBIDDEN,
        desc = "an update is lost: a free frame is allocated for ever, or an allocated one is free")
@State
public class BitmapAllocateFreeWeakened {
    private static final long FREED = 5;

    private final FrameAllocator allocator =
            SmallAllocators.almostFull(SmallAllocators.bitmap(SmallAllocators.FRAMES, SmallAllocators.Weakened.BITS));

    /** One thread. */
    @Actor
    public void allocates(JJ_Result result) {
        result.r1 = allocator.allocate(0, 0);
    }

    /** The other. */
    @Actor
    public void frees() {
        allocator.free(FREED, 0, 1);
    }

    /** Afterwards: frames whose bit says free. */
    @Arbiter
    public void left(JJ_Result result) {
        for (int frame = 0; frame < SmallAllocators.FRAMES; frame++) {
            result.r2 += allocator.isFree(frame) ? 1 : 0;
        }
    }
}
