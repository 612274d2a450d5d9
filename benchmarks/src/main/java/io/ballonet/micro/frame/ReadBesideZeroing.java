package io.ballonet.micro.frame;

import io.ballonet.frame.ZeroStores;
import io.ballonet.memory.Region;
import io.ballonet.result.InQuick;
import io.ballonet.result.Kind;
import io.ballonet.result.Measures;
import io.ballonet.unit.PageSize;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Group;
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
 * What does zeroing take from a neighbour that works on memory of its own: on the same core before it, and on the other core
 * at the same time?
 *
 * <p>Unit: ns a page of the neighbour's, which reads a word of each line of {@value WorkingSet#PAGES} pages. Before each read
 * {@value #ZEROED} pages are zeroed that were not in the cache ({@code read-after}, not timed), or the other core zeroes all the
 * time ({@link #readBeside}). Zeroing is of pages in turn out of 512 MiB.
 *
 * <p>Expected limit: the read with nobody beside it, {@code read-alone}; streaming stores displace nothing.
 *
 * <p>Run: {@code ./ballonet bench ReadBesideZeroing}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(WorkingSet.PAGES)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ReadBesideZeroing {
    /** Pages zeroed before a read: as many bytes as the second-level cache has. */
    static final int ZEROED = 256;

    @Benchmark
    @InQuick(kinds = {})
    @Measures(family = "zeroing", benchmark = "read-after", unit = "ns/page", limit = "read-alone")
    public long readAfter(After before, WorkingSet set) {
        return set.read();
    }

    @Benchmark
    @Group("besideZeroing")
    public long readBeside(WorkingSet set) {
        return set.read();
    }

    @Benchmark
    @Group("besideZeroing")
    public long zero(Pages pages) {
        return pages.zero(WorkingSet.PAGES);
    }

    /** Baseline: nobody zeroes. */
    @Benchmark
    @InQuick(kinds = {})
    @Measures(family = "zeroing", benchmark = "read-alone", unit = "ns/page", kind = Kind.LIMIT)
    public long readAlone(WorkingSet set) {
        return set.read();
    }

    /** Pages to zero, in turn. */
    @State(Scope.Thread)
    public static class Pages {
        /** With which stores. */
        @Param({"plain", "streaming"})
        public String contender = "plain";

        int pages = RingState.MANY;
        private @Nullable Region region;
        private ZeroStores stores = ZeroStores.PLAIN;
        private long next;

        /** Makes all of them resident. */
        @Setup(Level.Trial)
        public void open() {
            stores = ZeroingParameters.stores(contender);
            Region mapped = Region.map(PageSize.bytesOf(pages));
            mapped.populate(0, mapped.lengthBytes());
            region = mapped;
        }

        final long zero(int count) {
            long base = address();
            for (int i = 0; i < count; i++) {
                stores.zeroFrame(base + next);
                next = next + PageSize.BYTES == PageSize.bytesOf(pages) ? 0 : next + PageSize.BYTES;
            }
            return next;
        }

        final long address() {
            return Objects.requireNonNull(region).address();
        }

        /** Unmaps. */
        @TearDown(Level.Trial)
        public void close() {
            Objects.requireNonNull(region).close();
        }
    }

    /** The same, zeroed before each operation. */
    public static class After extends Pages {
        @Setup(Level.Invocation)
        public void zeroBefore() {
            zero(ZEROED);
        }
    }
}
