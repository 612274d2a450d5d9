package io.ballonet.micro.alloc;

import io.ballonet.frame.alloc.FrameAllocator;
import io.ballonet.result.Measures;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Threads;

/**
 * What does it cost to allocate one frame and free it again, alone and with a second core doing the same?
 *
 * <p>Nanoseconds for both calls together. Expected limit: two compare-and-sets where the allocator keeps one bit, four where
 * it keeps a count beside; the frame is the one just freed, so caches are warm. Run: {@code ./ballonet bench PairBenchmark}.
 */
public class PairBenchmark extends AllocatorBenchmark {
    /** The loop without an allocator. */
    @Benchmark
    public long baseline(Caller caller) {
        return caller.next(1 << 20);
    }

    /** One thread. */
    @Benchmark
    @Measures(family = "allocator", benchmark = "pair", unit = "ns/op", limit = "cas")
    public long pair(FilledAllocator filled, Caller caller, Shortage shortage) {
        long frame = filled.allocator.allocate(filled.order, caller.core);
        if (frame != FrameAllocator.NO_FRAME) {
            filled.allocator.free(frame, filled.order, caller.core);
        } else {
            shortage.noFrame++;
        }
        return frame;
    }

    /** Two threads, each with its core. */
    @Benchmark
    @Threads(2)
    @Measures(family = "allocator", benchmark = "pair", unit = "ns/op", limit = "cas", threads = 2)
    public long pairOfTwoThreads(FilledAllocator filled, Caller caller, Shortage shortage) {
        return pair(filled, caller, shortage);
    }
}
