package io.ballonet.micro.alloc;

import io.ballonet.result.InQuick;
import io.ballonet.result.Measures;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Threads;

/**
 * What does it cost to free a group of frames chosen at random and allocate another in its place?
 *
 * <p>Nanoseconds for both calls together, over 16,384 held frames a thread (2,048 groups at order 9). Expected limit: as for a
 * pair, and the loads that miss the nearest cache. Run: {@code ./ballonet bench RandomReplaceBenchmark}.
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
    @InQuick(kinds = {})
    @Measures(family = "allocator", benchmark = "random-replace", unit = "ns/op", limit = "cas", without = Unfit.class)
    public long randomReplace(FilledAllocator filled, Caller caller, Retries retries, HeldFrames.Kept list) {
        int index = caller.next(list.frames.size());
        filled.allocator.free(list.frames.get(index), filled.order, caller.core);
        long frame = filled.take(caller.core);
        list.frames.set(index, frame);
        return frame;
    }

    /** Two threads, each with its core. */
    @Benchmark
    @Threads(2)
    @InQuick(kinds = {})
    @Measures(
            family = "allocator",
            benchmark = "random-replace",
            unit = "ns/op",
            limit = "cas",
            threads = 2,
            without = Unfit.class)
    public long randomReplaceOfTwoThreads(
            FilledAllocator filled, Caller caller, Retries retries, HeldFrames.Kept list) {
        return randomReplace(filled, caller, retries, list);
    }

    /** Four threads, each with its core. */
    @Benchmark
    @Threads(4)
    @InQuick(kinds = {})
    @Measures(
            family = "allocator",
            benchmark = "random-replace",
            unit = "ns/op",
            limit = "cas",
            threads = 4,
            without = Unfit.class)
    public long randomReplaceOfFourThreads(
            FilledAllocator filled, Caller caller, Retries retries, HeldFrames.Kept list) {
        return randomReplace(filled, caller, retries, list);
    }
}
