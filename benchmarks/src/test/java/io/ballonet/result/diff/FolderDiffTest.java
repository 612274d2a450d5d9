package io.ballonet.result.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.result.RawFolder;
import io.ballonet.result.RawRun;
import io.ballonet.result.Surroundings;
import io.ballonet.result.SyntheticRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Verdicts over rows whose truth is known. */
final class FolderDiffTest {
    private static final int ROWS = 100;
    private static final double THRESHOLD = 0.05;
    private static final double AS_SEEN = 0;

    @Test
    void twentyComparisonsOfEqualRunsRaiseNoAlarm() {
        int different = 0;
        for (int seed = 0; seed < 20; seed++) {
            FolderDiff diff = simulated(seed, 10, AS_SEEN, 0, Map.of());
            assertEquals(0, diff.regressions(), "seed=" + seed);
            different += shown(diff) > 0 ? 1 : 0;
        }
        assertTrue(different <= 2, "a difference was shown in " + different + " of 20");
    }

    /** What differs from session to session is shown, but hardly ever as large as the threshold. */
    @Test
    void sessionsThatDifferByOnePercentAreShownAndRaiseFewAlarms() {
        int alarms = 0;
        int different = 0;
        for (int seed = 0; seed < 20; seed++) {
            FolderDiff diff = simulated(seed, 10, AS_SEEN, 0.01, Map.of());
            alarms += diff.regressions() > 0 ? 1 : 0;
            different += shown(diff) > 0 ? 1 : 0;
        }
        assertTrue(different > 10, "a difference was shown in " + different + " of 20");
        assertTrue(alarms <= 2, "alarms in " + alarms + " of 20");
    }

    @Test
    void plantedSlowdownOfFivePercentIsFoundAmongAHundredRows() {
        int found = 0;
        for (int seed = 0; seed < 20; seed++) {
            FolderDiff diff = simulated(seed, 20, 0.02, 0, Map.of(7, 1.05));
            found += slower(diff).equals(List.of("r7")) ? 1 : 0;
        }
        assertTrue(found >= 19, "found " + found + " of 20");
    }

    @Test
    void plantedSlowdownBeyondTheThresholdIsARegressionAndItsReverseIsFaster() {
        List<RawRun> base = SyntheticRun.rows(1, ROWS, 20, 0.02, 0, Map.of());
        List<RawRun> slow = SyntheticRun.rows(2, ROWS, 20, 0.02, 0, Map.of(7, 1.09, 30, 1.12));
        FolderDiff diff = diff(base, slow);
        assertEquals(List.of("r30", "r7"), slower(diff));
        assertEquals(2, diff.regressions());
        FolderDiff reverse = diff(slow, base);
        assertEquals(2, reverse.of(Verdict.FASTER).size());
        assertEquals(0, reverse.regressions());
    }

    @Test
    void twoRoundsCanTellNothingHoweverLargeTheChange() {
        FolderDiff diff = diff(
                SyntheticRun.row("tree", new double[] {10, 10}, SyntheticRun.near()),
                SyntheticRun.row("tree", new double[] {99, 99}, SyntheticRun.near()));
        assertEquals(Verdict.CANNOT_TELL, diff.rows().getFirst().verdict());
        assertEquals(8.9, diff.rows().getFirst().change(), 1e-9);
        assertEquals(0, diff.regressions());
    }

    /** Forty iterations a side, all apart, are but four forks a side. */
    @Test
    void iterationsAreNoRounds() {
        FolderDiff diff = diff(
                SyntheticRun.row("tree", rounds(4, 10), SyntheticRun.near()),
                SyntheticRun.row("tree", rounds(4, 20), SyntheticRun.near()));
        assertEquals(2.0 / 70, diff.rows().getFirst().p(), 1e-12);
    }

    @Test
    void rowsOfFewRoundsDoNotTakeFromTheOthers() {
        List<RawRun> base = new ArrayList<>(SyntheticRun.row("many", rounds(8, 10), SyntheticRun.near()));
        List<RawRun> current = new ArrayList<>(SyntheticRun.row("many", rounds(8, 12), SyntheticRun.near()));
        for (int row = 0; row < 500; row++) {
            base.addAll(SyntheticRun.row("few" + row, rounds(2, 10), SyntheticRun.near()));
            current.addAll(SyntheticRun.row("few" + row, rounds(2, 12), SyntheticRun.near()));
        }
        FolderDiff diff = diff(base, current);
        assertEquals(List.of("many"), slower(diff));
        assertEquals(500, diff.of(Verdict.CANNOT_TELL).size());
    }

