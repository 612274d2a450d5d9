package io.ballonet.micro.paging;

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
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a pair of pin and unpin cost while another thread changes the same entries: a scan that clears A bits, or a
 * virtual CPU that sets A and D?
 *
 * <p>Unit: ns a pair, over all pages in turn. The scanning thread lets a virtual CPU of its own touch
 * {@value PinState.Toucher#TOUCHES} random pages before each pass, so that there is something to clear; both are reported by
 * JMH beside the pairs. {@link #passAlone} is the other thread with nobody pinning.
 *
 * <p>Expected limit: one compare-and-set, which lines that the other core wrote make several times dearer.
 *
 * <p>Run: {@code ./ballonet bench PinWhileScanned}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PinWhileScanned {
    @Benchmark
    @Group("pairWithScan")
    @InQuick(kinds = {})
    @Measures(
            family = "pin",
            benchmark = "pair-with-scan",
            unit = "ns/op",
            perOperation = "pages",
            limit = "cas",
            threads = 2)
    public long pair(Shared shared, Refusals refusals) {
        return shared.pairs(0, shared.pages, 1, refusals);
    }

    @Benchmark
    @Group("pairWithScan")
    public long pass(Shared shared, Toucher toucher) {
        return toucher.touch(shared.pages()) + shared.pages().clearAccessed();
    }

    @Benchmark
    @Group("pairWithTouch")
    @InQuick(kinds = {})
    @Measures(
            family = "pin",
            benchmark = "pair-with-touch",
            unit = "ns/op",
            perOperation = "pages",
            limit = "cas",
            threads = 2)
    public long pairTouched(Shared shared, Refusals refusals) {
        return shared.pairs(0, shared.pages, 1, refusals);
    }

    @Benchmark
    @Group("pairWithTouch")
    public int touch(Shared shared, Toucher toucher) {
        return toucher.touch(shared.pages());
    }

    /** Baseline: the other thread alone. */
    @Benchmark
    public long passAlone(Shared shared, Toucher toucher) {
        return toucher.touch(shared.pages()) + shared.pages().clearAccessed();
    }
}
