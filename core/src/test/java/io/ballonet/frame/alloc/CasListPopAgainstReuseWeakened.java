package io.ballonet.frame.alloc;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.J_Result;

/** The twin of {@link CasListPopAgainstReuse} whose head has no tag; it must show a forbidden outcome. */
@JCStressTest
@Outcome(
        id = {"1"},
        expect = Expect.ACCEPTABLE,
        desc = "four holders, four frames")
@Outcome(
        expect = Expect.FORBIDDEN,
        desc = "a frame has two owners: the head came back to the top that was read, above another frame")
@State
public class CasListPopAgainstReuseWeakened {
    private final FrameAllocator allocator = SmallLists.withFree(SmallLists.casListWithoutTag(), 4, 0);

    private long mine;
    private long kept;

    /** Takes the top, once. */
    @Actor
    public void pops() {
        mine = allocator.allocate(0, 0);
    }

    /** Takes two, and gives the first back. */
    @Actor
    public void popsTwiceAndPuts() {
        long first = allocator.allocate(0, 1);
        kept = allocator.allocate(0, 1);
        allocator.free(first, 0, 1);
    }

    /** Afterwards: whether this frame, and the next, are nobody else's. */
    @Arbiter
    public void next(J_Result result) {
        long next = allocator.allocate(0, 0);
        long last = allocator.allocate(0, 0);
        boolean distinct = mine != kept && next != mine && next != kept && last != mine && last != kept && last != next;
        result.r1 = distinct ? 1 : 0;
    }
}
