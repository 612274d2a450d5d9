package io.ballonet.micro.reclaim;

import io.ballonet.micro.LatencyCounters;
import io.ballonet.micro.OpenLoop;
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
 * How long does a host wait until 64 pages are in the balloon and out of it again, at a fixed rate, alone and while one
 * virtual CPU reads the same pages, and another thread clears their accessed bits and pins their frames?
 *
 * <p>Unit of the score: pages a second, which is the rate asked for and no result; the result is the percentiles beside it, in
 * ns, open loop (see {@link LatencyCounters}). An operation sets the target to 64, waits until the driver has the last
 * acknowledgement, sets it to 0, and waits again; host and driver have threads. What came back is touched again outside the
 * timing.
 *
 * <p>Expected: the agents' idle strategies park for up to 200 µs, and with more threads than cores a turn is milliseconds.
 *
 * <p>Run: {@code ./ballonet bench ReclaimLatency}, with {@code -Dballonet.hlog.dir=DIR} for the histograms
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ReclaimLatency {
    @Benchmark
    @InQuick(kinds = {})
    @Measures(family = "reclaim", benchmark = "latency", unit = "pages/s", perOperation = "pages", threads = 3)
    public int inflateAndDeflate(LiveBalloon balloon, Calls calls, LatencyCounters latency) {
        return calls.call(balloon, latency);
    }

    @Benchmark
    @Group("latencyTouched")
    @InQuick(kinds = {})
    @Measures(family = "reclaim", benchmark = "latency-touched", unit = "pages/s", perOperation = "pages", threads = 5)
    public int inflateAndDeflateTouched(LiveBalloon balloon, Calls calls, LatencyCounters latency) {
        return calls.call(balloon, latency);
    }

    @Benchmark
    @Group("latencyTouched")
    public long touch(LiveBalloon balloon, BesideTheBalloon beside) {
        return beside.touch(balloon);
    }

    @Benchmark
    @Group("latencyTouched")
    public long scanAndPin(LiveBalloon balloon, BesideTheBalloon beside, BesideTheBalloon.Pins pins) {
        return beside.scanAndPin(balloon, pins);
    }

    /** Baseline: the clock and the histograms, with nothing between start and end. */
    @Benchmark
    public void nothing(Calls calls, LatencyCounters latency) {
        OpenLoop loop = OpenLoop.of(latency, calls.rate);
        loop.awaitStart();
        loop.finish();
    }

    /** What a call needs. */
    @State(Scope.Thread)
    public static class Calls {
        @Param("100")
        double rate = 100;

        @Param("64")
        int pages = 64;

        int call(LiveBalloon balloon, LatencyCounters latency) {
            OpenLoop loop = OpenLoop.of(latency, rate);
            loop.awaitStart();
            balloon.rig().moveTo(pages);
            balloon.rig().moveTo(0);
            loop.finish();
            return balloon.touchMissing();
        }
    }
}
