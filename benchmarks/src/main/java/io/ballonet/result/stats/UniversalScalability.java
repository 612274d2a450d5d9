package io.ballonet.result.stats;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What rounds of throughput at several numbers of threads say of contention and coherence, with 95 % intervals, and what they cannot
 * say: one number says nothing, two give only a sum of both, three give both but nothing to check the law by.
 *
 * @param knowledge how much can be said
 * @param law fitted to the medians; empty below three numbers of threads
 * @param contention σ; NaN below three numbers of threads
 * @param coherence κ, likewise
 * @param sum {@code σ + nκ} for the largest number of threads {@code n}; NaN for one number of threads
 * @param mostThreads that were measured
 * @param largestMiss of the law against the medians, as a share of these; NaN without a law
 */
public record UniversalScalability(
        Knowledge knowledge,
        Optional<ScalabilityLaw> law,
        Estimate contention,
        Estimate coherence,
        Estimate sum,
        int mostThreads,
        double largestMiss) {
    /*
     * Intervals: whole rounds are drawn with replacement, so that what makes one round slower at every number of threads, as a
     * neighbour on the machine does, stays together; each draw's medians are fitted again, and the interval is from percentile
     * to percentile [1]. In simulations with two to five percent of noise it holds the true value 90 to 99 times in 100 from nine
     * rounds on; least where the true coherence is 0, at the edge of what is allowed. With five rounds that falls to 82.
     *
     * [1] B. Efron, R. Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13.
     * [2] N. Gunther, Guerrilla Capacity Planning, 2007, chapters 4 to 6: the law, and its linear form.
     */

    /** Rounds from which on there are intervals. */
    public static final int LEAST_ROUNDS = 9;

    private static final int FOR_A_LAW = 3;
    private static final int RESAMPLES = 1_000;
    private static final double LOWER = 0.025;
    private static final double UPPER = 0.975;

    /** Fixed, so that the same rounds have the same intervals. */
    private static final long SEED = 0x5EED_5CA1EL;

    /** How much the numbers of threads that were measured can say. */
    public enum Knowledge {
        /** One number of threads. */
        NOTHING,
        /** Two: what contention and coherence cost together. */
        SUM_ALONE,
        /** Three: both, by a curve that goes through any three points. */
        UNCHECKED,
        /** Four and more: both, and whether the law fits. */
        CHECKED
    }

    /**
     * A value and the ends of its 95 % interval, NaN where they are not known.
     *
     * @param value the estimate itself
     */
    public record Estimate(double value, double low, double high) {
        static final Estimate UNKNOWN = new Estimate(Double.NaN, Double.NaN, Double.NaN);

        private String text() {
            return Double.isNaN(low)
                    ? String.format(Locale.ROOT, "%.2g", value)
                    : String.format(Locale.ROOT, "%.2g (%.2g to %.2g)", value, low, high);
        }
    }

    /**
     * Fits.
     *
     * @param threads numbers of threads, ascending from 1, none above the processors: there the law says nothing
     * @param rounds throughputs, greater than 0, one for each number of threads in each round; at least one round
     * @throws IllegalArgumentException if they do not fit together
     */
    public static UniversalScalability of(int[] threads, double[][] rounds) {
        check(threads, rounds);
        double[] medians = medians(rounds, IntStream.range(0, rounds.length).toArray());
        int most = threads[threads.length - 1];
        if (threads.length == 1) {
            return new UniversalScalability(
                    Knowledge.NOTHING,
                    Optional.empty(),
                    Estimate.UNKNOWN,
                    Estimate.UNKNOWN,
                    Estimate.UNKNOWN,
                    most,
                    Double.NaN);
        }
        double[][] drawn = drawn(rounds);
        if (threads.length < FOR_A_LAW) {
            return new UniversalScalability(
                    Knowledge.SUM_ALONE,
                    Optional.empty(),
                    Estimate.UNKNOWN,
                    Estimate.UNKNOWN,
                    estimate(medians, drawn, of -> sum(most, of)),
                    most,
                    Double.NaN);
        }
        ScalabilityLaw law = ScalabilityLaw.fit(threads, medians);
        ScalabilityLaw[] laws =
                Arrays.stream(drawn).map(of -> ScalabilityLaw.fit(threads, of)).toArray(ScalabilityLaw[]::new);
        return new UniversalScalability(
                threads.length == FOR_A_LAW ? Knowledge.UNCHECKED : Knowledge.CHECKED,
                Optional.of(law),
                estimate(law, laws, ScalabilityLaw::contention),
                estimate(law, laws, ScalabilityLaw::coherence),
                estimate(law, laws, of -> of.contention() + most * of.coherence()),
                most,
                largestMiss(law, threads, medians));
    }

    private static void check(int[] threads, double[][] rounds) {
        for (int i = 0; i < threads.length; i++) {
            if (i == 0 ? threads[i] != 1 : threads[i] <= threads[i - 1]) {
                throw new IllegalArgumentException("threads must ascend from 1: threads=" + Arrays.toString(threads));
            }
        }
        if (threads.length == 0 || rounds.length == 0) {
            throw new IllegalArgumentException(
                    "nothing was measured: threads=" + threads.length + ", rounds=" + rounds.length);
        }
        for (double[] round : rounds) {
            if (round.length != threads.length || !Arrays.stream(round).allMatch(x -> x > 0 && Double.isFinite(x))) {
                throw new IllegalArgumentException("a round has a throughput above 0 for each number of threads: round="
                        + Arrays.toString(round) + ", threads=" + Arrays.toString(threads));
            }
        }
    }

    private static double[] medians(double[][] rounds, int[] chosen) {
        double[] medians = new double[rounds[0].length];
        for (int i = 0; i < medians.length; i++) {
            int column = i;
            medians[i] = Quantiles.median(Arrays.stream(chosen)
                    .mapToDouble(round -> rounds[round][column])
                    .toArray());
        }
        return medians;
    }

    /** Medians of rounds drawn with replacement; none where there are too few rounds. */
    private static double[][] drawn(double[][] rounds) {
        if (rounds.length < LEAST_ROUNDS) {
            return new double[0][];
        }
        SplittableRandom random = new SplittableRandom(SEED);
        double[][] drawn = new double[RESAMPLES][];
        for (int i = 0; i < RESAMPLES; i++) {
            drawn[i] = medians(
                    rounds,
                    IntStream.range(0, rounds.length)
                            .map(round -> random.nextInt(rounds.length))
                            .toArray());
        }
        return drawn;
    }

    /** From {@code X(n) / X(1) = n / (1 + (n − 1)(σ + nκ))}; no less than 0, as its parts. */
    private static double sum(int threads, double[] medians) {
        return Math.max(0, (threads * medians[0] / medians[1] - 1) / (threads - 1));
    }

    private static <T> Estimate estimate(T of, T[] drawn, ToDoubleFunction<T> value) {
        if (drawn.length == 0) {
            return new Estimate(value.applyAsDouble(of), Double.NaN, Double.NaN);
        }
        double[] values = Arrays.stream(drawn).mapToDouble(value).sorted().toArray();
        return new Estimate(
                value.applyAsDouble(of), Quantiles.percentile(values, LOWER), Quantiles.percentile(values, UPPER));
    }

    private static double largestMiss(ScalabilityLaw law, int[] threads, double[] medians) {
        return IntStream.range(0, threads.length)
                .mapToDouble(i -> Math.abs(law.throughput(threads[i]) / medians[i] - 1))
                .max()
                .orElseThrow();
    }

    /** What is known and what is not, in a line or two that end without a line feed. */
    public String words() {
        return switch (knowledge) {
            case NOTHING -> "one number of threads says nothing of contention or coherence";
            case SUM_ALONE ->
                "two numbers of threads cannot tell contention from coherence: together σ + " + mostThreads + "κ = "
                        + sum.text();
            case UNCHECKED ->
                parameters() + ";\nthree numbers of threads fit such a curve whatever they are: nothing shows whether"
                        + " the law holds";
            case CHECKED ->
                parameters()
                        + String.format(
                                Locale.ROOT, ";%nthe curve misses the medians by %.1f %% at most", 100 * largestMiss);
        };
    }

    private String parameters() {
        String text = "σ = " + contention.text() + ", κ = " + coherence.text();
        return text
                + law.filter(fitted -> coherence.low() > 0)
                        .map(fitted -> String.format(
                                Locale.ROOT,
                                ", most at %.0f threads%s",
                                fitted.peak(),
                                fitted.peak() > mostThreads ? ", which nobody measured" : ""))
                        .orElse(", κ may be 0: no peak is known");
    }
}
