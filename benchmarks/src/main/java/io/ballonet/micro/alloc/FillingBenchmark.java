package io.ballonet.micro.alloc;

import io.ballonet.memory.PageBatch;
import io.ballonet.result.InQuick;
import io.ballonet.result.Kind;
import io.ballonet.result.Measures;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * What does it cost to allocate a group of frames when a given part of memory is held, at random places?
 *
 * <p>Nanoseconds an allocation, over 64 of them; between two such rounds as many groups are freed, chosen at random from all that
 * are held, so that the holes stay at random places. Expected limit: as for {@link BulkBenchmark} while most of memory is free;
 * when a hundredth is, the search for a row with a hole is part of it. Run: {@code ./ballonet bench FillingBenchmark}.
 */
public class FillingBenchmark extends AllocatorBenchmark {
    /** Allocations of an operation: with four threads most of the 327 groups that are free at order 9 and 99 %. */
    static final int ALLOCATIONS = 64;

    /** Chooses and writes as many entries without an allocator. */
    @Benchmark
    @OperationsPerInvocation(ALLOCATIONS)
    public long baseline(Caller caller) {
        long sum = 0;
        for (int i = 0; i < ALLOCATIONS; i++) {
            sum += caller.next(ALLOCATIONS);
        }
        return sum;
    }

    /** One thread. */
    @Benchmark
    @OperationsPerInvocation(ALLOCATIONS)
    @InQuick(
            kinds = Kind.OURS,
            values = {"order=0", "fill=0.99", "contender=tree", "contender=magazine", "contender=uncounted"})
    @Measures(
            family = "allocator",
            benchmark = "filling",
            warmups = 2,
            unit = "ns/op",
            limit = "cas",
            without = Unfit.ForOwnFrames.class)
    public int filling(Occupied occupied, Caller caller, Share share, Retried retried) {
        for (int i = 0; i < ALLOCATIONS; i++) {
            share.frames.add(occupied.take(caller.core));
        }
        return share.frames.size();
    }

    /** Two threads, each with its core. */
    @Benchmark
    @Threads(2)
    @OperationsPerInvocation(ALLOCATIONS)
    @InQuick(kinds = {})
    @Measures(
            family = "allocator",
            benchmark = "filling",
            unit = "ns/op",
            limit = "cas",
            threads = 2,
            without = Unfit.ForOwnFrames.class)
    public int fillingOfTwoThreads(Occupied occupied, Caller caller, Share share, Retried retried) {
        return filling(occupied, caller, share, retried);
    }

    /** Four threads, each with its core. */
    @Benchmark
    @Threads(4)
    @OperationsPerInvocation(ALLOCATIONS)
    @InQuick(kinds = {})
    @Measures(
            family = "allocator",
            benchmark = "filling",
            unit = "ns/op",
            limit = "cas",
            threads = 4,
            without = Unfit.ForOwnFrames.class)
    public int fillingOfFourThreads(Occupied occupied, Caller caller, Share share, Retried retried) {
        return filling(occupied, caller, share, retried);
    }

    /** The allocator under test, as full as is asked for. */
    @State(Scope.Benchmark)
    public static class Occupied extends AllocatorUnderTest {
        /** Part of the groups that is held when an operation begins. */
        @Param({"0", "0.5", "0.9", "0.95", "0.99"})
        public double fill = 0.5;

        @Override
        double part() {
            return fill;
        }
    }

    /** What a thread holds: its part of the groups that are held from the start, and what an operation adds. */
    @State(Scope.Thread)
    public static class Share {
        PageBatch frames;

        /** Deals. */
        @Setup(Level.Trial)
        public void deal(Occupied occupied, ThreadParams threads) {
            frames = part(occupied, threads.getThreadIndex(), threads.getThreadCount());
        }

        static PageBatch part(Occupied occupied, int thread, int threads) {
            PageBatch part = new PageBatch(occupied.held.size() / threads + 1 + ALLOCATIONS);
            for (int i = thread; i < occupied.held.size(); i += threads) {
                part.add(occupied.held.get(i));
            }
            return part;
        }

        /** Frees as many as an operation took, chosen at random from all. */
        @TearDown(Level.Invocation)
        public void free(Occupied occupied, Caller caller) {
            for (int i = 0; i < ALLOCATIONS; i++) {
                int last = frames.size() - 1;
                int chosen = caller.next(frames.size());
                long frame = frames.get(chosen);
                frames.set(chosen, frames.get(last));
                frames.setSize(last);
                occupied.allocator.free(frame, occupied.order, caller.core);
            }
        }

        /** Unmaps. */
        @TearDown(Level.Trial)
        public void unmap() {
            frames.close();
        }
    }

    /** {@link Retries} of this benchmark's allocator. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Retried {
        /** As {@link Retries#retried}. */
        public double retried;

        private long before;
        private boolean counts;

        /** Looks at the allocator. */
        @Setup(Level.Iteration)
        public void begin(Occupied occupied, ThreadParams threads) {
            counts = Retries.isFirst(threads);
            before = occupied.retries();
        }

        /** Looks again. */
        @TearDown(Level.Iteration)
        public void end(Occupied occupied) {
            retried = counts ? Retries.between(before, occupied.retries()) : 0;
        }
    }
}
