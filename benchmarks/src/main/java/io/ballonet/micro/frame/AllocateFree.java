package io.ballonet.micro.frame;

import io.ballonet.frame.Zeroing;
import io.ballonet.frame.ZeroingSettings;
import io.ballonet.micro.frame.RingState.Hot;
import io.ballonet.micro.frame.RingState.Stream;
import io.ballonet.micro.frame.RingState.ZeroedBytes;
import io.ballonet.result.InQuick;
import io.ballonet.result.Measures;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a frame cost its owner from allocation to free, zeroing included, by when it is zeroed and with which stores, if it
 * is in the cache ({@code hot}) and if it is not ({@code stream})?
 *
 * <p>Unit: ns a frame. Frames are allocated singly and freed in batches of {@value FrameRing#BATCH}, by one thread; beside the
 * score stand bytes zeroed and frames renewed. In {@code allocate-write-free} the owner writes to every line in between, so
 * that what zeroing leaves in the cache pays.
 *
 * <p>Expected limit: zeroing one page. Streaming stores cost the same hot and not, plain ones a fifth of that when hot.
 *
 * <p>Run: {@code ./ballonet bench micro.frame.AllocateFree}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(FrameRing.BATCH)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AllocateFree {
    @Benchmark
    @InQuick(kinds = {})
    @Measures(family = "zeroing", benchmark = "allocate-free", unit = "ns/page", limit = "zero-page where=hot")
    public long allocateFreeHot(Hot state, ZeroedBytes counter) {
        return state.renew(false, counter);
    }

    @Benchmark
    @InQuick(kinds = {})
    @Measures(family = "zeroing", benchmark = "allocate-free", unit = "ns/page", limit = "zero-page where=stream")
    public long allocateFree(Stream state, ZeroedBytes counter) {
        return state.renew(false, counter);
    }

    /** No part of {@code compare}, which shows this for the stream. */
    @Benchmark
    public long allocateWriteFreeHot(Hot state, ZeroedBytes counter) {
        return state.renew(true, counter);
    }

    @Benchmark
    @InQuick(values = "stores=streaming")
    @Measures(family = "zeroing", benchmark = "allocate-write-free", unit = "ns/page", limit = "zero-page where=stream")
    public long allocateWriteFree(Stream state, ZeroedBytes counter) {
        return state.renew(true, counter);
    }

    /** The same with frames given back to the operating system: its zeroing is part of the fault of the first write. */
    @Benchmark
    @InQuick(kinds = {})
    @Measures(
            family = "zeroing",
            benchmark = "allocate-write-free",
            contender = "return-to-os",
            unit = "ns/page",
            limit = "madvise-dontneed-2m + zero-page where=stream")
    public long allocateWriteFreeReturned(Returned state) {
        return state.ring().renew(true);
    }

    /** Baseline: the books alone, of frames without bytes. */
    @Benchmark
    public long booksOnly(Books state) {
        return state.ring().renew(false);
    }

    /** Frames without bytes. */
    @State(Scope.Thread)
    public static class Books {
        private @Nullable FrameRing ring;

        @Setup(Level.Trial)
        public void open() {
            ring = FrameRing.metadataOnly(RingState.MANY, FrameRing.BATCH);
        }

        final FrameRing ring() {
            return Objects.requireNonNull(ring);
        }

        @TearDown(Level.Trial)
        public void close() {
            ring().close();
        }
    }

    /** Frames that the operating system takes back. */
    @State(Scope.Thread)
    public static class Returned {
        int held = RingState.MANY;
        private @Nullable FrameRing ring;

        @Setup(Level.Trial)
        public void open() {
            ring = new FrameRing(held, FrameRing.BATCH, ZeroingSettings.of(Zeroing.RETURN_TO_OS));
        }

        final FrameRing ring() {
            return Objects.requireNonNull(ring);
        }

        @TearDown(Level.Trial)
        public void close() {
            ring().close();
        }
    }
}
