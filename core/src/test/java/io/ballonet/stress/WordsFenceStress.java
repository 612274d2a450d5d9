package io.ballonet.stress;

import io.ballonet.memory.Words;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/**
 * Two threads that each store, fence and read the other's word: at least one sees the other. It is what entering a guest and
 * revoking a mapping rest on.
 */
@JCStressTest
@Outcome(
        id = {"0, 1", "1, 0", "1, 1"},
        expect = Expect.ACCEPTABLE,
        desc = "at least one saw the other's store")
@Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "both loads overtook the stores before them")
@State
public class WordsFenceStress {
    private final long slot = Slots.take();

    @Actor
    public void left(JJ_Result result) {
        Words.setOpaque(Slots.word(slot, 0), 1);
        Words.fullFence(); // pairs with the fence in right
        result.r1 = Words.getOpaque(Slots.word(slot, 1));
    }

    @Actor
    public void right(JJ_Result result) {
        Words.setOpaque(Slots.word(slot, 1), 1);
        Words.fullFence(); // pairs with the fence in left
        result.r2 = Words.getOpaque(Slots.word(slot, 0));
    }

    /** The same without the fence on the right. */
    @JCStressTest
    @Outcome(
            id = {"0, 1", "1, 0", "1, 1"},
            expect = Expect.ACCEPTABLE,
            desc = "at least one saw the other's store")
    @Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "a load overtook the store before it")
    @State
    public static class Weakened {
        private final long slot = Slots.take();

        @Actor
        public void left(JJ_Result result) {
            Words.setOpaque(Slots.word(slot, 0), 1);
            Words.fullFence(); // pairs with nothing: the twin's fault
            result.r1 = Words.getOpaque(Slots.word(slot, 1));
        }

        @Actor
        public void right(JJ_Result result) {
            Words.setOpaque(Slots.word(slot, 1), 1);
            result.r2 = Words.getOpaque(Slots.word(slot, 0));
        }
    }
}
