package io.ballonet.micro.reclaim;

import io.ballonet.result.InQuick;
import io.ballonet.result.Measures;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How much does a page's way into the balloon, back, and to its next touch cost on live threads, alone and while one virtual
 * CPU reads the same pages, and another thread clears their accessed bits and pins their frames?
 *
 * <p>Unit: ns a page for {@value #PAGES_A_MOVE} pages at a time in a guest of 64 MiB: scan, pin, send, reclaim, acknowledge,
 * deflate, acknowledge, and the fault that touches it. JMH's other times are of {@value Toucher#PAGES} reads and of one pass
 * and {@value BesideTheBalloon#PINS} pins.
 *
 * <p>Expected: no bound; with two cores, five threads take turns.
 *
 * <p>Run: {@code ./ballonet bench ReclaimWhileTouched}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ReclaimWhileTouched {
    static final int PAGES_A_MOVE = 4_096;

    /** Baseline: the same alone. */
    @Benchmark
    @InQuick(kinds = {})
    @Measures(family = "reclaim", benchmark = "round-trip", unit = "ns/page", perOperation = "pagesAMove", threads = 3)
    public int roundTrip(LiveBalloon balloon, Move move) {
        return balloon.roundTrip(move.pagesAMove);
    }

    @Benchmark
    @Group("roundTripTouched")
    @InQuick(kinds = {})
    @Measures(
            family = "reclaim",
            benchmark = "round-trip-touched",
            unit = "ns/page",
            perOperation = "pagesAMove",
            threads = 5)
    public int roundTripWhileTouched(LiveBalloon balloon, Move move) {
        return balloon.roundTrip(move.pagesAMove);
    }

    @Benchmark
    @Group("roundTripTouched")
    public long touch(LiveBalloon balloon, BesideTheBalloon beside) {
        return beside.touch(balloon);
    }

    @Benchmark
    @Group("roundTripTouched")
    public long scanAndPin(LiveBalloon balloon, BesideTheBalloon beside, BesideTheBalloon.Pins pins) {
        return beside.scanAndPin(balloon, pins);
    }

    /** How much one operation moves. */
    @State(Scope.Benchmark)
    public static class Move {
        @Param("" + PAGES_A_MOVE)
        int pagesAMove = PAGES_A_MOVE;
    }
}
