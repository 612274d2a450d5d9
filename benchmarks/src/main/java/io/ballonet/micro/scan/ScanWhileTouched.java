package io.ballonet.micro.scan;

import io.ballonet.result.InQuick;
import io.ballonet.result.Measures;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many pages a second does a pass look at while a virtual CPU writes to the same pages, and what does the scan take
 * from it?
 *
 * <p>Unit: ns for one pass, and ns for {@value Toucher#PAGES} touches on the other thread; {@link #touch} with nobody
 * scanning is the baseline. Tables of 8 MiB, 64 KiB and 1 GiB of entries, and the bits of as many pages, packed.
 *
 * <p>Expected limit: the same pass alone, which lines that the other core wrote keep out of reach.
 *
 * <p>Run: {@code ./ballonet bench ScanWhileTouched}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ScanWhileTouched {
    @Benchmark
    @Group("readOnlyTouched")
    @InQuick(kinds = {})
    @Measures(
            family = "scan",
            benchmark = "read-only-touched",
            unit = "pages/s",
            perOperation = "entries",
            threads = 2,
            without = UnfitScan.ForWholePasses.class)
    public long readOnly(Table table, Scanner scanner) {
        return scanner.on(table).pass(table.view(), false);
    }

    @Benchmark
    @Group("readOnlyTouched")
    public int touchWhileRead(Table table, Toucher toucher) {
        return toucher.touch(table);
    }

    @Benchmark
    @Group("testAndClearTouched")
    @InQuick(kinds = {})
    @Measures(
            family = "scan",
            benchmark = "test-and-clear-touched",
            unit = "pages/s",
            perOperation = "entries",
            threads = 2,
            without = UnfitScan.ForWholePasses.class)
    public long testAndClear(Table table, Scanner scanner) {
        return scanner.on(table).pass(table.view(), true);
    }

    @Benchmark
    @Group("testAndClearTouched")
    public int touchWhileCleared(Table table, Toucher toucher) {
        return toucher.touch(table);
    }

    /** Baseline: the virtual CPU alone. */
    @Benchmark
    public int touch(Table table, Toucher toucher) {
        return toucher.touch(table);
    }

    /** A table of which nothing is accessed but what is touched meanwhile. */
    @State(Scope.Benchmark)
    public static class Table extends TableState {
        @Param({"entry", "packed"})
        String layout = "entry";

        @Param({"1048576", "8192", "134217728"})
        long entries = 1048576;

        @Setup(Level.Trial)
        public void setUp() {
            open(layout, entries, 0, "page");
        }
    }
}
