package io.ballonet.micro.paging;

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
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does noting that a page was accessed cost the running guest, with the bit in the entry and with packed bits?
 *
 * <p>Unit: ns a load of 8 bytes. {@link #hit}: the TLB holds the page, nothing is noted. {@link #missNoted}: a walk that finds the
 * page's bit set. {@link #missFirst}: a walk that finds it clear and sets it, the first access after a scan; all bits are cleared
 * before each {@value Walker#LOADS} loads, outside the timing, and only read before those of {@link #missNoted}, so that the
 * caches hold the same. {@link #raw} is the baseline: the same words by machine address.
 *
 * <p>Expected: a hit costs the same in both layouts; a first access an uncontended compare-and-set more than a noted one in the
 * entry, and one to three locked instructions more in packed bits.
 *
 * <p>Run: {@code ./ballonet bench AccessTracking}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Walker.LOADS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AccessTracking {
    private static final String FAMILY = "translation";
    private static final String UNIT = "ns/op";

    @Benchmark
    @InQuick(kinds = {})
    @Measures(family = FAMILY, benchmark = "access-hit", unit = UNIT)
    public long hit(Near process) {
        return process.walker().independent();
    }

    @Benchmark
    @InQuick(values = "layout=entry")
    @Measures(family = FAMILY, benchmark = "access-miss", unit = UNIT)
    public long missNoted(Noted process) {
        return process.walker().independent();
    }

    @Benchmark
    @InQuick(kinds = {})
    @Measures(family = FAMILY, benchmark = "access-miss-first", unit = UNIT)
    public long missFirst(Cleared process) {
        return process.walker().independent();
    }

    /** Baseline. */
    @Benchmark
    @InQuick(kinds = {})
    public long raw(Noted process) {
        return process.walker().independentRaw();
    }

    /** A process that notes its accesses in one of the layouts. */
    @State(Scope.Thread)
    public abstract static class Tracked {
        @Param({"entry", "packed"})
        String layout = "entry";

        private @Nullable Walker walker;

        final void open(int pages) {
            boolean packed = layout.equals("packed");
            if (!packed && !layout.equals("entry")) {
                throw new IllegalArgumentException("layout must be entry or packed: layout=" + layout);
            }
            walker = new Walker(pages, packed);
        }

        final Walker walker() {
            return Objects.requireNonNull(walker);
        }

        /** Translated and raw loads must find the same. */
        @TearDown(Level.Trial)
        public void close() {
            walker().close();
            walker = null;
        }
    }

    /** Within the reach of the TLB. */
    public static class Near extends Tracked {
        @Param("1024")
        int pages = 1024;

        @Setup(Level.Trial)
        public void setUp() {
            open(pages);
        }
    }

    /** Sixteen times the reach of the TLB. */
    public abstract static class Far extends Tracked {
        @Param("16384")
        int pages = 16384;

        @Setup(Level.Trial)
        public void setUp() {
            open(pages);
        }
    }

    /** Every page's bit is set. */
    public static class Noted extends Far {
        @Setup(Level.Invocation)
        public void look() {
            if (walker().accessed().countAccessed(0, pages) != pages) {
                throw new IllegalStateException("a page that was touched is not accessed: pages=" + pages);
            }
        }
    }

    /** No page's bit is set. */
    public static class Cleared extends Far {
        @Setup(Level.Invocation)
        public void clear() {
            walker().accessed().clearAccessed(0, pages);
        }
    }
}
