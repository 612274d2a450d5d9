package io.ballonet.stress;

import io.ballonet.memory.Words;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.J_Result;

/** Two threads that each add one to a word by compare-and-set: no update is lost. */
@JCStressTest
@Outcome(id = "2", expect = Expect.ACCEPTABLE, desc = "both updates")
@Outcome(id = "1", expect = Expect.FORBIDDEN, desc = "one update was lost")
@State
public class WordsCasStress {
    private final long word = Slots.take();

    @Actor
    public void one() {
        add();
    }

    @Actor
    public void other() {
        add();
    }

    private void add() {
        long seen;
        do {
            seen = Words.getOpaque(word);
        } while (!Words.compareAndSet(word, seen, seen + 1));
    }

    @Arbiter
    public void sum(J_Result result) {
        result.r1 = Words.get(word);
    }

    /** The same with a load and a store in place of the compare-and-set. */
    @JCStressTest
    @Outcome(id = "2", expect = Expect.ACCEPTABLE, desc = "both updates")
    @Outcome(id = "1", expect = Expect.FORBIDDEN, desc = "one update was lost")
    @State
    public static class Weakened {
        private final long word = Slots.take();

        @Actor
        public void one() {
            add();
        }

        @Actor
        public void other() {
            add();
        }

        private void add() {
            Words.setOpaque(word, Words.getOpaque(word) + 1);
        }

        @Arbiter
        public void sum(J_Result result) {
            result.r1 = Words.get(word);
        }
    }
}
