package io.ballonet.frame.alloc;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JI_Result;

/** The twin of {@link UncountedMergeFree} whose rows change by a load and a store; it must show a forbidden outcome. */
@JCStressTest
@Outcome(
        id = {"1, 1"},
        expect = Expect.ACCEPTABLE,
        desc = "the area is free as a whole")
@Outcome(expect = Expect.FORBIDDEN, desc = "each saw the other's row not yet free, and the area stays split")
@State
public class UncountedMergeFreeWeakened {
    private final UncountedAllocator allocator = SmallAreas.almostMerged(SmallAreas.WeakRows::new);

    /** One thread. */
    @Actor
    public void one() {
        SmallAreas.freeWeakly(allocator, 0, 0);
    }

    /** The other. */
    @Actor
    public void other() {
        SmallAreas.freeWeakly(allocator, 511, 1);
    }

    /** Afterwards. */
    @Arbiter
    public void left(JI_Result result) {
        result.r1 = allocator.freeHugeFrames();
        result.r2 = SmallAreas.valid(allocator);
    }
}
