package io.ballonet.micro.frame;

import io.ballonet.micro.frame.BackgroundState.Dirtied;
import io.ballonet.micro.frame.BackgroundState.Late;
import io.ballonet.micro.frame.BackgroundState.Shared;
import io.ballonet.micro.frame.BackgroundState.Warm;
import io.ballonet.result.InQuick;
import io.ballonet.result.Measures;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What is left of zeroing for the owner when an agent on another core does it, and what when it has done it already?
 *
 * <p>Unit: ns a frame. {@code allocate-warm}: allocation alone, from a stock of frames that read zeros; the rest is not timed.
 * {@code allocate-write-free}: the owner's whole round, as in {@link AllocateFree}, while the agent zeroes what it frees; frames
 * that the agent was too late for stand beside the score.
 *
 * <p>Expected limit: a compare-and-set for the warm allocation; the round without zeroing for the other.
 *
 * <p>Run: {@code ./ballonet bench micro.frame.BackgroundAllocation}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class BackgroundAllocation {
    @Benchmark
    @OperationsPerInvocation(FrameRing.BATCH)
    @InQuick(kinds = {})
    @Measures(
            family = "zeroing",
            benchmark = "allocate-warm",
            contender = "background",
            unit = "ns/page",
            limit = "cas")
    public long allocateWarm(Warm state) {
        return state.ring().allocateOnly();
    }

    @Benchmark
    @Group("besideTheAgent")
    @OperationsPerInvocation(FrameRing.BATCH)
    @InQuick(kinds = {})
    @Measures(
            family = "zeroing",
            benchmark = "allocate-write-free",
            contender = "background",
            unit = "ns/page",
            limit = "zero-page where=stream",
            threads = 2)
    public long allocateWriteFree(Shared state, Late late) {
        return late.renew(state.ring());
    }

    @Benchmark
    @Group("besideTheAgent")
    public int agent(Shared state) {
        return state.zero();
    }

    /** Baseline: the agent's own step, with nobody beside it: what a frame takes of the other core. */
    @Benchmark
    @OperationsPerInvocation(FrameRing.BATCH)
    public int agentAlone(Dirtied state) {
        return state.zero();
    }
}
