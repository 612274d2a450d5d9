package io.ballonet.micro.frame;

import io.ballonet.micro.Repeats;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** The package's operations with a slowdown planted in them; for {@code PlantedSlowdown}. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PlantedZeroing {
    private static final AllocateFree FRAMES = new AllocateFree();

    /** One operation, now and then two. */
    @Benchmark
    public long zeroing(RingState.Stream state, RingState.ZeroedBytes counter, Repeats repeats) {
        if (repeats.due()) {
            FRAMES.allocateWriteFree(state, counter);
        }
        return FRAMES.allocateWriteFree(state, counter);
    }
}
