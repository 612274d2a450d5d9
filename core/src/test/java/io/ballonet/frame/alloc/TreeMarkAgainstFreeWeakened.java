package io.ballonet.frame.alloc;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.J_Result;

/** The twin of {@link TreeMarkAgainstFree} over {@link WeakenedMarks}; it must show a forbidden outcome. */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "the new pair is known as one, the old one is forgotten")
@Outcome(expect = Expect.FORBIDDEN, desc = "a mark is lost, or stays on free frames")
@State
public class TreeMarkAgainstFreeWeakened {
    private final GroupRaces.MarkAgainstFree race = new GroupRaces.MarkAgainstFree(
            SmallAllocators.tree(GroupRaces.MarkAgainstFree.FRAMES, SmallAllocators.Weakened.MARKS));

    /** One thread. */
    @Actor
    public void allocates() {
        race.allocate();
    }

    /** The other. */
    @Actor
    public void frees() {
        race.free();
    }

    /** Afterwards. */
    @Arbiter
    public void check(J_Result result) {
        result.r1 = race.agree();
    }
}
