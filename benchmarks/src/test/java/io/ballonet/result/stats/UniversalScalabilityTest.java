package io.ballonet.result.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.result.stats.UniversalScalability.Knowledge;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UniversalScalabilityTest {
    private static final int[] SIX = {1, 2, 3, 4, 8, 16};

    /** Throughputs of a law; each with noise of its own, and each round with some that all its throughputs share. */
    private static double[][] rounds(ScalabilityLaw law, int[] threads, int count, double noise, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] rounds = new double[count][];
        for (int round = 0; round < count; round++) {
            double shared = Math.exp(2 * noise * random.nextGaussian());
            rounds[round] = Arrays.stream(threads)
                    .mapToDouble(n -> law.throughput(n) * shared * Math.exp(noise * random.nextGaussian()))
                    .toArray();
        }
        return rounds;
    }

    @ParameterizedTest
    @CsvSource({"0.05,0.002", "0,0", "0.3,0", "0,0.01", "0.9,0.2", "1.5,0.1"})
    void parametersOfExactThroughputsAreFound(double contention, double coherence) {
        ScalabilityLaw law = new ScalabilityLaw(3e7, contention, coherence);
        UniversalScalability fitted = UniversalScalability.of(SIX, rounds(law, SIX, 1, 0, 1));
        assertEquals(Knowledge.CHECKED, fitted.knowledge());
        assertEquals(contention, fitted.contention().value(), 1e-9);
        assertEquals(coherence, fitted.coherence().value(), 1e-9);
        assertEquals(3e7, fitted.law().orElseThrow().single(), 1);
        assertEquals(0, fitted.largestMiss(), 1e-9);
    }

    @ParameterizedTest
    @CsvSource({"0.05,0.002", "0.3,0.02", "0.05,0"})
    void intervalsHoldTheTruthAboutAsOftenAsTheySay(double contention, double coherence) {
        ScalabilityLaw law = new ScalabilityLaw(1e8, contention, coherence);
        int simulations = 100;
        int contentionHeld = 0;
        int coherenceHeld = 0;
        for (int simulation = 0; simulation < simulations; simulation++) {
            UniversalScalability fitted = UniversalScalability.of(
                    SIX, rounds(law, SIX, UniversalScalability.LEAST_ROUNDS, 0.02, 1_000 + simulation));
            contentionHeld += holds(fitted.contention(), contention) ? 1 : 0;
            coherenceHeld += holds(fitted.coherence(), coherence) ? 1 : 0;
        }
        assertTrue(contentionHeld >= 85, "contention held " + contentionHeld + " of " + simulations);
        assertTrue(coherenceHeld >= 85, "coherence held " + coherenceHeld + " of " + simulations);
    }

    private static boolean holds(UniversalScalability.Estimate estimate, double truth) {
        return estimate.low() <= truth + 1e-12 && truth <= estimate.high() + 1e-12;
    }

    @Test
    void noiseNeverMakesAParameterNegative() {
        ScalabilityLaw linear = new ScalabilityLaw(1e8, 0, 0);
        for (int seed = 0; seed < 50; seed++) {
            UniversalScalability fitted = UniversalScalability.of(SIX, rounds(linear, SIX, 9, 0.05, seed));
            assertTrue(fitted.contention().low() >= 0 && fitted.coherence().low() >= 0, fitted.toString());
        }
    }

    @Test
    void theFitIsTheLeastOfAllAllowedOnes() {
        double[] throughputs = {100, 190, 300, 350, 500, 480};
        ScalabilityLaw fitted = ScalabilityLaw.fit(SIX, throughputs);
        double least = error(fitted, throughputs);
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 2_000; i++) {
            ScalabilityLaw other = new ScalabilityLaw(
                    fitted.single() * (0.98 + 0.04 * random.nextDouble()),
                    Math.max(0, fitted.contention() + 0.02 * (random.nextDouble() - 0.5)),
                    Math.max(0, fitted.coherence() + 0.002 * (random.nextDouble() - 0.5)));
            assertTrue(error(other, throughputs) >= least - 1e-12, other.toString());
        }
    }

    private static double error(ScalabilityLaw law, double[] throughputs) {
        return IntStream.range(0, SIX.length)
                .mapToDouble(i -> Math.pow(throughputs[i] / law.throughput(SIX[i]) - 1, 2))
                .sum();
    }

    @Test
    void twoNumbersOfThreadsGiveTheSumAloneAndSaySo() {
        int[] two = {1, 2};
        ScalabilityLaw law = new ScalabilityLaw(50, 0.1, 0.05);
        UniversalScalability fitted = UniversalScalability.of(two, rounds(law, two, 1, 0, 1));
        assertEquals(Knowledge.SUM_ALONE, fitted.knowledge());
        assertEquals(0.2, fitted.sum().value(), 1e-9, "σ + 2κ");
        assertTrue(fitted.law().isEmpty() && Double.isNaN(fitted.contention().value()));
        assertEquals(
                "two numbers of threads cannot tell contention from coherence: together σ + 2κ = 0.20", fitted.words());
        UniversalScalability noisy = UniversalScalability.of(two, rounds(law, two, 15, 0.01, 1));
        assertTrue(holds(noisy.sum(), 0.2), noisy.toString());
        assertTrue(noisy.words().matches("(?s).*σ \\+ 2κ = 0\\.\\d+ \\(0\\.\\d+ to 0\\.\\d+\\)"), noisy.words());
    }

    @Test
    void oneAndThreeNumbersOfThreadsSayWhatTheyCannotKnow() {
        UniversalScalability one = UniversalScalability.of(new int[] {1}, new double[][] {{5}});
        assertEquals("one number of threads says nothing of contention or coherence", one.words());
        int[] three = {1, 2, 3};
        UniversalScalability fitted = UniversalScalability.of(three, new double[][] {{10, 18, 24}});
        assertEquals(Knowledge.UNCHECKED, fitted.knowledge());
        assertEquals(0, fitted.largestMiss(), 1e-9);
        assertTrue(fitted.words().endsWith("nothing shows whether the law holds"), fitted.words());
    }

    @Test
    void fewRoundsHaveNoInterval() {
        ScalabilityLaw law = new ScalabilityLaw(50, 0.1, 0.05);
        UniversalScalability fitted =
                UniversalScalability.of(SIX, rounds(law, SIX, UniversalScalability.LEAST_ROUNDS - 1, 0.01, 1));
        assertTrue(Double.isNaN(fitted.contention().low()));
        assertFalse(fitted.words().contains(" to "), fitted.words());
    }

    @Test
    void aPeakIsNamedWhereCoherenceIsSurelyAboveNothing() {
        ScalabilityLaw law = new ScalabilityLaw(50, 0.1, 0.01);
        UniversalScalability fitted = UniversalScalability.of(SIX, rounds(law, SIX, 9, 0.001, 1));
        assertTrue(fitted.words().contains(", most at 9 threads;"), fitted.words());
        ScalabilityLaw late = new ScalabilityLaw(50, 0.1, 0.001);
        assertTrue(UniversalScalability.of(SIX, rounds(late, SIX, 9, 0.0001, 1))
                .words()
                .contains("most at 30 threads, which nobody measured"));
        ScalabilityLaw none = new ScalabilityLaw(50, 0.1, 0);
        assertTrue(UniversalScalability.of(SIX, rounds(none, SIX, 9, 0.01, 1))
                .words()
                .contains("κ may be 0: no peak is known"));
    }

    @Test
    void whatDoesNotFitTogetherIsRejected() {
        double[][] good = {{1, 2}};
        assertThrows(IllegalArgumentException.class, () -> UniversalScalability.of(new int[] {2, 3}, good));
        assertThrows(IllegalArgumentException.class, () -> UniversalScalability.of(new int[] {1, 1}, good));
        assertThrows(IllegalArgumentException.class, () -> UniversalScalability.of(new int[] {1}, good));
        assertThrows(
                IllegalArgumentException.class, () -> UniversalScalability.of(new int[] {1, 2}, new double[][] {}));
        assertThrows(
                IllegalArgumentException.class,
                () -> UniversalScalability.of(new int[] {1, 2}, new double[][] {{1, 0}}));
        assertThrows(
                IllegalArgumentException.class,
                () -> UniversalScalability.of(new int[] {1, 2}, new double[][] {{1, Double.NaN}}));
    }
}
