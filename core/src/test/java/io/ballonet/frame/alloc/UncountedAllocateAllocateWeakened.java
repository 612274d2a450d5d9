package io.ballonet.frame.alloc;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJI_Result;

/** The twin of {@link UncountedAllocateAllocate} whose rows change by a load and a store; it must show a forbidden outcome. */
@JCStressTest
@Outcome(
        id = {"0, 1, 1", "1, 0, 1"},
        expect = Expect.ACCEPTABLE,
        desc = "each got one of the two")
@Outcome(expect = Expect.FORBIDDEN, desc = "both got the same frame, or one got none")
@State
public class UncountedAllocateAllocateWeakened {
    private final UncountedAllocator allocator = SmallAreas.almostFull(SmallAreas.WeakRows::new);

    /** One thread. */
    @Actor
    public void one(JJI_Result result) {
        result.r1 = allocator.allocate(0, 0);
    }

    /** The other, on the same core. */
    @Actor
    public void other(JJI_Result result) {
        result.r2 = allocator.allocate(0, 0);
    }

    /** Afterwards. */
    @Arbiter
    public void left(JJI_Result result) {
        result.r3 = SmallAreas.valid(allocator);
    }
}
