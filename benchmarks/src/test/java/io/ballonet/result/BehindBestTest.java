package io.ballonet.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class BehindBestTest {
    @Test
    void timesAsLongAsTheBestIsAFactorAboveOne() {
        BehindBest behind = behind("ns/op", "ns/op", List.of(10.0, 10.0, 10.1), List.of(20.0, 20.2, 20.0));
        assertEquals("a", behind.best());
        assertEquals(2, behind.factor(), 1e-9);
        assertEquals(1, behind.superiority());
        assertFalse(behind.open());
    }

    @Test
    void aRateHalfAsHighIsTheSameFactor() {
        BehindBest behind = behind("pages/s", "ops/s", List.of(4e6, 4e6, 4.1e6), List.of(2e6, 2e6, 2.1e6));
        assertEquals(2, behind.factor(), 1e-9);
        assertEquals(1, behind.superiority());
    }

    @Test
    void roundsThatOverlapLeaveItOpen() {
        BehindBest behind = behind("ns/op", "ns/op", List.of(10.0, 11.0, 12.0), List.of(10.5, 11.5, 12.5));
        assertTrue(behind.open(), behind.toString());
        assertEquals(6.0 / 9, behind.superiority(), 1e-9);
    }

    @Test
    void intervalOfTheFactorIsAboutNineteenTimesInTwentyWideEnough() {
        BehindBest behind = behind("ns/op", "ns/op", List.of(9.0, 10.0, 11.0), List.of(19.0, 20.0, 21.0));
        double relative = Math.hypot(2.55 / 10, 2.55 / 20);
        assertEquals(2 * relative, behind.error(), 1e-9);
    }

    @Test
    void whatIsZeroIsInfinitelyFarBehindAndNotOpenWhereEveryRoundIs() {
        assertFalse(
                behind("pages/s", "ops/s", List.of(4e6, 4e6), List.of(0.0, 0.0)).open());
        assertTrue(behind("pages/s", "ops/s", List.of(0.0, 4e6, 4e6), List.of(0.0, 0.0, 0.0))
                .open());
    }

    @Test
    void theBestIsBehindNobody() {
        Summary summary = summary("ns/op", "ns/op", List.of(1.0, 1.0), List.of(2.0, 2.0));
        assertEquals(Optional.empty(), summary.behindBest(summary.measurements().getFirst()));
    }

    private static BehindBest behind(String unit, String scoreUnit, List<Double> best, List<Double> other) {
        Summary summary = summary(unit, scoreUnit, best, other);
        return summary.behindBest(summary.measurements().getLast()).orElseThrow();
    }

    private static Summary summary(String unit, String scoreUnit, List<Double> a, List<Double> b) {
        List<RawRun> runs = new ArrayList<>();
        add(runs, "a", unit, scoreUnit, a);
        add(runs, "b", unit, scoreUnit, b);
        RunFacts facts = new RunFacts("quick", true, false, 3, 1, 60, 1, List.of());
        return new Summary(SampleResult.environment(), facts, Summarizer.summarize(runs));
    }

    private static void add(List<RawRun> runs, String contender, String unit, String scoreUnit, List<Double> rounds) {
        Subject subject =
                new Subject("channel", "rate", contender, Kind.OURS, 1, new TreeMap<>(), unit, 1, null, 1, 1, null);
        for (int round = 0; round < rounds.size(); round++) {
            runs.add(new RawRun(
                    subject, round, scoreUnit, List.of(rounds.get(round)), new TreeMap<>(), Surroundings.UNKNOWN));
        }
    }
}
