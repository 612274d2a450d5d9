package io.ballonet.result.stats;

import java.util.Arrays;

/** Medians and percentiles of a sample. */
public final class Quantiles {
    private static final double MIDDLE = 0.5;

    private Quantiles() {}

    /** The middle value, or the mean of the two middle ones; {@code values} is not empty and stays as it is. */
    public static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return percentile(sorted, MIDDLE);
    }

    /** Linear between the two nearest ranks; {@code sorted} is ascending and not empty. */
    public static double percentile(double[] sorted, double quantile) {
        double rank = quantile * (sorted.length - 1);
        int below = (int) Math.floor(rank);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
    }
}
