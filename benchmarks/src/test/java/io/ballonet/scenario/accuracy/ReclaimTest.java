package io.ballonet.scenario.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.trace.policy.ReplayPolicies;
import io.ballonet.trace.policy.ReplayPolicy;
import io.ballonet.trace.synthetic.SyntheticWorkloads;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReclaimTest {
    private static final Workload ZIPF = SmallWorkloads.zipf();

    @ParameterizedTest
    @ValueSource(ints = {25, 50})
    void withShootdownTheClockFaultsWhereClockMisses(int percent) {
        int frames = Reclaim.frames(ZIPF, percent);
        ReplayPolicy clock = ReplayPolicies.CLOCK1.create(ZIPF.trace(), frames);
        clock.play(ZIPF.trace().accesses(), 0, ZIPF.trace().length());
        ReclaimScore score = Reclaim.run(ZIPF, "clock", TlbMode.SHOOTDOWN, percent, 1, 1);
        assertEquals(clock.misses(), score.faults());
        assertEquals(frames, score.frames());
        assertTrue(Reclaim.optimum(ZIPF, frames) < clock.misses());
    }

    @Test
    void reclaimIsTheSameForTheSameSeedAndCostsMoreThanTheOptimum() {
        int frames = Reclaim.frames(ZIPF, 25);
        long optimum = Reclaim.optimum(ZIPF, frames);
        ReclaimScore once = Reclaim.run(ZIPF, "random", TlbMode.SHOOTDOWN, 25, optimum, 3);
        assertEquals(once, Reclaim.run(ZIPF, "random", TlbMode.SHOOTDOWN, 25, optimum, 3));
        ReclaimScore clock = Reclaim.run(ZIPF, "clock", TlbMode.SHOOTDOWN, 25, optimum, 3);
        assertTrue(0 < clock.regret() && clock.regret() < once.regret(), clock + ", " + once);
        assertTrue(clock.refaults() > 0 && clock.refaults() < clock.faults(), clock.toString());
    }

    @Test
    void aPageThatReturnsWithinAPeriodIsARefault() {
        Workload loop = SmallWorkloads.of(SyntheticWorkloads.LOOP);
        ReclaimScore score = Reclaim.run(loop, "clock", TlbMode.SHOOTDOWN, 25, 1, 1);
        assertEquals(loop.trace().length(), score.faults(), "a clock misses every access of a loop that does not fit");
        assertEquals(0, score.refaults(), "a page of the loop returns after 300 accesses, a period is 200");
    }
}
