package io.ballonet.micro.alloc;

import io.ballonet.memory.PageBatch;
import io.ballonet.result.Measures;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;

/**
 * What does it cost to free a frame when frames come back in random order, one by one and in batches?
 *
 * <p>Nanoseconds a frame over 32,768 frames. Expected limit: one compare-and-set for the frame's row and one for its count, and
 * the loads that miss the nearest cache. Run: {@code ./ballonet bench RandomFreeBenchmark}.
 */
public class RandomFreeBenchmark extends AllocatorBenchmark {
    private static final int FRAMES_PER_BATCH = 512;

    /** Walks the list without an allocator. */
    @Benchmark
    @OperationsPerInvocation(HeldFrames.FRAMES)
    public long baseline(HeldFrames.Kept list) {
        long sum = 0;
        for (int i = 0; i < list.count; i++) {
            sum += list.frames.get(i);
        }
        return sum;
    }

    /** One thread. */
    @Benchmark
    @OperationsPerInvocation(HeldFrames.FRAMES)
    @Measures(family = "allocator", benchmark = "random-free", unit = "ns/op", limit = "cas")
    public long randomFree(FilledAllocator filled, Caller caller, HeldFrames.Refilled list) {
        for (int i = 0; i < list.frames.size(); i++) {
            filled.allocator.free(list.frames.get(i), filled.order, caller.core);
        }
        return list.frames.size();
    }

    /** Two threads, each with its core. */
    @Benchmark
    @Threads(2)
    @OperationsPerInvocation(HeldFrames.FRAMES)
    @Measures(family = "allocator", benchmark = "random-free", unit = "ns/op", limit = "cas", threads = 2)
    public long randomFreeOfTwoThreads(FilledAllocator filled, Caller caller, HeldFrames.Refilled list) {
        return randomFree(filled, caller, list);
    }

    /** One thread, 512 frames a call, the copy into the batch included: what the balloon does. */
    @Benchmark
    @OperationsPerInvocation(HeldFrames.FRAMES)
    public long randomFreeInBatches(FilledAllocator filled, Caller caller, HeldFrames.Refilled list, Batch batch) {
        for (int i = 0; i < list.frames.size(); i++) {
            batch.frames.add(list.frames.get(i));
            if (batch.frames.isFull() || i == list.frames.size() - 1) {
                filled.allocator.freeBatch(batch.frames, caller.core);
                batch.frames.clear();
            }
        }
        return list.frames.size();
    }

    /** A thread's batch. */
    @State(Scope.Thread)
    public static class Batch {
        PageBatch frames;

        /** Room for one batch. */
        @Setup(Level.Trial)
        public void map() {
            frames = new PageBatch(FRAMES_PER_BATCH);
        }

        /** Unmaps. */
        @TearDown(Level.Trial)
        public void unmap() {
            frames.close();
        }
    }
}
