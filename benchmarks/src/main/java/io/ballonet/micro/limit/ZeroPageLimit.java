package io.ballonet.micro.limit;

import io.ballonet.memory.Region;
import io.ballonet.memory.Words;
import io.ballonet.result.InQuick;
import io.ballonet.result.Kind;
import io.ballonet.result.Measures;
import io.ballonet.unit.PageSize;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;
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
 * How long does it take to zero a 4 KiB page, when it is in the cache ({@code hot}) and when it is not ({@code stream})?
 *
 * <p>Unit: ns a page. {@code hot} zeroes one page again and again, {@code stream} all pages of 1 GiB in turn.
 *
 * <p>Expected on a 2-core Zen 5: 18 hot with vector stores, 115 to 125 streaming with the library's fill (C with 512-bit
 * stores: 14 and 97).
 *
 * <p>Run: {@code ./ballonet bench ZeroPageLimit}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ZeroPageLimit {
    private static final int PAGES = PageSize.FRAMES_PER_HUGE;
    private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;
    private static final long VECTOR_BYTES = (long) SPECIES.length() * Long.BYTES;

    @Param({"hot", "stream"})
    String where = "hot";

    private long bytes = 1L << 30;
    private Region region = Region.map(1);
    private long step;
    private long next;

    @Setup(Level.Trial)
    public void setUp() {
        setUp(bytes);
    }

    void setUp(long regionBytes) {
        bytes = regionBytes;
        step = switch (where) {
            case "hot" -> 0;
            case "stream" -> PageSize.BYTES;
            default -> throw new IllegalArgumentException("where must be hot or stream: where=" + where);
        };
        region.close();
        region = Region.mapHuge(bytes);
        region.populate(0, bytes);
        Words.set(region.address(), 1);
    }

    /** {@value PageSize#FRAMES_PER_HUGE} pages with vector stores. */
    @Benchmark
    @OperationsPerInvocation(PAGES)
    @InQuick(values = "where=stream")
    @Measures(family = "limit", benchmark = "zero-page", unit = "ns/page", kind = Kind.LIMIT)
    public long zero() {
        for (int page = 0; page < PAGES; page++) {
            zeroPage(region.address() + next);
            advance();
        }
        return next;
    }

    /** Baseline: the same with the library's fill, as {@link Words#zero} does it; the limit is the better of the two. */
    @Benchmark
    @OperationsPerInvocation(PAGES)
    @InQuick(values = "where=stream")
    @Measures(
            family = "limit",
            benchmark = "zero-page",
            contender = "library-fill",
            unit = "ns/page",
            kind = Kind.LIMIT)
    public long fill() {
        for (int page = 0; page < PAGES; page++) {
            Words.zero(region.address() + next, PageSize.BYTES);
            advance();
        }
        return next;
    }

    private void advance() {
        long after = next + step;
        next = after == bytes ? 0 : after;
    }

    private static void zeroPage(long page) {
        LongVector zero = LongVector.zero(SPECIES);
        for (long at = page; at < page + PageSize.BYTES; at += VECTOR_BYTES) {
            zero.intoMemorySegment(Words.ADDRESS_SPACE, at, ByteOrder.nativeOrder());
        }
    }

    /** Bytes from the start of the region to the page that is zeroed next. */
    long nextOffset() {
        return next;
    }

    /** The first page must have been zeroed. */
    @TearDown(Level.Trial)
    public void validate() {
        long first = Words.get(region.address());
        region.close();
        if (first != 0) {
            throw new IllegalStateException("page was not zeroed: firstWord=" + first);
        }
    }
}
