package io.ballonet.micro.limit;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a benchmark of this project read that does nothing?
 *
 * <p>Unit: ns for one. {@link #empty} has what the others have: a parameter, a state object and a counter of events.
 *
 * <p>Expected: within 0.3 ns of {@link #baseline}, which is JMH's own, and of the same without the project's flags
 * ({@code -jvmArgs ""} in plain JMH).
 *
 * <p>Run: {@code ./ballonet bench HarnessOverhead -f 5}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class HarnessOverhead {
    /** An empty method: JMH's loop alone. */
    @Benchmark
    public void baseline() {
        // Nothing, which is what it measures.
    }

    /** An empty method with all that a benchmark is given. */
    @Benchmark
    public void empty(Given given, Failures failures) {
        // Nothing, which is what it measures.
    }

    /** A state with a parameter. */
    @State(Scope.Thread)
    public static class Given {
        @Param("0")
        int order;
    }

    /** Counts nothing. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Failures {
        /** Failed attempts; none. */
        public long failed;
    }
}
