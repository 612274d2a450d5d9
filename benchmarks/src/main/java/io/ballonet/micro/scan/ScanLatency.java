package io.ballonet.micro.scan;

import io.ballonet.memory.PageBatch;
import io.ballonet.micro.LatencyCounters;
import io.ballonet.micro.OpenLoop;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does a driver wait for 64 victims, at a fixed rate of calls, alone and while a virtual CPU writes to the same
 * pages?
 *
 * <p>Unit of the score: victims a second, which is the rate asked for and no result; the result is the percentiles beside
 * it, in ns, open loop (see {@link LatencyCounters}). Half of the pages are accessed, and what {@code clock} cleared is
 * accessed again once the hand has passed, outside the timing.
 *
 * <p>Expected: below a microsecond at the median; the tail is the machine's.
 *
 * <p>Run: {@code ./ballonet bench ScanLatency}, with {@code -Dballonet.hlog.dir=DIR} for the histograms
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ScanLatency {
    @Benchmark
    @InQuick(kinds = {})
    @Measures(
            family = "scan",
            benchmark = "select-latency",
            unit = "pages/s",
            perOperation = "victims",
            without = UnfitScan.ForOneHand.class)
    public int select(Table table, Calls calls, Scanner scanner, LatencyCounters latency, ScanSelect.Misses misses) {
        int found = calls.select(table, scanner, latency);
        misses.missing += calls.victims - found;
        table.rearmBehind(scanner);
        return found;
    }

    @Benchmark
    @Group("selectTouched")
    @InQuick(values = {"contender=clock", "layout=entry"})
    @Measures(
            family = "scan",
            benchmark = "select-latency-touched",
            unit = "pages/s",
            perOperation = "victims",
            threads = 2,
            without = UnfitScan.ForOneHand.class)
    public int selectTouched(
            Table table, Calls calls, Scanner scanner, LatencyCounters latency, ScanSelect.Misses misses) {
        int found = calls.select(table, scanner, latency);
        misses.missing += calls.victims - found;
        return found;
    }

    @Benchmark
    @Group("selectTouched")
    public int touch(Table table, Toucher toucher) {
        return toucher.touch(table);
    }

    /** Baseline: the clock and the histograms, with nothing between start and end. */
    @Benchmark
    public void nothing(Calls calls, LatencyCounters latency) {
        OpenLoop loop = OpenLoop.of(latency, calls.rate);
        loop.awaitStart();
        loop.finish();
    }

    /** 8 MiB of entries, half of them accessed. */
    @State(Scope.Benchmark)
    public static class Table extends TableState {
        @Param({"entry", "packed"})
        String layout = "entry";

        @Param("1048576")
        long entries = 1048576;

        @Param("0.5")
        double set = 0.5;

        private long rearmed;

        @Setup(Level.Trial)
        public void setUp() {
            open(layout, entries, set, "page");
        }

        /** Makes the chosen pages that the hand passed since the last call accessed again. */
        void rearmBehind(Scanner scanner) {
            long examined = scanner.on(this).pagesExamined();
            table().rearmNext(examined - rearmed);
            rearmed = examined;
        }
    }

    /** What a call needs. */
    @State(Scope.Thread)
    public static class Calls {
        @Param("10000")
        double rate = 10000;

        @Param("64")
        int victims = 64;

        private PageBatch batch = new PageBatch(1);

        @Setup(Level.Trial)
        public void setUp() {
            batch.close();
            batch = new PageBatch(victims);
        }

        int select(Table table, Scanner scanner, LatencyCounters latency) {
            OpenLoop loop = OpenLoop.of(latency, rate);
            loop.awaitStart();
            batch.clear();
            int found = scanner.on(table).selectVictims(table.view(), victims, batch);
            loop.finish();
            return found;
        }

        @TearDown(Level.Trial)
        public void unmap() {
            batch.close();
        }
    }
}
