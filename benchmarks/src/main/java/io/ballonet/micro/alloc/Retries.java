package io.ballonet.micro.alloc;

import io.ballonet.frame.alloc.FrameAllocator;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * Counts the steps that an allocator did again because another thread came first, over all threads of an iteration and what they
 * do between its timed parts. NaN, and left out of results, where the allocator does not count.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class Retries {
    /** As {@link FrameAllocator#retries} counts, of this iteration; 0 for all threads but the first. */
    public double retried;

    private long before;
    private boolean counts;

    /** Looks at the allocator. */
    @Setup(Level.Iteration)
    public void begin(FilledAllocator filled, ThreadParams threads) {
        counts = isFirst(threads);
        before = filled.retries();
    }

    /** Looks again. */
    @TearDown(Level.Iteration)
    public void end(FilledAllocator filled) {
        retried = counts ? between(before, filled.retries()) : 0;
    }

    /** True for one thread of a benchmark, and for one of a method of a group. */
    static boolean isFirst(ThreadParams threads) {
        return threads.getGroupIndex() == 0 && threads.getSubgroupThreadIndex() == 0;
    }

    static double between(long before, long after) {
        return after == FrameAllocator.NOT_COUNTED ? Double.NaN : after - before;
    }
}
