package io.ballonet.scenario.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Each check holds for what is right, and says what is wrong of what is not. */
final class ChecksTest {
    private static final Hits EXACT = new Hits(10, 10, 10);

    private static IdentificationScore score(String strategy, TlbMode tlb, Hits victims, Hits active, Double... cold) {
        Cell cell = new Cell("w", strategy, tlb, BitLayout.ENTRY);
        return new IdentificationScore(cell, victims, active, 0, 0, 0, 0, 0, 0, List.of(cold));
    }

    @Test
    void aSweepThatMissesOrMistakesAPageIsSaid() {
        assertEquals(List.of(), Checks.of(List.of(score("linear", TlbMode.SHOOTDOWN, EXACT, EXACT)), List.of()));
        for (Hits wrong : List.of(new Hits(9, 10, 9), new Hits(11, 10, 10), new Hits(10, 10, 9))) {
            assertTrue(Checks.of(List.of(score("linear", TlbMode.SHOOTDOWN, wrong, EXACT)), List.of())
                    .getFirst()
                    .startsWith("linear with shootdown must be exact: workload=w"));
            assertEquals(
                    1,
                    Checks.of(List.of(score("linear", TlbMode.SHOOTDOWN, EXACT, wrong)), List.of())
                            .size());
            assertEquals(List.of(), Checks.of(List.of(score("linear", TlbMode.NONE, wrong, wrong)), List.of()));
            assertEquals(List.of(), Checks.of(List.of(score("clock", TlbMode.SHOOTDOWN, wrong, wrong)), List.of()));
        }
    }

    @Test
    void aHistogramThatIsOffByAPageIsSaid() {
        assertEquals(
                List.of(), Checks.of(List.of(score("aging", TlbMode.SHOOTDOWN, EXACT, EXACT, 0.0, 0.0)), List.of()));
        assertEquals(List.of(), Checks.of(List.of(score("aging", TlbMode.NONE, EXACT, EXACT, 0.5, 0.5)), List.of()));
        assertTrue(Checks.of(List.of(score("aging", TlbMode.SHOOTDOWN, EXACT, EXACT, 0.0, 1e-4)), List.of())
                .getFirst()
                .startsWith("idle ages with shootdown must be exact: workload=w"));
    }

    @Test
    void fewerFaultsThanTheOptimumAreSaid() {
        ReclaimScore least = new ReclaimScore("w", "clock", TlbMode.NONE, 25, 10, 100, 100, 0, 1_000, 0, 0);
        assertEquals(List.of(), Checks.of(List.of(), List.of(least)));
        ReclaimScore fewer = new ReclaimScore("w", "clock", TlbMode.NONE, 25, 10, 99, 100, 0, 1_000, 0, 0);
        assertEquals(
                List.of("fewer faults than the optimum: workload=w, strategy=clock, frames=10, faults=99, optimum=100"),
                Checks.of(List.of(), List.of(least, fewer)));
    }
}
