package io.ballonet.micro.alloc;

import io.ballonet.frame.alloc.FrameAllocator;
import io.ballonet.result.InQuick;
import io.ballonet.result.Measures;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Threads;

/**
 * What does it cost to allocate one group of frames and free it again, alone, with others on cores of their own, and with another
 * thread that passes the same core?
 *
 * <p>Nanoseconds for both calls together. Expected limit: two compare-and-sets where the allocator keeps one bit, four where
 * it keeps a count beside; the group is the one just freed, so caches are warm. Run: {@code ./ballonet bench PairBenchmark},
 * with {@code -prof perfnorm} for instructions, cycles and cache misses.
 */
public class PairBenchmark extends AllocatorBenchmark {
    /** The loop without an allocator. */
    @Benchmark
    public long baseline(Caller caller) {
        return caller.next(1 << 20);
    }

    /** One thread. */
    @Benchmark
    @InQuick(
            values = {
                "order=0",
                "contender=tree",
                "contender=bitmap",
                "contender=buddy",
                "contender=magazine",
                "contender=uncounted",
                "contender=cas-list",
                "contender=jemalloc",
                "contender=mimalloc",
                "contender=glibc",
                "contender=netty-adaptive"
            })
    @Measures(family = "allocator", benchmark = "pair", unit = "ns/op", limit = "cas", without = Unfit.class)
    public long pair(FilledAllocator filled, Caller caller, Shortage shortage, Retries retries) {
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
    @InQuick(values = {"order=0", "contender=tree", "contender=magazine", "contender=uncounted", "contender=cas-list"})
    @Measures(
            family = "allocator",
            benchmark = "pair",
            unit = "ns/op",
            limit = "cas",
            threads = 2,
            without = Unfit.class)
    public long pairOfTwoThreads(FilledAllocator filled, Caller caller, Shortage shortage, Retries retries) {
        return pair(filled, caller, shortage, retries);
    }

    /** Four threads, each with its core: more than the machine may have. */
    @Benchmark
    @Threads(4)
    @InQuick(kinds = {})
    @Measures(
            family = "allocator",
            benchmark = "pair",
            unit = "ns/op",
            limit = "cas",
            threads = 4,
            without = Unfit.class)
    public long pairOfFourThreads(FilledAllocator filled, Caller caller, Shortage shortage, Retries retries) {
        return pair(filled, caller, shortage, retries);
    }

    /** Two threads that pass the same core. */
    @Benchmark
    @Threads(2)
    @InQuick(kinds = {})
    @Measures(
            family = "allocator",
            benchmark = "pair-same-core",
            unit = "ns/op",
            limit = "cas",
            threads = 2,
            without = Unfit.ForOwnFrames.class)
    public long pairOfOneCore(FilledAllocator filled, Caller.OfOneCore caller, Shortage shortage) {
        long frame = filled.allocator.allocate(filled.order, caller.core);
        if (frame != FrameAllocator.NO_FRAME) {
            filled.allocator.free(frame, filled.order, caller.core);
        } else {
            shortage.noFrame++;
        }
        return frame;
    }
}
