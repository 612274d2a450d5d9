package io.ballonet.micro.reclaim;

import io.ballonet.micro.Repeats;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** The package's operations with a slowdown planted in them; for {@code PlantedSlowdown}. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PlantedCycle {
    private static final ReclaimCycle CYCLES = new ReclaimCycle();

    /** One operation, now and then two. */
    @Benchmark
    public long reclaim(Inflating.Unscrubbed state, Repeats repeats) {
        if (repeats.due()) {
            CYCLES.cycle(state);
        }
        return CYCLES.cycle(state);
    }
}
