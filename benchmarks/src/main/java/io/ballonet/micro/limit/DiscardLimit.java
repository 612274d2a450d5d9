package io.ballonet.micro.limit;

import io.ballonet.memory.Region;
import io.ballonet.memory.Words;
import io.ballonet.result.Kind;
import io.ballonet.result.Measures;
import io.ballonet.unit.PageSize;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does the kernel take to take a touched 4 KiB page back, by {@code madvise(DONTNEED)} in calls of 2 MiB?
 *
 * <p>Unit: ns a page, one thread. An operation discards 256 MiB of 4 KiB pages; touching them again is not timed.
 *
 * <p>Expected on a 2-core Zen 5, Linux 6.18: 53 ns on a quiet machine; beside other load 250 to 300, from C as from here.
 *
 * <p>Run: {@code ./ballonet bench DiscardLimit}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DiscardLimit {
    private static final int PAGES = 1 << 16;

    private final Region region = Region.map(PageSize.bytesOf(PAGES));
    private long discarded;

    /** Touches every page, outside the timing. */
    @Setup(Level.Invocation)
    public void touch() {
        long end = region.address() + region.lengthBytes();
        for (long page = region.address(); page < end; page += PageSize.BYTES) {
            Words.set(page, 1);
        }
    }

    @Benchmark
    @OperationsPerInvocation(PAGES)
    @Measures(family = "limit", benchmark = "madvise-dontneed-2m", unit = "ns/page", kind = Kind.LIMIT)
    public long discard() {
        for (long offset = 0; offset < region.lengthBytes(); offset += PageSize.HUGE_BYTES) {
            region.discard(offset, PageSize.HUGE_BYTES);
        }
        return ++discarded;
    }

    /** Baseline: the same in one call, as far from the system call's own cost as it gets. */
    @Benchmark
    @OperationsPerInvocation(PAGES)
    public long discardInOneCall() {
        region.discard(0, region.lengthBytes());
        return ++discarded;
    }

    /** What was discarded last must read as zero. */
    @TearDown(Level.Invocation)
    public void validate() {
        long last = Words.get(region.address() + region.lengthBytes() - PageSize.BYTES);
        if (last != 0) {
            throw new IllegalStateException("page was not taken back: discards=" + discarded + ", word=" + last);
        }
    }

    /** Unmaps. */
    @TearDown(Level.Trial)
    public void unmap() {
        region.close();
    }
}
