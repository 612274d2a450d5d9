package io.ballonet.micro.scan;

import io.ballonet.memory.Region;
import io.ballonet.memory.Words;
import io.ballonet.result.InQuick;
import io.ballonet.result.Kind;
import io.ballonet.result.Measures;
import java.util.SplittableRandom;
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
 * What does it cost to clear the accessed bits of one entry in a hundred, while another core sets and clears dirty bits in
 * the same entries and loses none?
 *
 * <p>Unit: ns a page. Every dirty bit that the other thread sets it looks for again 64 pages later; one that is gone ends the
 * run. The limit is {@code read-and-cas}: a pass that only reads, and an uncontended compare-and-set for each accessed entry,
 * one after the other.
 *
 * <p>Expected: at 1 GiB little more than the limit, the write-back of the lines; at 8 MiB also the lines that the other core has
 * just written.
 *
 * <p>Run: {@code ./ballonet bench ScanWhileDirtied}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ScanWhileDirtied {
    private static final String LIMIT = "read-and-cas";

    /** Baseline and limit. */
    @Benchmark
    @InQuick(kinds = {})
    @Measures(
            family = "scan",
            benchmark = LIMIT,
            contender = "machine",
            kind = Kind.LIMIT,
            unit = "ns/page",
            perOperation = "entries")
    public long readAndCas(Table table, Line line) {
        long accessed = table.check(table.view().countAccessed(0, table.pages()));
        line.compareAndSet(accessed);
        return accessed;
    }

    @Benchmark
    @Group("dirtied")
    @InQuick(kinds = {})
    @Measures(
            family = "scan",
            benchmark = "test-and-clear-dirtied",
            contender = "linear",
            unit = "ns/page",
            perOperation = "entries",
            limit = LIMIT,
            threads = 2)
    public long testAndClear(Table table, Rearming rearming) {
        return table.check(table.view().clearAccessed(0, table.pages()));
    }

    @Benchmark
    @Group("dirtied")
    public long dirty(Table table, Dirtier dirtier) {
        return dirtier.dirty(table.entries());
    }

    /** Entries of which one in a hundred is accessed. */
    @State(Scope.Benchmark)
    public static class Table extends TableState {
        @Param({"1048576", "134217728"})
        long entries = 1048576;

        @Param("0.01")
        double set = 0.01;

        @Setup(Level.Trial)
        public void setUp() {
            open(AccessTable.ENTRY, entries, set, "page");
        }

        EntryTable entries() {
            return (EntryTable) table();
        }
    }

    /** Makes the accessed entries accessed again before each pass, on the thread of the pass. */
    @State(Scope.Thread)
    public static class Rearming {
        @Setup(Level.Invocation)
        public void rearm(Table table) {
            table.table().rearm();
        }
    }

    /** A word on a line that nobody else touches. */
    @State(Scope.Thread)
    public static class Line {
        private final Region region = Region.map(1);
        private long value;

        void compareAndSet(long times) {
            for (long i = 0; i < times; i++) {
                if (!Words.compareAndSet(region.address(), value, value + 1)) {
                    throw new IllegalStateException("somebody else wrote to a private line: expected=" + value);
                }
                value++;
            }
        }

        @TearDown(Level.Trial)
        public void unmap() {
            region.close();
        }
    }

    /** Sets dirty bits at random, looks for each of them again a little later, and clears it then. */
    @State(Scope.Thread)
    public static class Dirtier {
        private static final int PENDING = 64;

        private final SplittableRandom random = new SplittableRandom(11);
        private final long[] pending = new long[PENDING];
        private int begun;
        private long lost;

        /** Sets {@value #PENDING} dirty bits and looks for as many; gives how many were lost so far. */
        long dirty(EntryTable table) {
            for (int i = 0; i < PENDING; i++) {
                if (begun == PENDING && !table.clean(pending[i])) {
                    lost++;
                }
                long page = random.nextLong(table.pages());
                while (!table.dirty(page)) { // one that waits to be looked for
                    page = random.nextLong(table.pages());
                }
                pending[i] = page;
                begun = Math.max(begun, i + 1);
            }
            return lost;
        }

        /** No dirty bit may have been lost. */
        @TearDown(Level.Trial)
        public void validate() {
            if (lost != 0) {
                throw new IllegalStateException("a scan lost dirty bits: lost=" + lost);
            }
        }
    }
}
