package io.ballonet.result.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RankSumTest {
    /** Permeability of the human chorioamnion: M. Hollander, D. Wolfe, Nonparametric Statistical Methods, 1973, page 69. */
    @Test
    void publishedExampleHasThePublishedValue() {
        double[] atTerm = {0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46};
        double[] early = {1.15, 0.88, 0.90, 0.74, 1.21};
        RankSum test = RankSum.of(early, atTerm);
        assertEquals(2 * 0.1272, test.p(), 1e-4);
        assertEquals((35 - 15) / 50.0, test.delta(), 1e-12);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 1000})
    void pIsTheShareOfAllDealsThatAreAsFar(int distinctValues) {
        SplittableRandom random = new SplittableRandom(11);
        for (int trial = 0; trial < 60; trial++) {
            double[] first = values(random, 1 + random.nextInt(6), distinctValues);
            double[] second = values(random, 1 + random.nextInt(6), distinctValues);
            assertEquals(
                    enumerated(first, second),
                    RankSum.of(first, second).p(),
                    1e-12,
                    Arrays.toString(first) + Arrays.toString(second));
        }
    }

    /** The other one counts up to 50 values a side, this one up to 40 and approximates from there. */
    @ParameterizedTest
    @CsvSource({"12, 15, 1e-9", "40, 40, 1e-9", "41, 38, 0.005"})
    void pIsThatOfAnotherImplementation(int first, int second, double within) {
        SplittableRandom random = new SplittableRandom(5);
        double[] a = random.doubles(first).toArray();
        double[] b = random.doubles(second).map(value -> value + 0.1).toArray();
        double other = MannWhitneyUTest.withDefaults().test(a, b).getPValue();
        assertEquals(other, RankSum.of(a, b).p(), within);
    }

    @Test
    void apartSamplesHaveTheLeastPAndTheGreatestDelta() {
        double[] low = {1, 2, 3, 4};
        double[] high = {5, 6, 7, 8};
        assertEquals(new RankSum(1, 2.0 / 70), RankSum.of(low, high));
        assertEquals(new RankSum(-1, 2.0 / 70), RankSum.of(high, low));
        assertEquals(2.0 / 70, RankSum.leastP(4, 4), 1e-15);
        assertEquals(2.0 / 21, RankSum.leastP(5, 2), 1e-15);
        assertEquals(1, RankSum.leastP(1, 1));
    }

    @Test
    void twoValuesASideAreNeverSignificant() {
        assertEquals(
                1.0 / 3, RankSum.of(new double[] {1, 1}, new double[] {9, 9}).p(), 1e-15);
    }

    @Test
    void equalSamplesShowNothing() {
        double[] all = {3, 3, 3, 3, 3};
        assertEquals(new RankSum(0, 1), RankSum.of(all, all));
    }

    @Test
    void whatIsNoSampleIsRejected() {
        double[] one = {1};
        assertThrows(IllegalArgumentException.class, () -> RankSum.of(one, new double[0]));
        assertThrows(IllegalArgumentException.class, () -> RankSum.of(one, new double[] {Double.NaN}));
    }

    private static double[] values(SplittableRandom random, int count, int distinct) {
        return random.ints(count, 0, distinct).asDoubleStream().toArray();
    }

    /** By brute force, with the mean difference of midranks as the definition has it. */
    private static double enumerated(double[] first, double[] second) {
        double[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        double[] ranks = Arrays.stream(all)
                .map(value -> Arrays.stream(all).filter(other -> other < value).count()
                        + (Arrays.stream(all).filter(other -> other == value).count() + 1) / 2.0)
                .toArray();
        double expected = first.length * (all.length + 1) / 2.0;
        double seen = Math.abs(Arrays.stream(ranks, 0, first.length).sum() - expected);
        int deals = 0;
        int asFar = 0;
        for (int deal = 0; deal < 1 << all.length; deal++) {
            if (Integer.bitCount(deal) != first.length) {
                continue;
            }
            double sum = 0;
            for (int i = 0; i < all.length; i++) {
                sum += (deal >> i & 1) * ranks[i];
            }
            deals++;
            asFar += Math.abs(sum - expected) >= seen - 1e-9 ? 1 : 0;
        }
        return (double) asFar / deals;
    }
}
