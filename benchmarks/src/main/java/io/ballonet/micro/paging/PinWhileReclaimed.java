package io.ballonet.micro.paging;

import io.ballonet.memory.PageBatch;
import io.ballonet.result.InQuick;
import io.ballonet.result.Measures;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
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
 * What does a pair of host pin and unpin cost while another thread reclaims, frees and allocates the frames of the same pages?
 *
 * <p>Unit: ns a pair, over all pages in turn; pins of pages that have no frame at that moment are counted beside it. The other
 * thread takes {@value Reclaims#BATCH} pages at a time, as the balloon does but without a grace period, because nobody
 * translates; frames that it had to leave, because they were pinned, are counted beside its own rate.
 *
 * <p>Expected limit: two compare-and-sets, on lines that the other core wrote.
 *
 * <p>Run: {@code ./ballonet bench PinWhileReclaimed}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PinWhileReclaimed {
    @Benchmark
    @Group("pairWithReclaim")
    @InQuick(kinds = {})
    @Measures(
            family = "pin",
            benchmark = "pair-with-reclaim",
            unit = "ns/op",
            perOperation = "pages",
            limit = "cas",
            threads = 2)
    public long pair(Backed backed, RefusedPins refused) {
        PinnedPages all = backed.all();
        for (long ppn = 0; ppn < backed.pages; ppn++) {
            refused.refusedPins += all.pinAndUnpin(ppn) ? 0 : 1;
        }
        return refused.refusedPins;
    }

    @Benchmark
    @Group("pairWithReclaim")
    public long reclaim(Backed backed, Reclaims reclaims) {
        return reclaims.next(backed);
    }

    /** Baseline: the other thread alone. */
    @Benchmark
    public long reclaimAlone(Backed backed, Reclaims reclaims) {
        return reclaims.next(backed);
    }

    /** Pages that have frames. */
    @State(Scope.Benchmark)
    public static class Backed {
        @Param("host")
        String pin = "host";

        @Param("1024")
        long pages = 1024;

        private @Nullable PinnedPages all;

        @Setup(Level.Trial)
        public void open() {
            all = new PinnedPages(pin, pages);
        }

        final PinnedPages all() {
            return Objects.requireNonNull(all);
        }

        /** Checks that every pin was given back, and every page has a frame. */
        @TearDown(Level.Trial)
        public void close() {
            all().close();
        }
    }

    /** Pins that found no frame. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class RefusedPins {
        public long refusedPins;
    }

    /** The thread that reclaims, around and around. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Reclaims {
        /** Pages of one operation. */
        static final int BATCH = 64;

        /** Frames taken. */
        public long reclaimed;
        /** Frames that were pinned, and left. */
        public long refusedReclaims;

        private final PageBatch frames = new PageBatch(BATCH);
        private long next;

        final long next(Backed backed) {
            int refused = backed.all().reclaimAndBack(next, BATCH, frames);
            refusedReclaims += refused;
            reclaimed += BATCH - refused;
            next = next + BATCH < backed.pages ? next + BATCH : 0;
            return refused;
        }

        @TearDown(Level.Trial)
        public void close() {
            frames.close();
        }
    }
}
