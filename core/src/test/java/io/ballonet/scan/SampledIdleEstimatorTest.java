package io.ballonet.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.paging.AccessBitmap;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SampledIdleEstimatorTest {
    private static final int PAGES = 4_000;
    private static final int SAMPLE = SampledIdleEstimator.DEFAULT_SAMPLE;

    /** The error of a share of a random sample is √(f(1−f)/n), and there is no bias. */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9})
    void currentShareIsUnbiasedAndAsNoisyAsItsSample(double share) {
        int periods = 200;
        int seeds = 20;
        double squares = 0;
        double sum = 0;
        try (AccessBitmap bitmap = new AccessBitmap(PAGES)) {
            PackedAccessView view = new PackedAccessView(bitmap, 0);
            for (long seed = 0; seed < seeds; seed++) {
                SampledIdleEstimator estimator = new SampledIdleEstimator(PAGES, SAMPLE, seed);
                SplittableRandom random = new SplittableRandom(1000 + seed);
                for (int period = 0; period < periods; period++) {
                    estimator.begin(view);
                    touch(bitmap, random, share);
                    estimator.end(view);
                    double error = estimator.currentShare() - (double) view.countAccessed(0, PAGES) / PAGES;
                    view.clearAccessed(0, PAGES);
                    squares += error * error;
                    sum += error;
                }
            }
        }
        double rms = Math.sqrt(squares / (seeds * periods));
        double expected = Math.sqrt(share * (1 - share) / SAMPLE);
        assertTrue(rms <= 1.15 * expected, "rms=" + rms + ", expected=" + expected);
        assertEquals(0, sum / (seeds * periods), 0.005, "bias");
    }

    @Test
    void theEstimateRisesWithinOnePeriodOfAJumpAndFallsSlowly() {
        try (AccessBitmap bitmap = new AccessBitmap(PAGES)) {
            PackedAccessView view = new PackedAccessView(bitmap, 0);
            SampledIdleEstimator estimator = new SampledIdleEstimator(PAGES, SAMPLE, 1);
            SplittableRandom random = new SplittableRandom(1);
            period(bitmap, view, estimator, random, 0.1, 50);
            assertEquals(0.1, estimator.activeShare(), 0.1);
            period(bitmap, view, estimator, random, 0.8, 1);
            assertTrue(estimator.activeShare() >= 0.65, "share=" + estimator.activeShare());
            period(bitmap, view, estimator, random, 0.8, 50);
            period(bitmap, view, estimator, random, 0.1, 1);
            assertTrue(estimator.activeShare() >= 0.6, "one idle period is no proof: " + estimator.activeShare());
            period(bitmap, view, estimator, random, 0.1, 80);
            assertTrue(estimator.activeShare() <= 0.25, "share=" + estimator.activeShare());
        }
    }

    @Test
    void allPagesAreTheSampleWhereThereAreNoMore() {
        try (AccessBitmap bitmap = new AccessBitmap(10)) {
            PackedAccessView view = new PackedAccessView(bitmap, 0);
            SampledIdleEstimator estimator = new SampledIdleEstimator(10, SAMPLE, 1);
            estimator.begin(view);
            bitmap.touch(3);
            bitmap.touch(4);
            estimator.end(view);
            assertEquals(0.2, estimator.currentShare());
        }
    }

    @Test
    void aPeriodWithoutCandidatesChangesNothing() {
        ReferenceAccessView view = new ReferenceAccessView(10);
        SampledIdleEstimator estimator = new SampledIdleEstimator(10, 5, 1);
        estimator.begin(view);
        for (int page = 0; page < 10; page++) {
            view.set(page, true, true);
        }
        estimator.end(view);
        assertEquals(1, estimator.currentShare());
        for (int page = 0; page < 10; page++) {
            view.set(page, false, false);
        }
        estimator.begin(view);
        estimator.end(view);
        assertEquals(1, estimator.activeShare());
    }

    @Test
    void emptyMemoryOrSampleIsRejected() {
        assertThrows(IllegalArgumentException.class, () -> new SampledIdleEstimator(0, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new SampledIdleEstimator(1, 0, 1));
        SampledIdleEstimator estimator = new SampledIdleEstimator(10, 5, 1);
        assertThrows(IllegalArgumentException.class, () -> estimator.begin(new ReferenceAccessView(11)));
    }

    private static void period(
            AccessBitmap bitmap,
            AccessView view,
            SampledIdleEstimator estimator,
            SplittableRandom random,
            double share,
            int times) {
        for (int i = 0; i < times; i++) {
            estimator.begin(view);
            touch(bitmap, random, share);
            estimator.end(view);
            view.clearAccessed(0, PAGES);
        }
    }

    private static void touch(AccessBitmap bitmap, SplittableRandom random, double share) {
        for (int page = 0; page < PAGES; page++) {
            if (random.nextDouble() < share) {
                bitmap.touch(page);
            }
        }
    }
}
