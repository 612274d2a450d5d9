package io.ballonet.micro.limit;

import io.ballonet.micro.Repeats;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** The package's operations with a slowdown planted in them; for {@code PlantedSlowdown}. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PlantedLimit {

    /** One operation, now and then two. */
    @Benchmark
    public long limit(CompareAndSetLimit limit, Repeats repeats) {
        if (repeats.due()) {
            limit.compareAndSet();
        }
        return limit.compareAndSet();
    }
}