    @Test
    void farAgainstNearIsAnotherStateAndNoRegression() {
        FolderDiff diff = diff(
                SyntheticRun.row("tree", rounds(10, 10), SyntheticRun.near()),
                SyntheticRun.row("tree", rounds(10, 40), SyntheticRun.far()));
        RowDiff row = diff.rows().getFirst();
        assertEquals(Verdict.OTHER_MACHINE_STATE, row.verdict());
        assertEquals(List.of("base 10 near", "new 10 far"), row.flags());
        assertEquals(0, diff.regressions());
    }

    @Test
    void stolenTimeIsAStateToo() {
        FolderDiff diff = diff(
                SyntheticRun.row("tree", rounds(10, 10), SyntheticRun.near()),
                SyntheticRun.row("tree", rounds(10, 40), new Surroundings(110, 112, 9, Double.NaN)));
        assertEquals(Verdict.OTHER_MACHINE_STATE, diff.rows().getFirst().verdict());
    }

    /** Every other round of the new side is far and slow: its near rounds alone are as fast as the base's. */
    @Test
    void onlyRoundsOfOneStateAreCompared() {
        double[] times = IntStream.range(0, 20)
                .mapToDouble(round -> (round % 2 == 0 ? 10 : 40) + round * 0.01)
                .toArray();
        FolderDiff diff = diff(
                SyntheticRun.row("tree", rounds(10, 10.05), SyntheticRun.near()),
                SyntheticRun.row("tree", times, SyntheticRun.near(), SyntheticRun.far()));
        RowDiff row = diff.rows().getFirst();
        assertEquals(Verdict.NO_DIFFERENCE_SHOWN, row.verdict());
        assertEquals(List.of("base 10 near", "new 10 far, 10 near"), row.flags());
        assertEquals(10, row.currentRounds());
        assertTrue(Math.abs(row.change()) < 0.02, "change=" + row.change());
    }

    @Test
    void sameMixOfStatesWithTooFewRoundsCannotBeTold() {
        List<RawRun> mixed = SyntheticRun.row("tree", rounds(2, 10), SyntheticRun.near(), SyntheticRun.far());
        assertEquals(Verdict.CANNOT_TELL, diff(mixed, mixed).rows().getFirst().verdict());
    }

    @Test
    void sameFolderTwiceShowsNoDifference() {
        List<RawRun> runs = SyntheticRun.rows(3, 20, 10, AS_SEEN, 0, Map.of());
        FolderDiff diff = diff(runs, runs);
        assertEquals(20, diff.of(Verdict.NO_DIFFERENCE_SHOWN).size());
        assertTrue(
                diff.notes().getFirst().startsWith("both are the same folder"),
                diff.notes().toString());
    }

    /** The machine drifts by a third while both are measured; the new side is 3 % slower throughout. */
    @Test
    void roundsInTurnAreComparedPairByPair() {
        double[] base = drifting(12, 1, 1);
        double[] current = drifting(12, 2, 1.03);
        FolderDiff sides = diff(
                SyntheticRun.row("tree", base, SyntheticRun.near()),
                SyntheticRun.row("tree", current, SyntheticRun.near()));
        assertEquals(1, sides.of(Verdict.NO_DIFFERENCE_SHOWN).size());
        FolderDiff pairs = inTurn(
                SyntheticRun.row("tree", base, SyntheticRun.near()),
                SyntheticRun.row("tree", current, SyntheticRun.near()));
        RowDiff row = pairs.of(Verdict.SLOWER).getFirst();
        assertTrue(pairs.inTurn());
        assertEquals(0.03, row.change(), 0.005);
        assertTrue(
                row.ratio().low() > 1.02 && row.ratio().high() < 1.04,
                row.ratio().toString());
        assertEquals(1, row.delta());
        assertEquals(2 / 4096.0, row.p(), 1e-12);
    }

    @Test
    void twentyComparisonsOfEqualRoundsInTurnRaiseNoAlarm() {
        int different = 0;
        for (int seed = 0; seed < 20; seed++) {
            List<RawRun> base = new ArrayList<>();
            List<RawRun> current = new ArrayList<>();
            for (int row = 0; row < 9; row++) {
                base.addAll(SyntheticRun.row("r" + row, drifting(16, 1_000 * seed + row, 1), SyntheticRun.near()));
                current.addAll(
                        SyntheticRun.row("r" + row, drifting(16, 90_000 + 99 * seed + row, 1), SyntheticRun.near()));
            }
            different += shown(inTurn(base, current)) > 0 ? 1 : 0;
        }
        assertTrue(different <= 3, "a difference was shown in " + different + " of 20");
    }

