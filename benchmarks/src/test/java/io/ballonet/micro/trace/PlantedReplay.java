package io.ballonet.micro.trace;

import io.ballonet.micro.Repeats;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** The package's operations with a slowdown planted in them; for {@code PlantedSlowdown}. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PlantedReplay {
    private static final ReplayBenchmark REPLAYS = new ReplayBenchmark();

    /** One operation, now and then two. */
    @Benchmark
    public long replay(
            ReplayBenchmark.LoadedTrace loaded,
            ReplayBenchmark.Replay replay,
            ReplayBenchmark.Faults faults,
            Repeats repeats) {
        if (repeats.due()) {
            REPLAYS.replay(loaded, replay, faults);
        }
        return REPLAYS.replay(loaded, replay, faults);
    }
}
