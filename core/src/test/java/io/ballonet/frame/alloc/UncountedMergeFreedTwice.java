package io.ballonet.frame.alloc;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Two threads free the same group, the last one of an area, which one of them merges: the other is refused. */
@JCStressTest
@Outcome(
        id = {"1, 0, 1", "0, 1, 1"},
        expect = Expect.ACCEPTABLE,
        desc = "one freed it, and the area is free as a whole")
@Outcome(expect = Expect.FORBIDDEN, desc = "both freed it, nobody did, or the state is wrong")
@State
public class UncountedMergeFreedTwice {
    private final UncountedAllocator allocator = SmallAreas.lastGroup(AreaWords::new);

    /** One thread. */
    @Actor
    public void one(III_Result result) {
        result.r1 = SmallAreas.freed(allocator, 0);
    }

    /** The other. */
    @Actor
    public void other(III_Result result) {
        result.r2 = SmallAreas.freed(allocator, 1);
    }

    /** Afterwards. */
    @Arbiter
    public void left(III_Result result) {
        result.r3 = allocator.freeHugeFrames() == 1 ? SmallAreas.valid(allocator) : 0;
    }
}
