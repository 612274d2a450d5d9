package io.ballonet.micro.alloc;

import io.ballonet.micro.LatencyCounters;
import io.ballonet.micro.OpenLoop;
import io.ballonet.result.InQuick;
import io.ballonet.result.Kind;
import io.ballonet.result.Measures;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.GroupThreads;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * How long does a single free and allocation take, at the median and in the tail, alone, beside another core that does the same,
 * and with more threads than cores?
 *
 * <p>Unit of the score: operations a second, which is the rate asked for and no result; the result is the percentiles beside it, in
 * ns for one replacement of a random frame, open loop (see {@link LatencyCounters}). Each operation is timed by two readings of
 * the clock: {@link #clock} is what they alone take, and is to be read beside the others. The other threads run as fast as they
 * can. Expected: the median above the clock's by what {@link RandomReplaceBenchmark} measures; the tail is the machine's.
 *
 * <p>Run: {@code ./ballonet bench LatencyBenchmark}, with {@code -Dballonet.hlog.dir=DIR} for the histograms.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class LatencyBenchmark extends AllocatorBenchmark {
    /** The baseline: the clock and the histograms, with nothing between start and end. */
    @Benchmark
    @InQuick(kinds = {})
    @Measures(family = "allocator", benchmark = "latency", contender = "clock", kind = Kind.LIMIT, unit = "ops/s")
    public void clock(LatencyCounters latency, Rate rate) {
        OpenLoop loop = OpenLoop.of(latency, rate.rate);
        loop.awaitStart();
        loop.finish();
    }

    /** One thread. */
    @Benchmark
    @InQuick(kinds = {})
    @Measures(family = "allocator", benchmark = "latency", unit = "ops/s", without = Unfit.class)
    public long replace(
            FilledAllocator filled, Caller caller, HeldFrames.Kept list, LatencyCounters latency, Rate rate) {
        int index = caller.next(list.frames.size());
        long frame = list.frames.get(index);
        OpenLoop loop = OpenLoop.of(latency, rate.rate);
        loop.awaitStart();
        filled.allocator.free(frame, filled.order, caller.core);
        frame = filled.take(caller.core);
        loop.finish();
        list.frames.set(index, frame);
        return frame;
    }

    /** The same beside one other thread. */
    @Benchmark
    @Group("contended")
    @InQuick(kinds = {})
    @Measures(
            family = "allocator",
            benchmark = "latency-contended",
            unit = "ops/s",
            threads = 2,
            without = Unfit.ForOwnFrames.class)
    public long replaceContended(
            FilledAllocator filled, Caller caller, HeldFrames.Kept list, LatencyCounters latency, Rate rate) {
        return replace(filled, caller, list, latency, rate);
    }

    /** The other thread. */
    @Benchmark
    @Group("contended")
    public long other(FilledAllocator filled, Caller caller, HeldFrames.Kept list) {
        int index = caller.next(list.frames.size());
        filled.allocator.free(list.frames.get(index), filled.order, caller.core);
        long frame = filled.take(caller.core);
        list.frames.set(index, frame);
        return frame;
    }

    /** The same beside three other threads. */
    @Benchmark
    @Group("preempted")
    @InQuick(kinds = {})
    @Measures(
            family = "allocator",
            benchmark = "latency-contended",
            unit = "ops/s",
            threads = 4,
            without = Unfit.ForOwnFrames.class)
    public long replacePreempted(
            FilledAllocator filled, Caller caller, HeldFrames.Kept list, LatencyCounters latency, Rate rate) {
        return replace(filled, caller, list, latency, rate);
    }

    /** The other threads. */
    @Benchmark
    @Group("preempted")
    @GroupThreads(3)
    public long others(FilledAllocator filled, Caller caller, HeldFrames.Kept list) {
        return other(filled, caller, list);
    }

    /** How often. */
    @State(Scope.Benchmark)
    public static class Rate {
        /** Operations a second: a twentieth of what the slowest contender can do. */
        @Param("100000")
        public double rate = 100_000;
    }
}
