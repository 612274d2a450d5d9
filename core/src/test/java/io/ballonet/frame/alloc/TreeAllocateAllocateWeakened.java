package io.ballonet.frame.alloc;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJJ_Result;

/** The twin of {@link TreeAllocateAllocate} over {@link WeakenedBits}; it must show a forbidden outcome. */
@JCStressTest
@Outcome(
        id = {"62, 63, 0", "63, 62, 0"},
        expect = Expect.ACCEPTABLE,
        desc = "each got one of the two frames and none is left")
@Outcome(expect = Expect.FORBIDDEN, desc = "both got the same frame, or one is lost")
@State
public class TreeAllocateAllocateWeakened {
    private final FrameAllocator allocator =
            SmallAllocators.almostFull(SmallAllocators.tree(SmallAllocators.FRAMES, SmallAllocators.Weakened.BITS));

    /** One thread. */
    @Actor
    public void first(JJJ_Result result) {
        result.r1 = allocator.allocate(0, 0);
    }

    /** The other. */
    @Actor
    public void second(JJJ_Result result) {
        result.r2 = allocator.allocate(0, 1);
    }

    /** Afterwards. */
    @Arbiter
    public void left(JJJ_Result result) {
        result.r3 = allocator.freeFrames();
    }
}
