package io.ballonet.frame.alloc;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JI_Result;

/** One thread allocates from a row while another frees a frame of it: neither update is lost. */
@JCStressTest
@Outcome(
        id = {"0, 2"},
        expect = Expect.ACCEPTABLE,
        desc = "three free less one are two")
@Outcome(
        expect = Expect.FORBIDDEN,
        desc = "an update is lost: a free frame is allocated for ever, or an allocated one is free")
@State
public class UncountedAllocateFree {
    private final UncountedAllocator allocator = SmallAreas.almostFull(AreaWords::new);

    /** One thread. */
    @Actor
    public void allocates(JI_Result result) {
        result.r1 = allocator.allocate(0, 0);
    }

    /** The other. */
    @Actor
    public void frees() {
        allocator.free(5, 0, 1);
    }

    /** Afterwards. */
    @Arbiter
    public void left(JI_Result result) {
        result.r2 = SmallAreas.free(allocator);
    }
}
