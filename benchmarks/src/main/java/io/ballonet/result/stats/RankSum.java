package io.ballonet.result.stats;

import java.util.Arrays;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.PValueMethod;

/**
 * The two-sided Mann–Whitney test of two samples of independent values, and Cliff's delta, the effect size that belongs to it.
 *
 * <p>Up to {@link #EXACT} values a side it is the exact permutation test of the rank sum, ties included: of all ways to deal the
 * pooled values out to the two sides, the share whose rank sum lies at least as far from its expectation as the one that was
 * seen. With more values it is the normal approximation, corrected for ties and continuity.
 *
 * @param delta Cliff's delta, from -1 to 1: the share of pairs in which the second sample's value is greater, minus the share
 *     in which it is less
 * @param p probability of a rank sum as extreme as this one if both samples came from one distribution
 */
public record RankSum(double delta, double p) implements Shift {
    /** Values a side up to which the distribution is counted out; takes some 20 ms there. */
    static final int EXACT = 40;

    /** Half a step between two rank sums, which are whole numbers here: what counts as equally far. */
    private static final double TIE = 0.5;

    /*
     * Counting. Ranks are doubled, so that the mean rank of a tie is a whole number. ways[k][s] is the number of ways to choose
     * k of the pooled values with the doubled rank sum s; each value in turn is taken or left. Counts are doubles: they are exact
     * up to 2^53, and above that their relative error stays below 1e-13, which no p-value here needs. Without ties this is the
     * recursion of Mann and Whitney [1]; with ties it is the conditional distribution of Wilcoxon's statistic [2].
     *
     * [1] H. Mann, D. Whitney, On a Test of Whether one of Two Random Variables is Stochastically Larger than the Other,
     *     Annals of Mathematical Statistics 18(1), 1947.
     * [2] E. Lehmann, Nonparametrics: Statistical Methods Based on Ranks, 1975, section 1.4.
     * [3] N. Cliff, Dominance statistics: Ordinal analyses to answer ordinal questions, Psychological Bulletin 114(3), 1993.
     */

    /**
     * Compares two samples.
     *
     * @throws IllegalArgumentException if one is empty, or holds a value that is not finite
     */
    public static RankSum of(double[] first, double[] second) {
        if (first.length == 0 || second.length == 0) {
            throw new IllegalArgumentException(
                    "empty sample: first=" + first.length + ", second=" + second.length + " values");
        }
        double p = Math.max(first.length, second.length) <= EXACT ? exact(first, second) : approximate(first, second);
        return new RankSum(delta(first, second), p);
    }

    /** The least p that samples of these sizes can have: what they have where every value of one is beyond all of the other. */
    public static double leastP(int first, int second) {
        double ways = 1;
        for (int i = 1; i <= Math.min(first, second); i++) {
            ways = ways * (Math.max(first, second) + i) / i;
        }
        return Math.min(1, 2 / ways);
    }

    private static double delta(double[] first, double[] second) {
        long balance = 0;
        for (double a : first) {
            for (double b : second) {
                balance += b > a ? 1 : b < a ? -1 : 0;
            }
        }
        return balance / ((double) first.length * second.length);
    }

    private static double exact(double[] first, double[] second) {
        int[] ranks = doubledRanks(first, second);
        int total = Arrays.stream(ranks).sum();
        int seen = Arrays.stream(ranks, 0, first.length).sum();
        double[][] ways = new double[first.length + 1][total + 1];
        ways[0][0] = 1;
        for (int value = 0; value < ranks.length; value++) {
            for (int chosen = Math.min(value + 1, first.length); chosen > 0; chosen--) {
                for (int sum = total; sum >= ranks[value]; sum--) {
                    ways[chosen][sum] += ways[chosen - 1][sum - ranks[value]];
                }
            }
        }
        double expected = (double) total * first.length / ranks.length;
        double distance = Math.abs(seen - expected) - TIE;
        double all = 0;
        double asFar = 0;
        for (int sum = 0; sum <= total; sum++) {
            double count = ways[first.length][sum];
            all += count;
            asFar += Math.abs(sum - expected) >= distance ? count : 0;
        }
        return asFar / all;
    }

    /** Twice the mean rank of each value among all, those of {@code first} in front. */
    private static int[] doubledRanks(double[] first, double[] second) {
        double[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        int[] ranks = new int[all.length];
        for (int i = 0; i < all.length; i++) {
            int below = 0;
            int equal = 0;
            for (double other : all) {
                if (!Double.isFinite(other)) {
                    throw new IllegalArgumentException("not a finite value: " + other);
                }
                below += other < all[i] ? 1 : 0;
                equal += other == all[i] ? 1 : 0;
            }
            ranks[i] = 2 * below + equal + 1;
        }
        return ranks;
    }

    private static double approximate(double[] first, double[] second) {
        return MannWhitneyUTest.withDefaults()
                .with(AlternativeHypothesis.TWO_SIDED)
                .with(PValueMethod.ASYMPTOTIC)
                .test(first, second)
                .getPValue();
    }
}
