package io.ballonet.micro.alloc;

import io.ballonet.memory.Words;
import io.ballonet.result.InQuick;
import io.ballonet.result.Kind;
import io.ballonet.result.Measures;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.GroupThreads;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.infra.Control;

/**
 * What does a group of frames cost that one thread allocates and another frees?
 *
 * <p>Nanoseconds a group, of the pair of threads, of which the slower one counts; the groups go from one to the other through a
 * {@link HandOver}, 64 at a time, whose own cost is the baseline and the limit. Expected: the slower of an allocation and a free,
 * and for each group a share of the lines that both cores write. Run: {@code ./ballonet bench RemoteFreeBenchmark}.
 */
public class RemoteFreeBenchmark extends AllocatorBenchmark {
    /** Baseline: writes numbers in place of groups. */
    @Benchmark
    @Group("handOver")
    @OperationsPerInvocation(HandOver.NUMBERS)
    public long write(HandOver handOver, HandOver.Side side, Control control) {
        long numbers = handOver.awaitEmpty(side, control);
        if (numbers != 0) {
            for (int i = 0; i < HandOver.NUMBERS; i++) {
                Words.set(numbers + ((long) i << 3), i);
            }
            handOver.handOver(side);
        }
        return numbers;
    }

    /** Baseline: reads them. */
    @Benchmark
    @Group("handOver")
    @OperationsPerInvocation(HandOver.NUMBERS)
    @InQuick(kinds = {})
    @Measures(family = "limit", benchmark = "hand-over", kind = Kind.LIMIT, unit = "ns/op", threads = 2)
    public long read(HandOver handOver, HandOver.Side side, Control control) {
        long numbers = handOver.awaitFull(side, control);
        long sum = 0;
        if (numbers != 0) {
            for (int i = 0; i < HandOver.NUMBERS; i++) {
                sum += Words.get(numbers + ((long) i << 3));
            }
            handOver.handOver(side);
        }
        return sum;
    }

    /** The one thread. */
    @Benchmark
    @Group("remoteFree")
    @OperationsPerInvocation(HandOver.NUMBERS)
    public long allocate(
            FilledAllocator filled, Caller caller, HandOver handOver, HandOver.Side side, Control control) {
        long numbers = handOver.awaitEmpty(side, control);
        if (numbers != 0) {
            for (int i = 0; i < HandOver.NUMBERS; i++) {
                Words.set(numbers + ((long) i << 3), filled.take(caller.core));
            }
            handOver.handOver(side);
        }
        return numbers;
    }

    /** The other. */
    @Benchmark
    @Group("remoteFree")
    @OperationsPerInvocation(HandOver.NUMBERS)
    @InQuick(kinds = {})
    @Measures(
            family = "allocator",
            benchmark = "remote-free",
            unit = "ns/op",
            limit = "hand-over",
            threads = 2,
            without = Unfit.ForOtherThreads.class)
    public long free(
            FilledAllocator filled,
            Caller caller,
            HandOver handOver,
            HandOver.Side side,
            Control control,
            Retries retries) {
        long numbers = handOver.awaitFull(side, control);
        if (numbers != 0) {
            for (int i = 0; i < HandOver.NUMBERS; i++) {
                filled.allocator.free(Words.get(numbers + ((long) i << 3)), filled.order, caller.core);
            }
            handOver.handOver(side);
        }
        return numbers;
    }

    /** The one of each of two pairs of threads. */
    @Benchmark
    @Group("remoteFreeOfTwoPairs")
    @GroupThreads(2)
    @OperationsPerInvocation(HandOver.NUMBERS)
    public long allocateOfTwo(
            FilledAllocator filled, Caller caller, HandOver handOver, HandOver.Side side, Control control) {
        return allocate(filled, caller, handOver, side, control);
    }

    /** The other. */
    @Benchmark
    @Group("remoteFreeOfTwoPairs")
    @GroupThreads(2)
    @OperationsPerInvocation(HandOver.NUMBERS)
    @InQuick(kinds = {})
    @Measures(
            family = "allocator",
            benchmark = "remote-free",
            unit = "ns/op",
            limit = "hand-over",
            threads = 4,
            without = Unfit.ForOtherThreads.class)
    public long freeOfTwo(
            FilledAllocator filled,
            Caller caller,
            HandOver handOver,
            HandOver.Side side,
            Control control,
            Retries retries) {
        return free(filled, caller, handOver, side, control, retries);
    }
}
