package io.ballonet.micro.scan;

import io.ballonet.result.InQuick;
import io.ballonet.result.Measures;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many pages a second does a pass look at while a virtual CPU writes to the same pages, and what does the scan take
 * from it?
 *
 * <p>Unit: ns for one pass, and ns for {@value Toucher#PAGES} touches on the other thread; {@link #touch} with nobody
 * scanning is the baseline. The table is 8 MiB.
 *
 * <p>Expected limit: read bandwidth at the same size, which lines that the other core wrote keep out of reach.
 *
 * <p>Run: {@code ./ballonet bench ScanWhileTouched}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ScanWhileTouched {
    private static final double ENTRIES_PER_GB = 1.25e8;

    @Benchmark
    @Group("readOnlyTouched")
    @InQuick(values = "contender=linear")
    @Measures(
            family = "scan",
            benchmark = "read-only-touched",
            unit = "pages/s",
            perOperation = "entries",
            limit = "read-8m",
            limitScale = ENTRIES_PER_GB,
            threads = 2,
            without = UnfitScan.ForWholePasses.class)
    public long readOnly(Tables.Steady8m table, Scanner scanner) {
        return scanner.on(table).pass(table.view(), false);
    }

    @Benchmark
    @Group("readOnlyTouched")
    public int touchWhileRead(Tables.Steady8m table, Toucher toucher) {
        return toucher.touch(table);
    }

    @Benchmark
    @Group("testAndClearTouched")
    @InQuick(values = "contender=linear")
    @Measures(
            family = "scan",
            benchmark = "test-and-clear-touched",
            unit = "pages/s",
            perOperation = "entries",
            limit = "read-8m",
            limitScale = ENTRIES_PER_GB,
            threads = 2,
            without = UnfitScan.ForWholePasses.class)
    public long testAndClear(Tables.Steady8m table, Scanner scanner) {
        return scanner.on(table).pass(table.view(), true);
    }

    @Benchmark
    @Group("testAndClearTouched")
    public int touchWhileCleared(Tables.Steady8m table, Toucher toucher) {
        return toucher.touch(table);
    }

    /** Baseline: the virtual CPU alone. */
    @Benchmark
    public int touch(Tables.Steady8m table, Toucher toucher) {
        return toucher.touch(table);
    }
}
