package io.ballonet.micro.reclaim;

import io.ballonet.result.InQuick;
import io.ballonet.result.Measures;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does the balloon cost a page, from the scan for inactive pages to the last acknowledgement, and back?
 *
 * <p>Unit: ns a page; JMH's own are of all pages moved. A guest of 1 GiB or 64 MiB has all its pages mapped at random, half of them inactive and clean; its one virtual CPU
 * is outside; agents are stepped on one thread. An operation sets the target to 50 % and steps until the balloon has that
 * size ({@code cycle}), or to 0 ({@code deflate}), and touches what came back ({@code deflate-touch}: guest fault, nested
 * fault, a frame that reads zeros). Mapping and choosing are not timed. In the mode {@code returned} the resident set must
 * have shrunk by what was reclaimed after each operation, or the run fails.
 *
 * <p>Expected limit: what the kernel takes for {@code madvise(DONTNEED)} in calls of 2 MiB; with zeroing, that and zeroing a
 * page that is not in the cache.
 *
 * <p>Run: {@code ./ballonet bench ReclaimCycle}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ReclaimCycle {
    @Benchmark
    @InQuick(values = "moved=8192")
    @Measures(
            family = "reclaim",
            benchmark = "cycle",
            unit = "ns/page",
            perOperation = "moved",
            limit = "madvise-dontneed-2m")
    public long cycle(Inflating.Unscrubbed state) {
        return state.rig().moveTo(state.moved);
    }

    @Benchmark
    @InQuick(values = "moved=8192")
    @Measures(
            family = "reclaim",
            benchmark = "cycle",
            unit = "ns/page",
            perOperation = "moved",
            limit = "madvise-dontneed-2m + zero-page where=stream")
    public long cycleZeroing(Inflating.Scrubbed state) {
        return state.rig().moveTo(state.moved);
    }

    @Benchmark
    @InQuick(kinds = {})
    @Measures(
            family = "reclaim",
            benchmark = "deflate",
            unit = "ns/page",
            perOperation = "moved",
            limit = "madvise-dontneed-2m")
    public long deflate(Deflating state) {
        return state.rig().moveTo(0);
    }

    @Benchmark
    @InQuick(values = {"mode=returned", "moved=8192"})
    @Measures(
            family = "reclaim",
            benchmark = "deflate-touch",
            unit = "ns/page",
            perOperation = "moved",
            limit = "madvise-dontneed-2m")
    public long deflateTouch(Deflating state) {
        long size = state.rig().moveTo(0);
        state.rig().touchMissing(state.missing());
        return size;
    }

    /** Baseline: one step of a host whose balloon has reached its target. */
    @Benchmark
    public int idleStep(Idle state) {
        return state.rig().host().step();
    }
}
