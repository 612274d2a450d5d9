package io.ballonet.micro.alloc;

import io.ballonet.frame.alloc.FrameAllocator;
import io.ballonet.frame.alloc.FrameAllocators;
import io.ballonet.result.InQuick;
import io.ballonet.result.Measures;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * How long does it take to make an allocator of 1 TiB of frames, and how large is it?
 *
 * <p>Nanoseconds a call, once an iteration; beside it, as {@code metadata}, bytes of metadata a frame. The frames have no memory:
 * the allocator sees numbers only. Expected limit: the first touch of the metadata, a few hundred nanoseconds for 4 KiB of it; one
 * whose fresh state is zeros pays that later, frame by frame, in its first allocations.
 * Run: {@code ./ballonet bench InitialiseBenchmark}.
 */
@BenchmarkMode(Mode.SingleShotTime)
public class InitialiseBenchmark extends AllocatorBenchmark {
    /** The call without an allocator. */
    @Benchmark
    public long baseline(Fresh fresh) {
        return fresh.frames;
    }

    /** One thread. */
    @Benchmark
    @InQuick(kinds = {})
    @Measures(family = "allocator", benchmark = "initialise", unit = "ns/op", without = Unfit.ForOwnFrames.class)
    @Measures(family = "allocator", benchmark = "metadata", unit = "bytes/frame", metric = "metadataBytesOfFrame")
    public FrameAllocator initialise(Fresh fresh, Size size) {
        FrameAllocator made = fresh.make();
        long bytes = made.metadataBytes();
        size.metadataBytesOfFrame = bytes == FrameAllocator.NOT_KNOWN ? Double.NaN : (double) bytes / fresh.frames;
        return made;
    }

    /** How large it is. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Size {
        /** Bytes of metadata divided by frames. */
        public double metadataBytesOfFrame;
    }

    /** The allocator that an iteration makes. */
    @State(Scope.Thread)
    public static class Fresh {
        /** Name in the registry. */
        @Param({
            "uncounted",
            "tree",
            "bitmap",
            "buddy",
            "magazine",
            "lock-list",
            "cas-list",
            "jemalloc",
            "mimalloc",
            "glibc",
            "netty-pooled",
            "netty-adaptive",
            "unsafe",
            "ffm-arena"
        })
        public String contender = "tree";

        /** 1 TiB of 4 KiB frames. */
        @Param("268435456")
        public long frames = 1L << 28;

        private @Nullable FrameAllocator made;

        FrameAllocator make() {
            FrameAllocator fresh = FrameAllocators.REGISTRY.named(contender).create(frames, AllocatorUnderTest.CORES);
            made = fresh;
            return fresh;
        }

        /** Every frame must be free. */
        @TearDown(Level.Iteration)
        public void validate() {
            FrameAllocator fresh = made;
            if (fresh == null) {
                return;
            }
            long free = fresh.freeFrames();
            fresh.close();
            made = null;
            if (free != frames) {
                throw new IllegalStateException("a fresh allocator must be free: contender=" + contender + ", free="
                        + free + ", frames=" + frames);
            }
        }
    }
}
