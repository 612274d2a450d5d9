package io.ballonet.micro.scan;

import io.ballonet.result.InQuick;
import io.ballonet.result.Measures;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many pages a second does a pass over packed accessed bits look at, reading only, and clearing those that are set?
 *
 * <p>Unit: ns for one pass; {@code compare} turns it into pages/s. Bitmaps of 32 KiB to 32 MiB, which is 1 TiB of guest memory; a
 * share {@code set} of the pages is accessed at the start of each clearing pass, set again outside the timing: page by page, or,
 * with {@code clusters=word}, 64 neighbours at a time, which leaves all other words clear. {@code layout} says whether the Vector
 * API is used.
 *
 * <p>Expected limit: read bandwidth at the same size, 64 pages for 8 bytes, for {@code linear}; a clearing pass pays a locked
 * instruction for each word that is not clear. {@code hierarchical} looks at no word below an upper bit that is clear, so it may
 * be beyond that limit.
 *
 * <p>Run: {@code ./ballonet bench PackedScanPass}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PackedScanPass {
    private static final double PAGES_PER_GB = 8e9;

    @Benchmark
    @InQuick(values = {"contender=linear", "layout=packed", "set=0.1", "clusters=word"})
    @Measures(
            family = "scan",
            warmups = Scanner.WARMUPS,
            benchmark = "read-only",
            unit = "pages/s",
            perOperation = "entries",
            limit = "read-32k",
            limitScale = PAGES_PER_GB,
            without = UnfitScan.ForWholePasses.class)
    public long readOnly32k(PackedTables.Steady32k table, Scanner scanner) {
        return table.check(scanner.on(table).pass(table.view(), false));
    }

    @Benchmark
    @InQuick(kinds = {})
    @Measures(
            family = "scan",
            warmups = Scanner.WARMUPS,
            benchmark = "read-only",
            unit = "pages/s",
            perOperation = "entries",
            limit = "read-512k",
            limitScale = PAGES_PER_GB,
            without = UnfitScan.ForWholePasses.class)
    public long readOnly512k(PackedTables.Steady512k table, Scanner scanner) {
        return table.check(scanner.on(table).pass(table.view(), false));
    }

    @Benchmark
    @InQuick(kinds = {})
    @Measures(
            family = "scan",
            warmups = Scanner.WARMUPS,
            benchmark = "read-only",
            unit = "pages/s",
            perOperation = "entries",
            limit = "read-32m",
            limitScale = PAGES_PER_GB,
            without = UnfitScan.ForWholePasses.class)
    public long readOnly32m(PackedTables.Steady32m table, Scanner scanner) {
        return table.check(scanner.on(table).pass(table.view(), false));
    }

    @Benchmark
    @InQuick(values = {"contender=linear", "layout=packed", "set=0.1", "clusters=word"})
    @Measures(
            family = "scan",
            warmups = Scanner.WARMUPS,
            benchmark = "test-and-clear",
            unit = "pages/s",
            perOperation = "entries",
            limit = "read-32k",
            limitScale = PAGES_PER_GB,
            without = UnfitScan.ForWholePasses.class)
    public long testAndClear32k(PackedTables.Rearmed32k table, Scanner scanner) {
        return table.check(scanner.on(table).pass(table.view(), true));
    }

    @Benchmark
    @InQuick(kinds = {})
    @Measures(
            family = "scan",
            warmups = Scanner.WARMUPS,
            benchmark = "test-and-clear",
            unit = "pages/s",
            perOperation = "entries",
            limit = "read-512k",
            limitScale = PAGES_PER_GB,
            without = UnfitScan.ForWholePasses.class)
    public long testAndClear512k(PackedTables.Rearmed512k table, Scanner scanner) {
        return table.check(scanner.on(table).pass(table.view(), true));
    }

    @Benchmark
    @InQuick(kinds = {})
    @Measures(
            family = "scan",
            warmups = Scanner.WARMUPS,
            benchmark = "test-and-clear",
            unit = "pages/s",
            perOperation = "entries",
            limit = "read-32m",
            limitScale = PAGES_PER_GB,
            without = UnfitScan.ForWholePasses.class)
    public long testAndClear32m(PackedTables.Rearmed32m table, Scanner scanner) {
        return table.check(scanner.on(table).pass(table.view(), true));
    }
}
