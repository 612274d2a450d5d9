package io.ballonet.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class StatisticsTest {
    @Test
    void valueIsTheMedianOfTheRoundsMeans() {
        Statistics.Estimate estimate =
                Statistics.estimate(List.of(List.of(1.0, 3.0), List.of(10.0, 10.0), List.of(100.0, 100.0)));
        assertEquals(10, estimate.value());
    }

    @Test
    void oneSampleHasNoError() {
        Statistics.Estimate estimate = Statistics.estimate(List.of(List.of(4.0)));
        assertEquals(4, estimate.value());
        assertTrue(Double.isNaN(estimate.error()));
    }

    @Test
    void equalSamplesHaveErrorZero() {
        assertEquals(
                0,
                Statistics.estimate(List.of(List.of(4.0, 4.0), List.of(4.0, 4.0)))
                        .error());
    }

    @Test
    void errorGrowsWithTheSpreadBetweenRounds() {
        double near = Statistics.estimate(List.of(List.of(10.0, 10.1), List.of(10.2, 10.1)))
                .error();
        double far = Statistics.estimate(List.of(List.of(10.0, 10.1), List.of(14.2, 14.1)))
                .error();
        assertTrue(far > 5 * near, "near=" + near + ", far=" + far);
    }

    @Test
    void bootstrapOfManySamplesIsNearTheNormalInterval() {
        java.util.Random random = new java.util.Random(3);
        List<Double> samples = random.doubles(400).boxed().toList();
        double normal = 1.96 * Math.sqrt(1.0 / 12 / 400);
        assertEquals(normal, Statistics.estimate(List.of(samples)).error(), normal * 0.15);
    }

    @Test
    void whatIsNotFiniteIsLeftOut() {
        Statistics.Estimate estimate =
                Statistics.estimate(List.of(List.of(Double.NaN, 5.0), List.of(Double.POSITIVE_INFINITY), List.of(5.0)));
        assertEquals(5, estimate.value());
        assertTrue(
                Double.isNaN(Statistics.estimate(List.of(List.of(Double.NaN))).value()));
        assertTrue(Double.isNaN(Statistics.estimate(List.of()).value()));
    }
}
