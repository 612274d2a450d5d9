package io.ballonet.micro.alloc;

import io.ballonet.frame.alloc.FrameAllocator;
import io.ballonet.frame.alloc.FrameAllocators;
import io.ballonet.memory.PageBatch;
import io.ballonet.result.InQuick;
import io.ballonet.result.Measures;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * How many huge frames does an allocator keep whole while single frames come and go at random?
 *
 * <p>Every frame of 1 GiB is allocated and, in random order, half are freed: no huge frame is whole then. Each of 99 rounds frees
 * and allocates, one by one, a tenth as many frames as are held, chosen at random. Value: the share of huge frames that are free
 * afterwards, in percent, of which 50 is the ideal; beside it, as {@code fragmentation-replace}, nanoseconds for a free and an
 * allocation of one of the threads. Every iteration starts over. The rounds are those of LLFree's benchmark (Wrenger et al.,
 * USENIX ATC '23, section 6). Run: {@code ./ballonet bench FragmentationBenchmark}.
 */
@BenchmarkMode(Mode.SingleShotTime)
public class FragmentationBenchmark extends AllocatorBenchmark {
    static final int ROUNDS = 99;
    private static final int FRAMES = 1 << 18;
    private static final int FRAMES_OF_HUGE = 512;
    private static final int PART = 10;
    private static final int REPLACED = FRAMES / 2 / PART;
    private static final long SEED = 20_260_103L;

    /** The choice of frames without an allocator. */
    @Benchmark
    @OperationsPerInvocation(ROUNDS * REPLACED)
    public long baseline(Caller caller) {
        long sum = 0;
        for (int i = 0; i < ROUNDS * REPLACED; i++) {
            sum += caller.next(FRAMES);
        }
        return sum;
    }

    /** One thread. */
    @Benchmark
    @OperationsPerInvocation(ROUNDS * REPLACED)
    @InQuick(values = {"contender=tree", "contender=uncounted"})
    @Measures(
            family = "allocator",
            benchmark = "fragmentation",
            unit = "%",
            metric = "freeHuge",
            without = Unfit.ForOwnFrames.class)
    @Measures(family = "allocator", benchmark = "fragmentation-replace", unit = "ns/op", limit = "cas")
    public double fragmentation(Scattered scattered, Outcome outcome) {
        return scattered.churn(1, outcome);
    }

    /** Two threads, each with its core and its half of the frames that are held. */
    @Benchmark
    @OperationsPerInvocation(ROUNDS * REPLACED / 2)
    @InQuick(kinds = {})
    @Measures(
            family = "allocator",
            benchmark = "fragmentation",
            unit = "%",
            metric = "freeHuge",
            threads = 2,
            without = Unfit.ForOwnFrames.class)
    @Measures(family = "allocator", benchmark = "fragmentation-replace", unit = "ns/op", limit = "cas", threads = 2)
    public double fragmentationOfTwoThreads(Scattered scattered, Outcome outcome) {
        return scattered.churn(2, outcome);
    }

    /** Four threads. */
    @Benchmark
    @OperationsPerInvocation(ROUNDS * REPLACED / 4)
    @InQuick(kinds = {})
    @Measures(
            family = "allocator",
            benchmark = "fragmentation",
            unit = "%",
            metric = "freeHuge",
            threads = 4,
            without = Unfit.ForOwnFrames.class)
    @Measures(family = "allocator", benchmark = "fragmentation-replace", unit = "ns/op", limit = "cas", threads = 4)
    public double fragmentationOfFourThreads(Scattered scattered, Outcome outcome) {
        return scattered.churn(4, outcome);
    }

    /** What a run ends with. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Outcome {
        /** Share of the huge frames that are free, in percent. */
        public double freeHuge;
    }

    /** Half of all frames, held at random places. */
    @State(Scope.Benchmark)
    public static class Scattered {
        /** Name in the registry. */
        @Param({
            "uncounted",
            "tree",
            "bitmap",
            "buddy",
            "magazine",
            "lock-list",
            "cas-list",
            "jemalloc",
            "mimalloc",
            "glibc",
            "netty-pooled",
            "netty-adaptive",
            "unsafe",
            "ffm-arena"
        })
        public String contender = "tree";

        /** Part of the frames that is held. */
        @Param("0.5")
        public double fill = 0.5;

        /** A multiple of 512; tests make it smaller. */
        int frames = FRAMES;

        FrameAllocator allocator;
        PageBatch held;

        /** Allocates all and frees some. */
        @Setup(Level.Iteration)
        public void scatter() {
            allocator = FrameAllocators.REGISTRY.named(contender).create(frames, AllocatorUnderTest.CORES);
            held = new PageBatch(frames);
            for (int i = 0; i < frames; i++) {
                held.add(allocator.allocate(0, 0));
            }
            AllocatorUnderTest.shuffle(held, new Random(SEED));
            int kept = (int) Math.round(frames * fill);
            for (int i = kept; i < frames; i++) {
                allocator.free(held.get(i), 0, 0);
            }
            held.setSize(kept);
        }

        double freeHugePercent() {
            return 100.0 * FRAMES_OF_HUGE * allocator.freeHugeFrames() / frames;
        }

        /** Every thread works on its own part of the list; the caller is one of them. */
        double churn(int threads, Outcome outcome) {
            int part = held.size() / threads;
            List<FutureTask<Boolean>> others = new ArrayList<>();
            for (int thread = 1; thread < threads; thread++) {
                int core = thread;
                FutureTask<Boolean> other = new FutureTask<>(() -> churn(core, core * part, part), true);
                others.add(other);
                Thread.ofPlatform().daemon().start(other);
            }
            churn(0, 0, part);
            try {
                for (FutureTask<Boolean> other : others) {
                    other.get();
                }
            } catch (ExecutionException | InterruptedException e) {
                throw new IllegalStateException("a thread failed: contender=" + contender, e);
            }
            outcome.freeHuge = freeHugePercent();
            return outcome.freeHuge;
        }

        private void churn(int core, int first, int part) {
            Caller choice = new Caller();
            choice.begin(core);
            for (int i = 0; i < ROUNDS * (part / PART); i++) {
                int index = first + choice.next(part);
                allocator.free(held.get(index), 0, core);
                long frame = allocator.allocate(0, core);
                if (frame == FrameAllocator.NO_FRAME) {
                    throw new IllegalStateException("no frame although one was just freed: contender=" + contender);
                }
                held.set(index, frame);
            }
        }

        /** Recomputes every counter and ends. */
        @TearDown(Level.Iteration)
        public void validate() {
            allocator.validate();
            allocator.close();
            held.close();
        }
    }
}
