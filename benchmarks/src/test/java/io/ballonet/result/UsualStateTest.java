package io.ballonet.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class UsualStateTest {
    private static final Surroundings NEAR = new Surroundings(90, 95, 0, Double.NaN);
    private static final Surroundings FAR = new Surroundings(400, 420, 0, Double.NaN);
    private static final Surroundings MOVED = new Surroundings(90, 420, 0, Double.NaN);

    @Test
    void mostRoundsDecide() {
        UsualState state = of(NEAR, FAR, FAR);
        assertEquals(List.of("far"), state.usual());
        assertEquals(List.of(1, 2), numbers(state));
        assertTrue(state.mixed() && state.unsettled());
    }

    @Test
    void ofAsManyTheLeastDisturbedDecides() {
        assertEquals(List.of("near"), of(FAR, NEAR).usual());
        assertEquals(List.of("near"), of(MOVED, NEAR).usual());
        assertEquals(
                List.of("far"),
                of(new Surroundings(90, 95, 40, Double.NaN), FAR).usual());
    }

    @Test
    void oneStateIsNotMixedEvenIfItIsABadOne() {
        assertFalse(of(FAR, FAR).mixed());
        assertFalse(of(FAR, FAR).unsettled());
        assertTrue(of(MOVED, MOVED).unsettled(), "it changed within every round");
    }

    @Test
    void slowerClockIsAnotherStateWhereTheClockIsKnown() {
        Surroundings fast = new Surroundings(Double.NaN, Double.NaN, 0, 3_500);
        Surroundings slow = new Surroundings(Double.NaN, Double.NaN, 0, 3_000);
        Surroundings unknown = new Surroundings(Double.NaN, Double.NaN, 0, Double.NaN);
        UsualState state = of(fast, slow, fast, new Surroundings(Double.NaN, Double.NaN, 0, 3_400));
        assertEquals(List.of(0, 2, 3), numbers(state));
        assertEquals(List.of("slow-clock"), state.states().get(1));
        assertFalse(of(fast, unknown, fast).mixed());
    }

    private static UsualState of(Surroundings... around) {
        Subject subject =
                new Subject("channel", "rate", "x", Kind.OURS, 2, new TreeMap<>(), "ns/op", 1, null, 1, 2, null);
        return UsualState.of(IntStream.range(0, around.length)
                .mapToObj(round -> new RawRun(subject, round, "ns/op", List.of(1.0), new TreeMap<>(), around[round]))
                .toList());
    }

    private static List<Integer> numbers(UsualState state) {
        return state.usualRounds().stream().map(RawRun::round).toList();
    }
}
