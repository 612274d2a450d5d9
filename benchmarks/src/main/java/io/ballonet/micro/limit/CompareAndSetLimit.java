package io.ballonet.micro.limit;

import io.ballonet.memory.Region;
import io.ballonet.memory.Words;
import io.ballonet.result.Kind;
import io.ballonet.result.Measures;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does a compare-and-set take that nobody contends?
 *
 * <p>Unit: ns for one. One thread, one word off-heap, every attempt succeeds.
 *
 * <p>Expected on a 2-core Zen 5: 4.5 ns.
 *
 * <p>Run: {@code ./ballonet bench CompareAndSetLimit}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CompareAndSetLimit {
    private static final int ATTEMPTS = 64;

    private final Region region = Region.map(Long.BYTES);
    private long value;
    private long failures;

    @Benchmark
    @OperationsPerInvocation(ATTEMPTS)
    @Measures(family = "limit", benchmark = "cas", unit = "ns/op", kind = Kind.LIMIT)
    public long compareAndSet() {
        long word = region.address();
        long next = value;
        long failed = 0;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            failed += Words.compareAndSet(word, next, next + 1) ? 0 : 1;
            next++;
        }
        value = next;
        failures += failed;
        return next;
    }

    /** Baseline: a plain load and a plain store in place of the compare-and-set. */
    @Benchmark
    @OperationsPerInvocation(ATTEMPTS)
    public long loadAndStore() {
        long word = region.address();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Words.setOpaque(word, Words.getOpaque(word) + 1);
        }
        value += ATTEMPTS;
        return value;
    }

    /** Every attempt must have changed the word. */
    @TearDown(Level.Trial)
    public void validate() {
        long word = Words.get(region.address());
        region.close();
        if (failures != 0 || word != value) {
            throw new IllegalStateException("a compare-and-set that nobody contends must succeed: failures=" + failures
                    + ", word=" + word + ", value=" + value);
        }
    }
}
