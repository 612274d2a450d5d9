package io.ballonet.scenario.interference;

import io.ballonet.result.stats.Quantiles;
import java.util.List;

/**
 * A median and its 95 % interval from order statistics, which assumes nothing of how the values are distributed.
 *
 * <p>Source: H. A. David, H. N. Nagaraja, Order Statistics, 3rd edition, 7.1, with the normal approximation of the ranks.
 *
 * @param low end of the interval, the smallest value where there are too few for one
 * @param high the other end
 */
record MedianInterval(double median, double low, double high) {
    private static final double NORMAL_97_5 = 1.96;

    /** Of at least one value. */
    static MedianInterval of(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int n = sorted.length;
        double reach = NORMAL_97_5 * Math.sqrt(n) / 2;
        int low = Math.max(0, (int) Math.floor(n / 2.0 - reach));
        int high = Math.min(n - 1, (int) Math.ceil(n / 2.0 + reach));
        return new MedianInterval(Quantiles.median(sorted), sorted[low], sorted[high]);
    }
}
