package io.ballonet.result.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class MedianRatioTest {
    @Test
    void valueIsTheRatioOfTheMedians() {
        assertEquals(
                5.0 / 2.5,
                MedianRatio.of(new double[] {1, 2, 3, 100}, new double[] {5, 4, 9})
                        .value());
    }

    @Test
    void constantSamplesHaveAnIntervalOfOnePoint() {
        assertEquals(
                new MedianRatio(2, 2, 2), MedianRatio.of(new double[] {3, 3, 3, 3, 3}, new double[] {6, 6, 6, 6, 6}));
    }

    @Test
    void fewValuesHaveNoInterval() {
        MedianRatio ratio = MedianRatio.of(new double[] {1, 1, 1, 1, 1}, new double[] {2, 2, 2, 2});
        assertEquals(new MedianRatio(2, Double.NaN, Double.NaN), ratio);
    }

    @Test
    void zerosHaveNoInterval() {
        double[] zeros = {0, 0, 0, 0, 0};
        double[] ones = {1, 1, 1, 1, 1};
        assertEquals(new MedianRatio(Double.POSITIVE_INFINITY, Double.NaN, Double.NaN), MedianRatio.of(zeros, ones));
        assertEquals(new MedianRatio(0, Double.NaN, Double.NaN), MedianRatio.of(ones, zeros));
        assertEquals(new MedianRatio(Double.NaN, Double.NaN, Double.NaN), MedianRatio.of(zeros, zeros));
    }

    /** Log-normal rounds, one in twenty much slower; what the class says of its interval's coverage. */
    @Test
    void intervalHoldsTheTruthAboutAsOftenAsItSays() {
        for (int rounds : new int[] {MedianRatio.LEAST, 10}) {
            Random random = new Random(17);
            int trials = 400;
            int held = 0;
            for (int trial = 0; trial < trials; trial++) {
                MedianRatio ratio = MedianRatio.of(sample(random, rounds, 50), sample(random, rounds, 60));
                held += ratio.low() <= 1.2 && 1.2 <= ratio.high() ? 1 : 0;
            }
            assertTrue(held > 0.92 * trials && held < 0.99 * trials, "rounds=" + rounds + ", held=" + held);
        }
    }

    private static double[] sample(Random random, int rounds, double median) {
        return random.doubles(rounds)
                .map(uniform -> median
                        * Math.exp(0.02 * random.nextGaussian() + (uniform < 0.05 ? random.nextExponential() / 10 : 0)))
                .toArray();
    }

    @Test
    void ratioOfPairsTakesOutWhatMovesBoth() {
        double[] first = {10, 20, 40, 80, 160};
        double[] second = {11, 22, 44, 88, 177};
        MedianRatio ratio = MedianRatio.ofPairs(first, second);
        assertEquals(1.1, ratio.value(), 1e-12);
        assertTrue(ratio.low() >= 1.1 - 1e-12 && ratio.high() <= 177.0 / 160, ratio.toString());
        MedianRatio apart = MedianRatio.of(first, second);
        assertTrue(apart.high() > 2 && apart.low() < 0.6, apart.toString());
    }
}
