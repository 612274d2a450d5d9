package io.ballonet.micro.alloc;

import io.ballonet.frame.alloc.FrameAllocator;
import io.ballonet.peer.alloc.NoPeer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * How much of a peer's time is our adapter's?
 *
 * <p>Nanoseconds for an allocation and a free together with no peer behind them: the adapter of peers that give addresses, the
 * same with two native calls that do nothing, and the adapter of peers that give objects. Expected limit: a few plain loads
 * and stores, and two calls. Run: {@code ./ballonet bench PeerAdapterBenchmark}.
 */
public class PeerAdapterBenchmark extends AllocatorBenchmark {
    /** The loop without an adapter. */
    @Benchmark
    public long baseline(Caller caller) {
        return caller.next(1 << 20);
    }

    /** An allocation and a free. */
    @Benchmark
    public long pair(Adapter adapter, Caller caller) {
        long frame = adapter.allocator.allocate(0, caller.core);
        adapter.allocator.free(frame, 0, caller.core);
        return frame;
    }

    /** The adapter. */
    @State(Scope.Benchmark)
    public static class Adapter {
        private static final int FRAMES = 1 << 18;

        /** Which of {@link NoPeer}. */
        @Param({"address", "native-call", "slot"})
        public String adapter = "address";

        FrameAllocator allocator;

        /** Makes it. */
        @Setup(Level.Trial)
        public void create() {
            allocator = switch (adapter) {
                case "address" -> NoPeer.byAddress(FRAMES, AllocatorUnderTest.CORES);
                case "native-call" -> NoPeer.byNativeCall(FRAMES, AllocatorUnderTest.CORES);
                case "slot" -> NoPeer.bySlot(FRAMES, AllocatorUnderTest.CORES);
                default -> throw new IllegalArgumentException("unknown adapter: adapter=" + adapter);
            };
        }

        /** Checks its counts. */
        @TearDown(Level.Trial)
        public void validate() {
            allocator.validate();
            allocator.close();
        }
    }
}
