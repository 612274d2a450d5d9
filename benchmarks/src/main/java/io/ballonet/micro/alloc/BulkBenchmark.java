package io.ballonet.micro.alloc;

import io.ballonet.frame.alloc.FrameAllocator;
import io.ballonet.result.InQuick;
import io.ballonet.result.Measures;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;

/**
 * What does a group of frames cost when many are allocated, one by one or in batches, and none is freed?
 *
 * <p>Nanoseconds a group over 2,048 groups. Expected limit: one or two compare-and-sets, and the search for the next tree or row
 * spread over the frames that it gives; in batches a small part of that. Run: {@code ./ballonet bench BulkBenchmark}.
 */
public class BulkBenchmark extends AllocatorBenchmark {
    /** Fills the list without an allocator. */
    @Benchmark
    @OperationsPerInvocation(HeldFrames.FRAMES)
    public int baseline(HeldFrames.Kept list) {
        for (int i = 0; i < HeldFrames.FRAMES; i++) {
            list.frames.set(i, list.frames.get(i));
        }
        return list.count;
    }

    /** One thread, one by one. */
    @Benchmark
    @OperationsPerInvocation(HeldFrames.FRAMES)
    @InQuick(kinds = {})
    @Measures(family = "allocator", benchmark = "bulk", unit = "ns/op", limit = "cas", without = Unfit.class)
    public int bulk(FilledAllocator filled, Caller caller, Shortage shortage, Retries retries, HeldFrames.Empty list) {
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
    @InQuick(kinds = {})
    @Measures(
            family = "allocator",
            benchmark = "bulk",
            unit = "ns/op",
            limit = "cas",
            threads = 2,
            without = Unfit.class)
    public int bulkOfTwoThreads(
            FilledAllocator filled, Caller caller, Shortage shortage, Retries retries, HeldFrames.Empty list) {
        return bulk(filled, caller, shortage, retries, list);
    }

    /** Four threads, each with its core. */
    @Benchmark
    @Threads(4)
    @OperationsPerInvocation(HeldFrames.FRAMES)
    @InQuick(kinds = {})
    @Measures(
            family = "allocator",
            benchmark = "bulk",
            unit = "ns/op",
            limit = "cas",
            threads = 4,
            without = Unfit.class)
    public int bulkOfFourThreads(
            FilledAllocator filled, Caller caller, Shortage shortage, Retries retries, HeldFrames.Empty list) {
        return bulk(filled, caller, shortage, retries, list);
    }

    /** One thread, {@code batch} frames a call. */
    @Benchmark
    @OperationsPerInvocation(HeldFrames.FRAMES)
    @InQuick(kinds = {})
    @Measures(family = "allocator", benchmark = "bulk", unit = "ns/op", limit = "cas", without = Unfit.InBatches.class)
    public int bulkInBatches(
            FilledAllocator filled,
            Caller caller,
            Shortage shortage,
            Retries retries,
            HeldFrames.Empty list,
            BatchSize size) {
        for (int left = list.count; left > 0; left -= size.batch) {
            int asked = Math.min(left, size.batch);
            shortage.noFrame += asked - filled.allocator.allocateBatch(list.frames, asked, caller.core);
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
            benchmark = "bulk",
            unit = "ns/op",
            limit = "cas",
            threads = 2,
            without = Unfit.InBatches.class)
    public int bulkInBatchesOfTwoThreads(
            FilledAllocator filled,
            Caller caller,
            Shortage shortage,
            Retries retries,
            HeldFrames.Empty list,
            BatchSize size) {
        return bulkInBatches(filled, caller, shortage, retries, list, size);
    }

    /** Four threads, each with its core. */
    @Benchmark
    @Threads(4)
    @OperationsPerInvocation(HeldFrames.FRAMES)
    @InQuick(kinds = {})
    @Measures(
            family = "allocator",
            benchmark = "bulk",
            unit = "ns/op",
            limit = "cas",
            threads = 4,
            without = Unfit.InBatches.class)
    public int bulkInBatchesOfFourThreads(
            FilledAllocator filled,
            Caller caller,
            Shortage shortage,
            Retries retries,
            HeldFrames.Empty list,
            BatchSize size) {
        return bulkInBatches(filled, caller, shortage, retries, list, size);
    }

    /** How many frames a call is asked for. */
    @State(Scope.Benchmark)
    public static class BatchSize {
        /** A row of 64, and a whole huge frame's. */
        @Param({"64", "512"})
        public int batch = 64;
    }
}
