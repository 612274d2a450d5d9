package io.ballonet.result.stats;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Corrections for many tests at once: the chance that one or more of them is significant though nothing differs stays below the
 * level, whatever the tests have to do with each other.
 */
public final class ManyTests {
    /*
     * Why Holm [1] and not Benjamini–Hochberg [2]. The caller turns "one or more significant" into an exit status, so the chance
     * of one false alarm in a whole comparison has to be small: that is the family-wise error rate. Benjamini–Hochberg bounds the
     * share of false ones among those that are shown, which suits a list to be followed up, and it needs tests that are
     * independent or positively dependent; rows that were run in the same rounds of a drifting machine promise neither. Holm
     * needs no such promise and is never weaker than Bonferroni.
     *
     * Why Tarone [3] before it. A permutation test of few values has a least p that it cannot go below: 1/3 with two values a
     * side, 2/70 with four. A test whose least p is above what the correction asks for can show nothing, and only makes the
     * correction harder for the others. Which tests these are follows from the sizes of the samples, not from their values, so
     * to leave them out keeps the error rate.
     *
     * [1] S. Holm, A Simple Sequentially Rejective Multiple Test Procedure, Scandinavian Journal of Statistics 6(2), 1979.
     * [2] Y. Benjamini, Y. Hochberg, Controlling the False Discovery Rate, Journal of the Royal Statistical Society B 57(1), 1995.
     * [3] R. Tarone, A Modified Bonferroni Method for Discrete Data, Biometrics 46(2), 1990.
     */
    private ManyTests() {}

    /** Holm's adjusted p-values, in the order of {@code p}: compare each with the level. */
    public static double[] holm(double[] p) {
        int[] ascending = IntStream.range(0, p.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> p[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] adjusted = new double[p.length];
        double least = 0;
        for (int rank = 0; rank < ascending.length; rank++) {
            least = Math.max(least, Math.min(1, (p.length - rank) * p[ascending[rank]]));
            adjusted[ascending[rank]] = least;
        }
        return adjusted;
    }

    /**
     * The greatest least p that a test may have and still be one that can show something among these.
     *
     * @param leastP least p of each test
     */
    public static double testableUpTo(double[] leastP, double level) {
        for (int tests = 1; ; tests++) {
            double bound = level / tests;
            if (Arrays.stream(leastP).filter(p -> p <= bound).count() <= tests) {
                return bound;
            }
        }
    }
}
