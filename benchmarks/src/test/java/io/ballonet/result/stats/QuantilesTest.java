package io.ballonet.result.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class QuantilesTest {
    @Test
    void percentileIsLinearBetweenRanks() {
        assertEquals(2.5, Quantiles.percentile(new double[] {1, 2, 3, 4}, 0.5));
        assertEquals(4, Quantiles.percentile(new double[] {1, 2, 3, 4}, 1));
    }

    @Test
    void medianLeavesTheOrderOfItsValues() {
        double[] values = {9, 1, 5};
        assertEquals(5, Quantiles.median(values));
        assertArrayEquals(new double[] {9, 1, 5}, values);
    }
}
