package io.ballonet.scenario.latency;

import io.ballonet.micro.OpenLoop;
import io.ballonet.result.stats.Quantiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/**
 * Runs one operation at rates that are shares of what it does back to back: first at fixed shares, then at more around the knee.
 * All rates of a stage take turns, in another random order in each round, so that what the machine does meanwhile falls on all.
 *
 * <p>A round at a rate is a number of operations, not a time, so that a rate that is missed ends as well.
 *
 * <p><b>Threads:</b> one.
 */
final class RateSweep {
    /** Closer together where the curve bends, and beyond what can be done. */
    private static final double[] SHARES = {
        0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1, 1.05, 1.1, 1.2
    };

    static final int ROUNDS = 3;
    private static final int BETWEEN = 2;
    /** Windows of the closed loop, of which the median counts: one in which the machine was away does not. */
    private static final int CLOSED_ROUNDS = 5;
    /** The compiler has seen the operation by then. */
    private static final int WARM_UP_OPERATIONS = 2_000;

    private static final int LEAST_OPERATIONS = 20;
    private static final double FASTEST = 1e9;
    private static final double NS_OF_SECOND = 1e9;

    private final SweptOperation operation;
    private final LongSupplier nanoClock;
    private final double roundSeconds;
    private final SplittableRandom random;
    private final List<SweptLoop> loops = new ArrayList<>();
    private double closedRate;

    /** A rate and what was recorded at it. */
    record SweptLoop(double share, double rate, OpenLoop loop) {}

    /**
     * A sweep.
     *
     * @param seconds of all rounds together, about
     */
    RateSweep(SweptOperation operation, LongSupplier nanoClock, double seconds, long seed) {
        this.operation = operation;
        this.nanoClock = nanoClock;
        int rounds = 1 + CLOSED_ROUNDS + ROUNDS * (SHARES.length + 2 * BETWEEN);
        this.roundSeconds = seconds / rounds;
        this.random = new SplittableRandom(seed);
    }

    /** Runs it; rates by share, ascending. */
    List<SweptRate> run() {
        backToBack(WARM_UP_OPERATIONS);
        double[] windows = new double[CLOSED_ROUNDS];
        Arrays.setAll(windows, window -> backToBack(LEAST_OPERATIONS));
        closedRate = Quantiles.median(windows);
        stage(SHARES);
        List<SweptRate> rates = rates();
        Knee.of(rates).ifPresent(knee -> stage(Knee.around(knee, rates, BETWEEN)));
        return rates();
    }

    /** Operations a second in a window, timed like all others. */
    private double backToBack(int leastOperations) {
        OpenLoop loop = OpenLoop.withClock(FASTEST, nanoClock);
        long start = nanoClock.getAsLong();
        long end = start + Math.round(roundSeconds * NS_OF_SECOND);
        long now = start;
        long operations = 0;
        while (now < end || operations < leastOperations) {
            loop.awaitStart();
            operation.run();
            loop.finish();
            operations++;
            now = nanoClock.getAsLong();
        }
        return operations * NS_OF_SECOND / (now - start);
    }

    private void stage(double[] shares) {
        List<SweptLoop> turns = new ArrayList<>();
        for (double share : shares) {
            double rate = Math.min(FASTEST, share * closedRate);
            turns.add(new SweptLoop(share, rate, OpenLoop.withClock(rate, nanoClock)));
        }
        loops.addAll(turns);
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = turns.size() - 1; i > 0; i--) {
                int other = random.nextInt(i + 1);
                SweptLoop turn = turns.get(i);
                turns.set(i, turns.get(other));
                turns.set(other, turn);
            }
            turns.forEach(this::round);
        }
    }

    private void round(SweptLoop turn) {
        OpenLoop loop = turn.loop();
        long operations = Math.max(LEAST_OPERATIONS, Math.round(turn.rate() * roundSeconds));
        loop.restart();
        for (long i = 0; i < operations; i++) {
            loop.awaitStart();
            operation.run();
            loop.finish();
        }
        loop.endInterval();
    }

    private List<SweptRate> rates() {
        return loops().stream()
                .map(loop -> SweptRate.of(loop.share(), loop.rate(), loop.loop()))
                .toList();
    }

    /** Every rate with its intervals, by share. */
    List<SweptLoop> loops() {
        return loops.stream()
                .sorted(Comparator.comparingDouble(SweptLoop::share))
                .toList();
    }

    /** Operations a second, back to back: the median window's. */
    double closedRate() {
        return closedRate;
    }

    /** The shares that every sweep runs. */
    static double[] shares() {
        return Arrays.copyOf(SHARES, SHARES.length);
    }
}
