package io.ballonet.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StatisticsTest {
    @Test
    void valueIsTheMedianOfTheRoundsMeans() {
        Statistics.Estimate estimate =
                Statistics.estimate(List.of(List.of(1.0, 3.0), List.of(10.0, 10.0), List.of(100.0, 100.0)));
        assertEquals(10, estimate.value());
    }

    @Test
    void oneRoundHasNoError() {
        Statistics.Estimate estimate = Statistics.estimate(List.of(List.of(4.0, 5.0, 6.0)));
        assertEquals(5, estimate.value());
        assertTrue(Double.isNaN(estimate.error()), "what differs from fork to fork was not seen");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 8, 10, 11, 20})
    void intervalHoldsTheTrueValueNearlyNineteenTimesInTwenty(int rounds) {
        Random random = new Random(rounds);
        int held = 0;
        int runs = 1_000;
        for (int run = 0; run < runs; run++) {
            List<List<Double>> samples = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                double fork = 100 + 2 * random.nextGaussian();
                samples.add(List.of(fork + random.nextGaussian(), fork + random.nextGaussian()));
            }
            Statistics.Estimate estimate = Statistics.estimate(samples);
            held += Math.abs(estimate.value() - 100) <= estimate.error() ? 1 : 0;
        }
        assertEquals(0.95, (double) held / runs, 0.035, "rounds=" + rounds);
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
    void bootstrapOfManyRoundsIsNearTheNormalIntervalOfAMedian() {
        Random random = new Random(3);
        List<List<Double>> samples = random.doubles(400).boxed().map(List::of).toList();
        double normal = 1.96 * 0.5 / Math.sqrt(400);
        assertEquals(normal, Statistics.estimate(samples).error(), normal * 0.15);
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
