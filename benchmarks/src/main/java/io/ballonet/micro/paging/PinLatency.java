package io.ballonet.micro.paging;

import io.ballonet.micro.LatencyCounters;
import io.ballonet.micro.OpenLoop;
import io.ballonet.micro.paging.PinState.Refusals;
import io.ballonet.micro.paging.PinState.Shared;
import io.ballonet.micro.paging.PinState.Toucher;
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
 * How long does it take to pin and unpin a batch of pages, at a fixed rate of batches, alone and while a virtual CPU touches
 * and a scan clears the same pages?
 *
 * <p>Unit of the score: pages a second, which is the rate asked for and no result; the result is the percentiles beside it,
 * in ns for a batch, open loop (see {@link LatencyCounters}). The other two threads are one more than two cores hold: what
 * the scheduler does to the pinning thread is part of the contended tail.
 *
 * <p>Expected: below a microsecond at the median of 64 pages; the tail is the machine's.
 *
 * <p>Run: {@code ./ballonet bench PinLatency}, with {@code -Dballonet.hlog.dir=DIR} for the histograms
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PinLatency {
    @Benchmark
    @InQuick(kinds = {})
    @Measures(family = "pin", benchmark = "pair-latency", unit = "pages/s", perOperation = "batch")
    public long pair(Shared shared, Batches batches, LatencyCounters latency, Refusals refusals) {
        return batches.next(shared, latency, refusals);
    }

    @Benchmark
    @Group("pairContended")
    @InQuick(values = "pin=guest")
    @Measures(
            family = "pin",
            benchmark = "pair-latency-contended",
            unit = "pages/s",
            perOperation = "batch",
            threads = 3)
    public long pairContended(Shared shared, Batches batches, LatencyCounters latency, Refusals refusals) {
        return batches.next(shared, latency, refusals);
    }

    @Benchmark
    @Group("pairContended")
    public int touch(Shared shared, Toucher toucher) {
        return toucher.touch(shared.pages());
    }

    @Benchmark
    @Group("pairContended")
    public long scan(Shared shared) {
        return shared.pages().clearAccessed();
    }

    /** Baseline: the clock and the histograms, with nothing between start and end. */
    @Benchmark
    public void nothing(Batches batches, LatencyCounters latency) {
        OpenLoop loop = OpenLoop.of(latency, batches.rate);
        loop.awaitStart();
        loop.finish();
    }

    /** What a batch needs. */
    @State(Scope.Thread)
    public static class Batches {
        @Param("10000")
        double rate = 10000;

        @Param("64")
        long batch = 64;

        private long next;

        /** Pins and unpins the next pages, around and around, when it is time to. */
        long next(Shared shared, LatencyCounters latency, Refusals refusals) {
            long first = next + batch > shared.pages ? 0 : next;
            next = first + batch;
            OpenLoop loop = OpenLoop.of(latency, rate);
            loop.awaitStart();
            long refused = shared.pairs(first, batch, 1, refusals);
            loop.finish();
            return refused;
        }
    }
}
