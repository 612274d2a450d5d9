package io.ballonet.micro.scan;

import io.ballonet.result.InQuick;
import io.ballonet.result.Kind;
import io.ballonet.result.Measures;
import io.ballonet.scan.AccessView;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many pages a second does a pass over entries look at, reading only, and clearing the bits that are set?
 *
 * <p>Unit: ns for one pass; {@code compare} turns it into pages/s. Tables of 64 KiB to 1 GiB; a share {@code set} of the entries is
 * accessed at the start of each clearing pass, set again outside the timing. {@code layout} says whether the Vector API is used.
 *
 * <p>Expected limit: read bandwidth at the same size, one entry for 8 bytes. Reading reaches it within a few percent;
 * clearing pays an atomic operation for each set bit.
 *
 * <p>Run: {@code ./ballonet bench io.ballonet.micro.scan.ScanPass}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ScanPass {
    private static final double ENTRIES_PER_GB = 1.25e8;

    @Benchmark
    @InQuick(kinds = {})
    @Measures(
            family = "scan",
            warmups = Scanner.WARMUPS,
            benchmark = "read-only",
            unit = "pages/s",
            perOperation = "entries",
            limit = "read-64k",
            limitScale = ENTRIES_PER_GB,
            without = UnfitScan.ForWholePasses.class)
    public long readOnly64k(EntryTables.Steady64k table, Scanner scanner) {
        return table.check(scanner.on(table).pass(table.view(), false));
    }

    @Benchmark
    @InQuick(values = {"contender=linear", "layout=entry", "set=0.01"})
    @Measures(
            family = "scan",
            warmups = Scanner.WARMUPS,
            benchmark = "read-only",
            unit = "pages/s",
            perOperation = "entries",
            limit = "read-2m",
            limitScale = ENTRIES_PER_GB,
            without = UnfitScan.ForWholePasses.class)
    public long readOnly2m(EntryTables.Steady2m table, Scanner scanner) {
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
            limit = "read-8m",
            limitScale = ENTRIES_PER_GB,
            without = UnfitScan.ForWholePasses.class)
    public long readOnly8m(EntryTables.Steady8m table, Scanner scanner) {
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
            limit = "read-1g",
            limitScale = ENTRIES_PER_GB,
            without = UnfitScan.ForWholePasses.class)
    public long readOnly1g(EntryTables.Steady1g table, Scanner scanner) {
        return table.check(scanner.on(table).pass(table.view(), false));
    }

    @Benchmark
    @InQuick(kinds = {})
    @Measures(
            family = "scan",
            warmups = Scanner.WARMUPS,
            benchmark = "test-and-clear",
            unit = "pages/s",
            perOperation = "entries",
            limit = "read-64k",
            limitScale = ENTRIES_PER_GB,
            without = UnfitScan.ForWholePasses.class)
    public long testAndClear64k(EntryTables.Rearmed64k table, Scanner scanner) {
        return table.check(scanner.on(table).pass(table.view(), true));
    }

    @Benchmark
    @InQuick(values = {"contender=linear", "layout=entry", "set=0.01"})
    @Measures(
            family = "scan",
            warmups = Scanner.WARMUPS,
            benchmark = "test-and-clear",
            unit = "pages/s",
            perOperation = "entries",
            limit = "read-2m",
            limitScale = ENTRIES_PER_GB,
            without = UnfitScan.ForWholePasses.class)
    public long testAndClear2m(EntryTables.Rearmed2m table, Scanner scanner) {
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
            limit = "read-8m",
            limitScale = ENTRIES_PER_GB,
            without = UnfitScan.ForWholePasses.class)
    public long testAndClear8m(EntryTables.Rearmed8m table, Scanner scanner) {
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
            limit = "read-1g",
            limitScale = ENTRIES_PER_GB,
            without = UnfitScan.ForWholePasses.class)
    public long testAndClear1g(EntryTables.Rearmed1g table, Scanner scanner) {
        return table.check(scanner.on(table).pass(table.view(), true));
    }

    /** Baseline: the same answer, asked page by page. */
    @Benchmark
    @InQuick(kinds = {})
    @Measures(
            family = "scan",
            warmups = Scanner.WARMUPS,
            benchmark = "read-only",
            contender = "page-by-page",
            kind = Kind.FOIL,
            unit = "pages/s",
            perOperation = "entries",
            limit = "read-8m",
            limitScale = ENTRIES_PER_GB)
    public long pageByPage(EntryTables.Steady8m table) {
        AccessView view = table.view();
        long accessed = 0;
        for (long page = 0; page < table.pages(); page++) {
            accessed += view.isAccessed(page) ? 1 : 0;
        }
        return table.check(accessed);
    }
}
