package io.ballonet.micro.alloc;

import io.ballonet.frame.alloc.FrameAllocator;
import io.ballonet.result.Measures;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Threads;

/**
 * What does a frame cost when many are allocated one by one and none is freed?
 *
 * <p>Nanoseconds a call over 32,768 calls. Expected limit: one or two compare-and-sets, and the search for the next tree or row
 * spread over the frames that it gives. Run: {@code ./ballonet bench BulkBenchmark}.
 */
public class BulkBenchmark extends AllocatorBenchmark {
    /** Fills the list without an allocator. */
    @Benchmark
    @OperationsPerInvocation(HeldFrames.FRAMES)
    public int baseline(HeldFrames.Kept list) {
        for (int i = 0; i < list.count; i++) {
            list.frames.set(i, list.frames.get(i));
        }
        return list.count;
    }

    /** One thread. */
    @Benchmark
    @OperationsPerInvocation(HeldFrames.FRAMES)
    @Measures(family = "allocator", benchmark = "bulk", unit = "ns/op", limit = "cas")
    public int bulk(FilledAllocator filled, Caller caller, Shortage shortage, HeldFrames.Empty list) {
        for (int i = 0; i < list.count; i++) {
            long frame = filled.allocator.allocate(filled.order, caller.core);
            if (frame != FrameAllocator.NO_FRAME) {
                list.frames.add(frame);
            } else {
                shortage.noFrame++;
            }
        }
        return list.frames.size();
    }

    /** Two threads, each with its core. */
    @Benchmark
    @Threads(2)
    @OperationsPerInvocation(HeldFrames.FRAMES)
    @Measures(family = "allocator", benchmark = "bulk", unit = "ns/op", limit = "cas", threads = 2)
    public int bulkOfTwoThreads(FilledAllocator filled, Caller caller, Shortage shortage, HeldFrames.Empty list) {
        return bulk(filled, caller, shortage, list);
    }
}
