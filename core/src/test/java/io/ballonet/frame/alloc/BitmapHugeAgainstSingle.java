package io.ballonet.frame.alloc;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJJ_Result;

/** A huge frame of a bitmap is claimed row by row while a single frame of it is: one of them, and nothing is lost. */
@JCStressTest
@Outcome(id = "1, 0, 0", expect = Expect.ACCEPTABLE, desc = "the huge frame was first")
@Outcome(id = "0, 1, 511", expect = Expect.ACCEPTABLE, desc = "the single frame was first")
@Outcome(expect = Expect.FORBIDDEN, desc = "both got the frame, or frames are lost")
@State
public class BitmapHugeAgainstSingle {
    private final GroupRaces.HugeAgainstSingle race = new GroupRaces.HugeAgainstSingle(
            SmallAllocators.bitmap(GroupRaces.HugeAgainstSingle.FRAMES, SmallAllocators.Weakened.NOTHING));

    /** One thread. */
    @Actor
    public void huge(JJJ_Result result) {
        result.r1 = race.huge();
    }

    /** The other. */
    @Actor
    public void single(JJJ_Result result) {
        result.r2 = race.single();
    }

    /** Afterwards. */
    @Arbiter
    public void left(JJJ_Result result) {
        result.r3 = race.free();
    }
}
