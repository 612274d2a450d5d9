package io.ballonet.micro.alloc;

import io.ballonet.memory.PageBatch;
import io.ballonet.result.InQuick;
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
 * What does it cost to free a group of frames when groups come back in random order, whichever core allocated them?
 *
 * <p>Nanoseconds a group over 2,048 groups, drawn at random from a {@link Pool} through which all threads exchange theirs. While a
 * thread frees, another may be allocating for its next round. Expected limit: one compare-and-set for the frame's row and one for
 * its count, and the lines that another core wrote last. Run: {@code ./ballonet bench RandomFreeBenchmark}.
 */
public class RandomFreeBenchmark extends AllocatorBenchmark {
    private static final int FRAMES_PER_BATCH = 512;

    /** Walks the list without an allocator. */
    @Benchmark
    @OperationsPerInvocation(HeldFrames.FRAMES)
    public long baseline(HeldFrames.Kept list) {
        long sum = 0;
        for (int i = 0; i < HeldFrames.FRAMES; i++) {
            sum += list.frames.get(i);
        }
        return sum;
    }

    /** One thread. */
    @Benchmark
    @OperationsPerInvocation(HeldFrames.FRAMES)
    @InQuick(kinds = {})
    @Measures(
            family = "allocator",
            benchmark = "random-free",
            unit = "ns/op",
            limit = "cas",
            without = Unfit.ForOtherThreads.class)
    public long randomFree(FilledAllocator filled, Caller caller, Retries retries, HeldFrames.Mixed list) {
        for (int i = 0; i < list.frames.size(); i++) {
            filled.allocator.free(list.frames.get(i), filled.order, caller.core);
        }
        return list.frames.size();
    }

    /** Two threads, each with its core. */
    @Benchmark
    @Threads(2)
    @OperationsPerInvocation(HeldFrames.FRAMES)
    @InQuick(kinds = {})
    @Measures(
            family = "allocator",
            benchmark = "random-free",
            unit = "ns/op",
            limit = "cas",
            threads = 2,
            without = Unfit.ForOtherThreads.class)
    public long randomFreeOfTwoThreads(FilledAllocator filled, Caller caller, Retries retries, HeldFrames.Mixed list) {
        return randomFree(filled, caller, retries, list);
    }

    /** Four threads, each with its core. */
    @Benchmark
    @Threads(4)
    @OperationsPerInvocation(HeldFrames.FRAMES)
    @InQuick(kinds = {})
    @Measures(
            family = "allocator",
            benchmark = "random-free",
            unit = "ns/op",
            limit = "cas",
            threads = 4,
            without = Unfit.ForOtherThreads.class)
    public long randomFreeOfFourThreads(FilledAllocator filled, Caller caller, Retries retries, HeldFrames.Mixed list) {
        return randomFree(filled, caller, retries, list);
    }

    /** One thread, 512 frames a call, the copy into the batch included: what the balloon does. Order 0 only. */
    @Benchmark
    @OperationsPerInvocation(HeldFrames.FRAMES)
    public long randomFreeInBatches(FilledAllocator filled, Caller caller, HeldFrames.Mixed list, Batch batch) {
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