    @Test
    void pairsOfOneStateEachAreComparedWhicheverThatIs() {
        FolderDiff diff = inTurn(
                SyntheticRun.row("tree", rounds(12, 10), SyntheticRun.near(), SyntheticRun.far()),
                SyntheticRun.row("tree", rounds(12, 11), SyntheticRun.near(), SyntheticRun.far()));
        assertEquals(12, diff.of(Verdict.SLOWER).getFirst().baseRounds());
        FolderDiff apart = inTurn(
                SyntheticRun.row("tree", rounds(12, 10), SyntheticRun.near()),
                SyntheticRun.row("tree", rounds(12, 11), SyntheticRun.near(), SyntheticRun.far()));
        assertEquals(6, apart.of(Verdict.SLOWER).getFirst().baseRounds());
    }

    /** Each round was partly near and partly far, and nobody knows how long. */
    @Test
    void pairsInWhichTheStateChangedAreNotCompared() {
        Surroundings moved = new Surroundings(110, 400, 0, Double.NaN);
        FolderDiff diff = inTurn(
                SyntheticRun.row("tree", rounds(12, 10), moved), SyntheticRun.row("tree", rounds(12, 11), moved));
        assertEquals(Verdict.CANNOT_TELL, diff.rows().getFirst().verdict());
        FolderDiff some = inTurn(
                SyntheticRun.row("tree", rounds(12, 10), SyntheticRun.near(), moved),
                SyntheticRun.row("tree", rounds(12, 11), SyntheticRun.near(), moved));
        assertEquals(6, some.of(Verdict.SLOWER).getFirst().baseRounds());
    }

    @Test
    void roundThatOneSideLacksIsNoPair() {
        List<RawRun> base = SyntheticRun.row("tree", rounds(10, 10), SyntheticRun.near());
        List<RawRun> current = SyntheticRun.row("tree", rounds(10, 11), SyntheticRun.near());
        FolderDiff diff = inTurn(base.subList(1, 10), current.subList(0, 9));
        assertEquals(8, diff.of(Verdict.SLOWER).getFirst().baseRounds());
        assertEquals(8, diff.of(Verdict.SLOWER).getFirst().currentRounds());
    }

    /** Each round takes more than the one before, for both sides; each JVM half a percent more or less. */
    private static double[] drifting(int rounds, long seed, double factor) {
        Random random = new Random(seed);
        return IntStream.range(0, rounds)
                .mapToDouble(
                        round -> factor * 10 * (1 + round / (3.0 * rounds)) * Math.exp(0.005 * random.nextGaussian()))
                .toArray();
    }

    private static FolderDiff inTurn(List<RawRun> base, List<RawRun> current) {
        return FolderDiff.of(
                SyntheticRun.inTurn("base", base), SyntheticRun.inTurn("new", current), Set.of(), THRESHOLD);
    }

    @Test
    void roundsForARowAreThoseWhoseLeastPIsBelowTheCorrectedLevel() {
        assertEquals(4, FolderDiff.roundsFor(1, false));
        assertEquals(8, FolderDiff.roundsFor(100, false));
        assertEquals(6, FolderDiff.roundsFor(1, true));
        assertEquals(12, FolderDiff.roundsFor(100, true));
    }

    private static FolderDiff simulated(
            int seed, int rounds, double spread, double session, Map<Integer, Double> slowed) {
        return diff(
                SyntheticRun.rows(2L * seed + 1000, ROWS, rounds, spread, session, Map.of()),
                SyntheticRun.rows(2L * seed + 1001, ROWS, rounds, spread, session, slowed));
    }

    private static FolderDiff diff(List<RawRun> base, List<RawRun> current) {
        RawFolder before = SyntheticRun.folder(base.equals(current) ? "after" : "before", base);
        return FolderDiff.of(before, SyntheticRun.folder("after", current), Set.of(), THRESHOLD);
    }

    private static int shown(FolderDiff diff) {
        return diff.of(Verdict.SLOWER).size() + diff.of(Verdict.FASTER).size();
    }

    private static List<String> slower(FolderDiff diff) {
        return diff.of(Verdict.SLOWER).stream()
                .map(row -> row.subject().contender())
                .toList();
    }

    private static double[] rounds(int count, double time) {
        return DoubleStream.iterate(time, value -> value * 1.001).limit(count).toArray();
    }
}
