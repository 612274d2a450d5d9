package io.ballonet.micro.scan;

import io.ballonet.memory.PageBatch;
import io.ballonet.result.InQuick;
import io.ballonet.result.Measures;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
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
 * What does a victim cost when a balloon needs half of a 1 GiB guest at once?
 *
 * <p>Unit: ns a victim. Of 262,144 pages half was accessed, scattered; {@code victims} are wanted in one call, as many as
 * are inactive. Beside it: how many victims were missing, and how many were taken although they were accessed.
 *
 * <p>Expected: two reads of the entries and a store for each victim, about 1 ns; {@code clock} also pays an atomic clear
 * for each accessed page that it passes.
 *
 * <p>Run: {@code ./ballonet bench ScanSelect}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ScanSelect {
    @Benchmark
    @InQuick(values = "layout=entry")
    @Measures(family = "scan", benchmark = "select", unit = "ns/page", perOperation = "victims")
    public int select(Guest guest, Scanner scanner, Misses misses) {
        int found = scanner.on(guest).selectVictims(guest.view(), guest.victims, guest.batch());
        misses.missing += guest.victims - found;
        return found;
    }

    /** Baseline: the same number of page numbers, written without looking at anything. */
    @Benchmark
    public int writeOnly(Guest guest) {
        for (int page = 0; page < guest.victims; page++) {
            guest.batch().add(page);
        }
        return guest.batch().size();
    }

    /** Half of the pages accessed before each call, and an empty batch. */
    @State(Scope.Benchmark)
    public static class Guest extends TableState {
        @Param({"entry", "packed"})
        String layout = "entry";

        @Param("262144")
        long entries = 262144;

        @Param("0.5")
        double set = 0.5;

        @Param("131072")
        int victims = 131072;

        private PageBatch batch = new PageBatch(1);

        @Setup(Level.Trial)
        public void setUp() {
            batch.close();
            batch = new PageBatch(victims);
            open(layout, entries, set, "page");
        }

        @Setup(Level.Invocation)
        public void rearm() {
            table().rearm();
            batch.clear();
        }

        PageBatch batch() {
            return batch;
        }

        @TearDown(Level.Trial)
        public void unmap() {
            batch.close();
        }
    }

    /** Victims that were wanted and not found. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Misses {
        public long missing;
    }
}
