package io.ballonet.trace.curve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.trace.PageAccess;
import io.ballonet.trace.PageTrace;
import io.ballonet.trace.ShippedTraces;
import java.util.Locale;
import java.util.Random;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The estimate against the exact curve. Error: mean over 100 sizes of the difference in miss ratio. */
final class SampledLruCurveTest {
    private static final int SEEDS = 10;

    private static LruCurve exact(PageTrace trace) {
        LruCurve curve = new LruCurve();
        curve.play(trace.accesses(), 0, trace.length());
        return curve;
    }

    private static SampledLruCurve played(SampledLruCurve curve, PageTrace trace) {
        curve.play(trace.accesses(), 0, trace.length());
        return curve;
    }

    private static double error(LruCurve exact, SampledLruCurve sampled) {
        long[] misses = exact.misses();
        double sum = 0;
        for (int percent = 1; percent <= 100; percent++) {
            int frames = Math.max(1, misses.length * percent / 100);
            sum += Math.abs((double) misses[frames - 1] / (double) exact.accesses() - sampled.missRatio(frames));
        }
        return sum / 100;
    }

    /** Mean and largest error over the seeds. */
    private static double[] errors(PageTrace trace, LongFunction<SampledLruCurve> curves) {
        LruCurve exact = exact(trace);
        double[] errors = new double[2];
        for (int seed = 0; seed < SEEDS; seed++) {
            double error = error(exact, played(curves.apply(seed), trace));
            errors[0] += error / SEEDS;
            errors[1] = Math.max(errors[1], error);
        }
        return errors;
    }

    /** Accesses so skewed that a few pages, in the sample or not, decide: harder than the traces of the paper. */
    private static PageTrace skewed(int pages, int length, long seed) {
        Random random = new Random(seed);
        long[] accesses = new long[length];
        for (int i = 0; i < length; i++) {
            accesses[i] = PageAccess.of((long) (pages * Math.pow(random.nextDouble(), 3)), false);
        }
        return PageTrace.of("skewed", accesses);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50, 900})
    void isExactWhereEveryPageIsSampled(int pages) {
        PageTrace trace = skewed(pages, 20_000, 4);
        LruCurve exact = exact(trace);
        SampledLruCurve byRate = played(SampledLruCurve.ofRate(PageSample.all()), trace);
        SampledLruCurve byCount = played(SampledLruCurve.ofPages(1_000, 4), trace);
        for (int frames = 1; frames <= trace.distinctPages(); frames++) {
            double ratio = (double) exact.misses()[frames - 1] / trace.length();
            assertEquals(ratio, byRate.missRatio(frames), 1e-9, "frames=" + frames);
            assertEquals(ratio, byCount.missRatio(frames), 1e-9, "frames=" + frames);
        }
        assertEquals(trace.distinctPages(), byRate.distinctPages());
        assertEquals(trace.distinctPages(), byCount.distinctPages());
        assertEquals(trace.length(), byCount.sampledAccesses());
    }

    @ParameterizedTest
    @CsvSource({
        // Shares of some 200,000 pages; the error falls with the root of the sample's pages.
        "0.1, 0.015",
        "0.01, 0.035",
        "0.001, 0.090"
    })
    void staysWithinItsErrorAtAShare(double rate, double most) {
        PageTrace trace = skewed(200_000, 1_000_000, 5);
        double[] errors = errors(trace, seed -> SampledLruCurve.ofRate(new PageSample(rate, seed)));
        System.out.printf(Locale.ROOT, "SHARDS rate %s: mean %.5f, most %.5f%n", rate, errors[0], errors[1]);
        assertTrue(errors[1] <= most, "rate=" + rate + ", error=" + errors[1]);
    }

    @ParameterizedTest
    @CsvSource({"8192, 0.013", "1024, 0.033", "128, 0.090"})
    void staysWithinItsErrorAtACount(int pages, double most) {
        PageTrace trace = skewed(200_000, 1_000_000, 5);
        double[] errors = errors(trace, seed -> SampledLruCurve.ofPages(pages, seed));
        System.out.printf(Locale.ROOT, "SHARDS pages %d: mean %.5f, most %.5f%n", pages, errors[0], errors[1]);
        assertTrue(errors[1] <= most, "pages=" + pages + ", error=" + errors[1]);
    }

    @ParameterizedTest
    @CsvSource({"own_cc1, 0.1, 0.008", "own_sqlite, 0.25, 0.030"})
    void staysWithinItsErrorOnShippedTraces(String name, double rate, double most) {
        PageTrace trace = PageTrace.load(ShippedTraces.source(name));
        double[] errors = errors(trace, seed -> SampledLruCurve.ofRate(new PageSample(rate, seed)));
        System.out.printf(Locale.ROOT, "SHARDS %s rate %s: mean %.5f, most %.5f%n", name, rate, errors[0], errors[1]);
        assertTrue(errors[1] <= most, "rate=" + rate + ", error=" + errors[1]);
    }

    @Test
    void neverHoldsMorePagesThanAskedForAndLowersItsShareForIt() {
        PageTrace trace = skewed(50_000, 200_000, 6);
        SampledLruCurve curve = played(SampledLruCurve.ofPages(500, 6), trace);
        assertTrue(curve.rate() > 0.005 && curve.rate() < 0.05, "rate=" + curve.rate());
        assertTrue(curve.sampledAccesses() < trace.length() / 4);
        double distinct = (double) curve.distinctPages();
        assertEquals(trace.distinctPages(), distinct, 0.2 * trace.distinctPages());
    }

    @Test
    void isTheSameForASeedAndAnotherForAnother() {
        PageTrace trace = skewed(10_000, 100_000, 7);
        double first =
                played(SampledLruCurve.ofRate(new PageSample(0.05, 1)), trace).missRatio(2_000);
        assertEquals(
                first,
                played(SampledLruCurve.ofRate(new PageSample(0.05, 1)), trace).missRatio(2_000));
        assertTrue(first
                != played(SampledLruCurve.ofRate(new PageSample(0.05, 2)), trace)
                        .missRatio(2_000));
    }

    @Test
    void refusesSamplesOutOfRange() {
        for (double rate : new double[] {0, -1, 1.01, Double.NaN}) {
            assertThrows(IllegalArgumentException.class, () -> new PageSample(rate, 0));
        }
        assertThrows(IllegalArgumentException.class, () -> SampledLruCurve.ofPages(0, 0));
        assertThrows(IllegalArgumentException.class, () -> SampledLruCurve.ofPages((1 << 27) + 1, 0));
    }

    @Test
    void saysNothingOfNothing() {
        SampledLruCurve curve = SampledLruCurve.ofPages(1, 0);
        assertEquals(0, curve.missRatio(1));
        assertEquals(0, curve.distinctPages());
    }
}
