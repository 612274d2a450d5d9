package io.ballonet.frame.alloc;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJJ_Result;

/** Rows of a tree are claimed, and given back where another thread has a frame of them, while that thread frees it. */
@JCStressTest
@Outcome(id = "1, 1, 128", expect = Expect.ACCEPTABLE, desc = "both were served, and the single frame is free again")
@Outcome(expect = Expect.FORBIDDEN, desc = "a frame had two owners, or an update is lost")
@State
public class TreeRollBackAgainstFree {
    private final GroupRaces.RollBackAgainstFree race = new GroupRaces.RollBackAgainstFree(
            SmallAllocators.tree(GroupRaces.RollBackAgainstFree.FRAMES, SmallAllocators.Weakened.NOTHING));

    /** One thread. */
    @Actor
    public void group() {
        race.allocateGroup();
    }

    /** The other. */
    @Actor
    public void single(JJJ_Result result) {
        result.r1 = race.allocateAndFree();
    }

    /** Afterwards. */
    @Arbiter
    public void left(JJJ_Result result) {
        result.r2 = race.gotGroup();
        result.r3 = race.free();
    }
}
