package io.ballonet.frame.alloc;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** One thread finds an area empty and forgets it while another frees a frame of it: the area is known to have one. */
@JCStressTest
@Outcome(
        id = {"0, 1", "1, 1"},
        expect = Expect.ACCEPTABLE,
        desc = "the frame was allocated, or can be found")
@Outcome(expect = Expect.FORBIDDEN, desc = "an area with a free frame is forgotten")
@State
public class UncountedForgetFree {
    private final UncountedAllocator allocator = SmallAreas.full(AreaWords::new);

    /** One thread. */
    @Actor
    public void searches(II_Result result) {
        result.r1 = SmallAreas.got(allocator.allocate(0, 0));
    }

    /** The other, after a look that takes about as long as the way to the search. */
    @Actor
    public void frees(II_Result result) {
        result.r2 = (int) allocator.freeHugeFrames();
        allocator.free(5, 0, 1);
    }

    /** Afterwards. */
    @Arbiter
    public void left(II_Result result) {
        result.r2 = SmallAreas.valid(allocator);
    }
}
