package io.ballonet.result;

import io.ballonet.result.stats.Quantiles;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** The estimate that a measurement reports: a median over rounds and a half-width from a two-level bootstrap. */
final class Statistics {
    /** Resamples; the half-width's own relative error is about 1 / sqrt(2 × this × 0.05), 3 %: enough for two digits. */
    private static final int RESAMPLES = 2_000;

    private static final double LOWER = 0.025;
    private static final double UPPER = 0.975;

    /** Fixed, so that a report made again says the same. */
    private static final long SEED = 0x5EED_BA11L;

    private Statistics() {}

    /** A value and the half-width of its 95 % interval, NaN where one sample says nothing about it. */
    record Estimate(double value, double error) {}

    /**
     * Median of the rounds' means, with the half of the 95 % percentile interval of a bootstrap that draws rounds and,
     * in each, iterations: what differs from fork to fork counts as what differs from iteration to iteration does. With
     * few rounds the interval is narrow rather than wide; it is a lower bound of the doubt.
     *
     * @param rounds iterations of each round; values that are not finite are left out
     */
    static Estimate estimate(List<List<Double>> rounds) {
        double[][] samples = rounds.stream()
                .map(round -> round.stream()
                        .mapToDouble(Double::doubleValue)
                        .filter(Double::isFinite)
                        .toArray())
                .filter(round -> round.length > 0)
                .toArray(double[][]::new);
        if (samples.length == 0) {
            return new Estimate(Double.NaN, Double.NaN);
        }
        double[] means = new double[samples.length];
        int count = 0;
        for (int round = 0; round < samples.length; round++) {
            means[round] = mean(samples[round]);
            count += samples[round].length;
        }
        return new Estimate(Quantiles.median(means), count == 1 ? Double.NaN : halfWidth(samples));
    }

    private static double halfWidth(double[][] samples) {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] medians = new double[RESAMPLES];
        double[] means = new double[samples.length];
        for (int i = 0; i < RESAMPLES; i++) {
            for (int round = 0; round < samples.length; round++) {
                means[round] = resampledMean(samples[random.nextInt(samples.length)], random);
            }
            medians[i] = Quantiles.median(means);
        }
        Arrays.sort(medians);
        return (Quantiles.percentile(medians, UPPER) - Quantiles.percentile(medians, LOWER)) / 2;
    }

    private static double resampledMean(double[] sample, SplittableRandom random) {
        double sum = 0;
        for (int i = 0; i < sample.length; i++) {
            sum += sample[random.nextInt(sample.length)];
        }
        return sum / sample.length;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }
}
