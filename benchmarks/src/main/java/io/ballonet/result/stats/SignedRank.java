package io.ballonet.result.stats;

import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;

/**
 * Wilcoxon's two-sided signed-rank test of pairs: values that were taken one beside the other, so that what moved both cancels.
 * Exact without ties, up to the size that the library counts out; else the normal approximation, corrected for ties and continuity.
 *
 * <p>F. Wilcoxon, Individual Comparisons by Ranking Methods, Biometrics Bulletin 1(6), 1945.
 *
 * @param delta share of pairs whose second value is greater, minus the share in which it is less
 * @param p probability of signed ranks as extreme as these if either value of a pair could as well have been the other
 */
public record SignedRank(double delta, double p) implements Shift {
    /**
     * Compares values that are above zero, by their ratio.
     *
     * @param first one value of each pair
     * @param second the other, in the same order
     * @throws IllegalArgumentException if there is no pair, or a value that is not finite and above zero
     */
    public static SignedRank of(double[] first, double[] second) {
        if (first.length == 0 || first.length != second.length) {
            throw new IllegalArgumentException("no pairs: first=" + first.length + ", second=" + second.length);
        }
        double[] differences = new double[first.length];
        double balance = 0;
        boolean differ = false;
        for (int i = 0; i < first.length; i++) {
            differences[i] = Math.log(second[i] / first[i]);
            if (!Double.isFinite(differences[i])) {
                throw new IllegalArgumentException(
                        "not a finite value above zero: first=" + first[i] + ", second=" + second[i]);
            }
            balance += Math.signum(differences[i]);
            differ |= differences[i] != 0;
        }
        double p = differ
                ? WilcoxonSignedRankTest.withDefaults()
                        .with(AlternativeHypothesis.TWO_SIDED)
                        .test(differences)
                        .getPValue()
                : 1;
        return new SignedRank(balance / first.length, p);
    }

    /** The least p that so many pairs can have: what they have where all differ the same way. */
    public static double leastP(int pairs) {
        return Math.min(1, 2 * Math.pow(0.5, pairs));
    }
}
