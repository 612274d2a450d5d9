package io.ballonet.micro.scan;

import io.ballonet.micro.Repeats;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** The package's operations with a slowdown planted in them; for {@code PlantedSlowdown}. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PlantedScan {
    private static final ScanPass PASSES = new ScanPass();

    /** One operation, now and then two. */
    @Benchmark
    public long scan(EntryTables.Steady2m table, Scanner scanner, Repeats repeats) {
        if (repeats.due()) {
            PASSES.readOnly2m(table, scanner);
        }
        return PASSES.readOnly2m(table, scanner);
    }
}
