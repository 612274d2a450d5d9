package io.ballonet.frame;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** The frame state word: a host pin and the beginning of reclaim exclude each other (I5). */
@JCStressTest
@Outcome(
        id = {"true, false", "false, true"},
        expect = Expect.ACCEPTABLE,
        desc = "one of the two")
@Outcome(id = "true, true", expect = Expect.FORBIDDEN, desc = "a pinned frame is being reclaimed")
@Outcome(id = "false, false", expect = Expect.FORBIDDEN, desc = "both gave way")
@State
public class PinAgainstReclaimStress {
    private final long mpn = FrameSlots.take();

    @Actor
    public void pin(ZZ_Result result) {
        result.r1 = FrameSlots.TABLE.pin(mpn, FrameSlots.OWNER);
    }

    @Actor
    public void reclaim(ZZ_Result result) {
        result.r2 = FrameSlots.TABLE.beginReclaim(mpn, FrameSlots.OWNER);
    }

    /** The same with a test before an unconditional change in place of the compare-and-set on what was tested. */
    @JCStressTest
    @Outcome(
            id = {"true, false", "false, true"},
            expect = Expect.ACCEPTABLE,
            desc = "one of the two")
    @Outcome(id = "true, true", expect = Expect.FORBIDDEN, desc = "a pinned frame is being reclaimed")
    @Outcome(id = "false, false", expect = Expect.FORBIDDEN, desc = "both gave way")
    @State
    public static class Weakened {
        private final long mpn = FrameSlots.take();

        @Actor
        public void pin(ZZ_Result result) {
            result.r1 = FrameSlots.TABLE.pin(mpn, FrameSlots.OWNER);
        }

        @Actor
        public void reclaim(ZZ_Result result) {
            boolean isLegal =
                    FrameState.beginReclaim(FrameSlots.TABLE.stateAcquire(mpn), FrameSlots.OWNER) != FrameState.ILLEGAL;
            if (isLegal) {
                while (!begin()) {
                    Thread.onSpinWait();
                }
            }
            result.r2 = isLegal;
        }

        /* The fault: what was tested is not what is changed. */
        private boolean begin() {
            long now = FrameSlots.TABLE.stateAcquire(mpn);
            return FrameSlots.TABLE.casState(mpn, now, now & ~FrameState.STATE_MASK | FrameState.RECLAIMING);
        }
    }
}
