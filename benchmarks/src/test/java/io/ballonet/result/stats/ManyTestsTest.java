package io.ballonet.result.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

final class ManyTestsTest {
    @Test
    void holmsAdjustedValuesAreThoseOfTheTextbook() {
        assertArrayEquals(
                new double[] {0.03, 0.06, 0.06, 0.02}, ManyTests.holm(new double[] {0.01, 0.04, 0.03, 0.005}), 1e-12);
        assertArrayEquals(new double[] {1, 1}, ManyTests.holm(new double[] {0.9, 0.8}));
        assertArrayEquals(new double[0], ManyTests.holm(new double[0]));
    }

    /** As in Tarone's paper: the tests that cannot reach the level of those that remain do not count. */
    @Test
    void testsThatCanShowNothingDoNotCount() {
        double few = RankSum.leastP(2, 2);
        double many = RankSum.leastP(8, 8);
        double[] mixed = DoubleStream.concat(
                        DoubleStream.generate(() -> few).limit(200),
                        DoubleStream.generate(() -> many).limit(10))
                .toArray();
        double bound = ManyTests.testableUpTo(mixed, 0.05);
        assertTrue(few > bound && many <= bound, "bound=" + bound);
    }

    @Test
    void nothingIsTestableWhereNoTestReachesTheLevelOfAll() {
        double sixRounds = RankSum.leastP(6, 6);
        double[] twenty = DoubleStream.generate(() -> sixRounds).limit(20).toArray();
        double[] thirty = DoubleStream.generate(() -> sixRounds).limit(30).toArray();
        assertTrue(sixRounds <= ManyTests.testableUpTo(twenty, 0.05));
        assertTrue(sixRounds > ManyTests.testableUpTo(thirty, 0.05));
    }
}
