package io.ballonet.micro.alloc;

import io.ballonet.frame.alloc.FrameAllocator;
import io.ballonet.result.Measures;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Threads;

/**
 * What does it cost to free a frame chosen at random and allocate another in its place?
 *
 * <p>Nanoseconds for both calls together, over 32,768 held frames. Expected limit: as for a pair, and the loads that miss the
 * nearest cache. Run: {@code ./ballonet bench RandomReplaceBenchmark}.
 */
public class RandomReplaceBenchmark extends AllocatorBenchmark {
    /** Chooses, reads and writes the list without an allocator. */
    @Benchmark
    public long baseline(Caller caller, HeldFrames.Kept list) {
        int index = caller.next(list.frames.size());
        long frame = list.frames.get(index);
        list.frames.set(index, frame);
        return frame;
    }

    /** One thread. */
    @Benchmark
    @Measures(family = "allocator", benchmark = "random-replace", unit = "ns/op", limit = "cas")
    public long randomReplace(FilledAllocator filled, Caller caller, HeldFrames.Kept list) {
        int index = caller.next(list.frames.size());
        filled.allocator.free(list.frames.get(index), filled.order, caller.core);
        long frame = filled.allocator.allocate(filled.order, caller.core);
        if (frame == FrameAllocator.NO_FRAME) {
            throw new IllegalStateException("no frame although one was just freed: contender=" + filled.contender);
        }
        list.frames.set(index, frame);
        return frame;
    }

    /** Two threads, each with its core. */
    @Benchmark
    @Threads(2)
    @Measures(family = "allocator", benchmark = "random-replace", unit = "ns/op", limit = "cas", threads = 2)
    public long randomReplaceOfTwoThreads(FilledAllocator filled, Caller caller, HeldFrames.Kept list) {
        return randomReplace(filled, caller, list);
    }
}
