package io.ballonet.result.stats;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * The ratio of two samples' medians, or the median ratio of pairs, with its 95 % percentile interval from a bootstrap.
 *
 * @param value the second's median by the first's, or the median of the pairs' ratios; infinite where only the first is zero, NaN where both are
 * @param low lower end; NaN where there are fewer than {@link #LEAST} values a side, or one that is not above zero
 * @param high upper end, or NaN likewise
 */
public record MedianRatio(double value, double low, double high) {
    /** Values a side from which on the interval holds the true ratio about 95 times in 100; with four it is 92, with three 91. */
    public static final int LEAST = 5;

    private static final int RESAMPLES = 2_000;
    private static final double LOWER = 0.025;
    private static final double UPPER = 0.975;

    /** Fixed, so that the same samples have the same interval. */
    private static final long SEED = 0x5EED_D1FFL;

    /** The ratio of two samples, neither of them empty. */
    public static MedianRatio of(double[] first, double[] second) {
        double value = Quantiles.median(second) / Quantiles.median(first);
        return of(value, first, second, random -> resampledMedian(second, random) / resampledMedian(first, random));
    }

    /**
     * The median of the ratios of pairs, and its interval from a bootstrap of pairs.
     *
     * @param first one value of each pair, at least one
     * @param second the other, in the same order
     */
    public static MedianRatio ofPairs(double[] first, double[] second) {
        double[] ratios = new double[first.length];
        Arrays.setAll(ratios, i -> second[i] / first[i]);
        return of(Quantiles.median(ratios), first, second, random -> resampledMedian(ratios, random));
    }

    private static MedianRatio of(
            double value, double[] first, double[] second, ToDoubleFunction<SplittableRandom> resampled) {
        if (Math.min(first.length, second.length) < LEAST || !allAboveZero(first) || !allAboveZero(second)) {
            return new MedianRatio(value, Double.NaN, Double.NaN);
        }
        SplittableRandom random = new SplittableRandom(SEED);
        double[] values = new double[RESAMPLES];
        Arrays.setAll(values, i -> resampled.applyAsDouble(random));
        Arrays.sort(values);
        return new MedianRatio(value, Quantiles.percentile(values, LOWER), Quantiles.percentile(values, UPPER));
    }

    private static boolean allAboveZero(double[] values) {
        return Arrays.stream(values).allMatch(value -> value > 0);
    }

    private static double resampledMedian(double[] values, SplittableRandom random) {
        double[] drawn = new double[values.length];
        Arrays.setAll(drawn, i -> values[random.nextInt(values.length)]);
        return Quantiles.median(drawn);
    }
}
