package io.ballonet.frame.alloc;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** The twin of {@link UncountedMergeAllocate} which does not look at the rows again before it merges; it must show a forbidden outcome. */
@JCStressTest
@Outcome(
        id = {"1, 0, 1", "0, 1, 1", "0, 0, 1"},
        expect = Expect.ACCEPTABLE,
        desc = "at most one got it")
@Outcome(expect = Expect.FORBIDDEN, desc = "a frame has two owners, or the state is wrong")
@State
public class UncountedMergeAllocateWeakened {
    private final UncountedAllocator allocator = SmallAreas.split(SmallAreas.NoLookBeforeMerge::new);

    /** One thread. */
    @Actor
    public void whole(III_Result result) {
        result.r1 = SmallAreas.got(allocator.allocate(9, 1));
    }

    /** The other. */
    @Actor
    public void single(III_Result result) {
        result.r2 = SmallAreas.got(allocator.allocate(0, 0));
    }

    /** Afterwards. */
    @Arbiter
    public void left(III_Result result) {
        result.r3 = SmallAreas.valid(allocator);
    }
}
