package io.ballonet.result.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class SignedRankTest {
    /** All 2^8 ways to turn the signs, counted one by one. */
    @Test
    void pIsTheShareOfTurnedSignsWithRanksAsExtreme() {
        Random random = new Random(3);
        for (int repeat = 0; repeat < 20; repeat++) {
            double[] first = random.doubles(8, 1, 2).toArray();
            double[] second = random.doubles(8, 1.1, 2.2).toArray();
            assertEquals(turned(first, second), SignedRank.of(first, second).p(), 1e-12);
        }
    }

    private static double turned(double[] first, double[] second) {
        int pairs = first.length;
        int[] ranks = new int[pairs];
        int seen = 0;
        for (int i = 0; i < pairs; i++) {
            for (int j = 0; j < pairs; j++) {
                ranks[i] += size(first, second, j) <= size(first, second, i) ? 1 : 0;
            }
            seen += second[i] > first[i] ? ranks[i] : 0;
        }
        double middle = pairs * (pairs + 1) / 4.0;
        int asFar = 0;
        for (int signs = 0; signs < 1 << pairs; signs++) {
            int sum = 0;
            for (int i = 0; i < pairs; i++) {
                sum += (signs >> i & 1) * ranks[i];
            }
            asFar += Math.abs(sum - middle) >= Math.abs(seen - middle) - 1e-9 ? 1 : 0;
        }
        return asFar / (double) (1 << pairs);
    }

    private static double size(double[] first, double[] second, int pair) {
        return Math.abs(Math.log(second[pair] / first[pair]));
    }

    @Test
    void pairsThatAllDifferTheSameWayHaveTheLeastP() {
        double[] first = {1, 5, 2, 9, 4, 3, 7, 6};
        double[] second = {1.1, 5.6, 2.3, 11, 4.1, 3.2, 9, 8};
        assertEquals(new SignedRank(1, 2 / 256.0), SignedRank.of(first, second));
        assertEquals(new SignedRank(-1, 2 / 256.0), SignedRank.of(second, first));
        assertEquals(2 / 256.0, SignedRank.leastP(8));
        assertEquals(1, SignedRank.leastP(1));
    }

    @Test
    void equalPairsShowNothing() {
        double[] values = {1, 2, 3, 4, 5, 6};
        assertEquals(new SignedRank(0, 1), SignedRank.of(values, values));
    }

    @Test
    void tiesAndEqualPairsAmongOthersAreTested() {
        SignedRank test = SignedRank.of(
                new double[] {1, 1, 1, 1, 1, 1, 1, 1, 1, 1},
                new double[] {1.1, 1.1, 1.1, 1.1, 1.1, 1.1, 1.1, 1.1, 1, 1.1});
        assertTrue(test.p() < 0.02, test.toString());
        assertEquals(0.9, test.delta(), 1e-12);
    }

    @Test
    void whatHasNoRatioIsRefused() {
        double[] one = {1};
        assertThrows(IllegalArgumentException.class, () -> SignedRank.of(one, new double[] {0}));
        assertThrows(IllegalArgumentException.class, () -> SignedRank.of(one, new double[] {1, 2}));
        assertThrows(IllegalArgumentException.class, () -> SignedRank.of(new double[0], new double[0]));
    }
}
