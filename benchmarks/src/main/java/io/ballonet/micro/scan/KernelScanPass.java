package io.ballonet.micro.scan;

import io.ballonet.peer.scan.KernelScan;
import io.ballonet.peer.scan.KernelScans;
import io.ballonet.result.InQuick;
import io.ballonet.result.Measures;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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
 * How many pages a second does the kernel look at, reading only, and clearing accessed bits, when a process asks it?
 *
 * <p>Unit: ns for one pass over 1 GiB of memory in 4 KiB pages; {@code compare} turns it into pages/s. A share {@code set} of
 * the pages is touched: before the first pass, and again before each that clears, outside the timing. That makes 2 MiB of
 * entries, as many as {@link ScanPass} has for {@code entries=262144}.
 *
 * <p>{@code clear-refs} works on the whole process: {@code otherPages} says how many pages came on top of those that its rate is
 * of.
 *
 * <p>Expected limit: read bandwidth at the size of the entries, one entry for 8 bytes. Nobody comes near: the kernel looks at
 * each entry by itself, copies what it found, and {@code clear-refs} also goes to each page's frame.
 *
 * <p>Run: {@code ./ballonet bench KernelScanPass}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class KernelScanPass {
    private static final double ENTRIES_PER_GB = 1.25e8;

    @Benchmark
    @InQuick(values = {"contender=mincore", "contender=pagemap-scan", "entries=262144"})
    @Measures(
            family = "scan",
            benchmark = "read-only",
            unit = "pages/s",
            perOperation = "entries",
            limit = "read-2m",
            limitScale = ENTRIES_PER_GB)
    public long readOnly(MappedPages guest, Reader reader) {
        return guest.check(reader.pass(), guest.touched());
    }

    @Benchmark
    @InQuick(values = "entries=262144")
    @Measures(
            family = "scan",
            benchmark = "test-and-clear",
            unit = "pages/s",
            perOperation = "entries",
            limit = "read-2m",
            limitScale = ENTRIES_PER_GB)
    public long testAndClear(MappedPages.Accessed guest, Clearer clearer, MappedPages.Beside beside) {
        return guest.check(clearer.pass(), KernelScan.NOT_TOLD);
    }

    /** Baseline: the same call for the first page alone, which is what it costs to ask. */
    @Benchmark
    public long firstPage(MappedPages guest, Reader reader) {
        return reader.first();
    }

    /** A scan that only reads. */
    @State(Scope.Thread)
    public static class Reader extends Asked {
        @Param({"mincore", "pagemap-scan", "pagemap-read"})
        String contender = "mincore";

        @Setup(Level.Trial)
        public void open(MappedPages guest) {
            open(contender, guest);
        }
    }

    /** A scan that clears. */
    @State(Scope.Thread)
    public static class Clearer extends Asked {
        @Param("clear-refs")
        String contender = "clear-refs";

        @Setup(Level.Trial)
        public void open(MappedPages.Accessed guest) {
            open(contender, guest);
        }
    }

    /** What is asked, for all of the pages and for the first. */
    @State(Scope.Thread)
    public abstract static class Asked {
        private @Nullable KernelScan all;
        private @Nullable KernelScan one;

        final void open(String contender, MappedPages guest) {
            all = KernelScans.REGISTRY.named(contender).open(guest.address(), guest.entries);
            one = KernelScans.REGISTRY.named(contender).open(guest.address(), 1);
        }

        final long pass() {
            return Objects.requireNonNull(all).pass();
        }

        final long first() {
            return Objects.requireNonNull(one).pass();
        }

        /** Closes what it opened. */
        @TearDown(Level.Trial)
        public void tearDown() {
            Objects.requireNonNull(all).close();
            Objects.requireNonNull(one).close();
        }
    }
}
