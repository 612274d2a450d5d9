package io.ballonet.trace.synthetic;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Ranks from 0, rank {@code r} with a probability in proportion to {@code 1 / (r + 1)^exponent}: exact, by search in the
 * cumulated probabilities.
 */
final class ZipfRanks {
    private final double[] cumulated;

    ZipfRanks(int ranks, double exponent) {
        cumulated = new double[ranks];
        double sum = 0;
        for (int rank = 0; rank < ranks; rank++) {
            sum += Math.pow(rank + 1, -exponent);
            cumulated[rank] = sum;
        }
    }

    int next(SplittableRandom random) {
        double point = random.nextDouble() * cumulated[cumulated.length - 1];
        int found = Arrays.binarySearch(cumulated, point);
        /* A point on a border belongs to the rank above it: a rank's probability is a half-open interval. */
        return Math.min(cumulated.length - 1, found >= 0 ? found + 1 : -found - 1);
    }
}
