package io.ballonet.micro.channel;

import io.ballonet.micro.Repeats;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** The package's operations with a slowdown planted in them; for {@code PlantedSlowdown}. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PlantedRate {

    /** One operation, now and then two. */
    @Benchmark
    public long channel(ChannelRate rate, ChannelRate.Failures failures, Repeats repeats) {
        if (repeats.due()) {
            rate.rate(failures);
        }
        return rate.rate(failures);
    }
}
