package io.ballonet.micro.alloc;

import io.ballonet.micro.Repeats;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** The package's operations with a slowdown planted in them; for {@code PlantedSlowdown}. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PlantedPair {
    private static final PairBenchmark PAIRS = new PairBenchmark();

    /** One operation, now and then two. */
    @Benchmark
    public long allocator(FilledAllocator filled, Caller caller, Shortage shortage, Retries retries, Repeats repeats) {
        if (repeats.due()) {
            PAIRS.pair(filled, caller, shortage, retries);
        }
        return PAIRS.pair(filled, caller, shortage, retries);
    }
}
