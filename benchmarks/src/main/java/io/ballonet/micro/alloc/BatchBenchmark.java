package io.ballonet.micro.alloc;

import io.ballonet.memory.PageBatch;
import io.ballonet.result.InQuick;
import io.ballonet.result.Measures;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;

/**
 * What does a frame cost that is allocated and freed in a batch?
 *
 * <p>Nanoseconds a frame, both calls together. Expected limit: a few compare-and-sets a row of 64 frames, so a small part of one a
 * frame; a list pays one or more a frame whatever the batch. Run: {@code ./ballonet bench BatchBenchmark}.
 */
public class BatchBenchmark extends AllocatorBenchmark {
    /** Writes and reads a list of the same length, without an allocator. */
    @Benchmark
    public long baseline(Batch list) {
        list.frames.clear();
        for (int i = 0; i < list.batch; i++) {
            list.frames.add(i);
        }
        long sum = 0;
        for (int i = 0; i < list.batch; i++) {
            sum += list.frames.get(i);
        }
        return sum;
    }

    /** One thread. */
    @Benchmark
    @InQuick(kinds = {})
    @Measures(
            family = "allocator",
            benchmark = "batch",
            unit = "ns/page",
            limit = "cas",
            perOperation = "batch",
            without = Unfit.InBatches.class)
    public int batch(FilledAllocator filled, Caller caller, Shortage shortage, Retries retries, Batch list) {
        list.frames.clear();
        int got = filled.allocator.allocateBatch(list.frames, list.batch, caller.core);
        shortage.noFrame += list.batch - got;
        filled.allocator.freeBatch(list.frames, caller.core);
        return got;
    }

    /** Two threads, each with its core. */
    @Benchmark
    @Threads(2)
    @InQuick(kinds = {})
    @Measures(
            family = "allocator",
            benchmark = "batch",
            unit = "ns/page",
            limit = "cas",
            perOperation = "batch",
            threads = 2,
            without = Unfit.InBatches.class)
    public int batchOfTwoThreads(
            FilledAllocator filled, Caller caller, Shortage shortage, Retries retries, Batch list) {
        return batch(filled, caller, shortage, retries, list);
    }

    /** Four threads, each with its core. */
    @Benchmark
    @Threads(4)
    @InQuick(kinds = {})
    @Measures(
            family = "allocator",
            benchmark = "batch",
            unit = "ns/page",
            limit = "cas",
            perOperation = "batch",
            threads = 4,
            without = Unfit.InBatches.class)
    public int batchOfFourThreads(
            FilledAllocator filled, Caller caller, Shortage shortage, Retries retries, Batch list) {
        return batch(filled, caller, shortage, retries, list);
    }

    /** A thread's list. */
    @State(Scope.Thread)
    public static class Batch {
        /** Frames of a batch. */
        @Param({"64", "512"})
        public int batch = 64;

        PageBatch frames;

        /** Room for one batch. */
        @Setup(Level.Trial)
        public void map() {
            frames = new PageBatch(batch);
        }

        /** Unmaps. */
        @TearDown(Level.Trial)
        public void unmap() {
            frames.close();
        }
    }
}
