package io.ballonet.micro.paging;

import io.ballonet.paging.SoftTlb;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.ThreadParams;

/** What the benchmarks of pins run on. */
public final class PinState {
    /** Pages that one thread pins in turn: eight lines of entries, so that no two threads share one. */
    static final int OWN_PAGES = 64;

    private PinState() {}

    /** The tables that every thread works on. */
    @State(Scope.Benchmark)
    public abstract static class Tables {
        @Param({"guest", "host"})
        String pin = "guest";

        private @Nullable PinnedPages pages;

        final void open(long count) {
            pages = new PinnedPages(pin, count);
        }

        final PinnedPages pages() {
            return Objects.requireNonNull(pages);
        }

        /** Pins and unpins {@code count} pages from {@code first} on, {@code stride} apart; returns the refusals. */
        final long pairs(long first, long count, long stride, Refusals refusals) {
            long refused = 0;
            for (long i = 0; i < count; i++) {
                refused += pages().pinAndUnpin(first + i * stride) ? 0 : 1;
            }
            refusals.alreadyPinned += refused;
            return refused;
        }

        /** Checks that every pin was given back. */
        @TearDown(Level.Trial)
        public void close() {
            pages().close();
            pages = null;
        }
    }

    /** Room for the own pages of every thread. */
    public static class PerThread extends Tables {
        @Setup(Level.Trial)
        public void setUp(BenchmarkParams run) {
            setUp(run.getThreads());
        }

        void setUp(int threads) {
            open((long) threads * OWN_PAGES);
        }
    }

    /** Pages that every thread works on. */
    public static class Shared extends Tables {
        @Param("1024")
        long pages = 1024;

        @Setup(Level.Trial)
        public void setUp() {
            open(pages);
        }
    }

    /** First of the pages that are this thread's alone. */
    @State(Scope.Thread)
    public static class Own {
        long firstPage;

        @Setup(Level.Trial)
        public void setUp(ThreadParams thread) {
            setUp(thread.getThreadIndex());
        }

        void setUp(int thread) {
            firstPage = (long) thread * OWN_PAGES;
        }
    }

    /** A virtual CPU that writes to random pages and walks each time: its TLB is never asked. */
    @State(Scope.Thread)
    public static class Toucher {
        /** Touches of one operation. */
        static final int TOUCHES = 64;

        private final SplittableRandom random = new SplittableRandom(7);
        private final SoftTlb tlb = new SoftTlb(1);

        /** Returns how many of the touched pages were within reach. */
        int touch(PinnedPages pages) {
            int reached = 0;
            for (int i = 0; i < TOUCHES; i++) {
                reached += pages.touch(random.nextLong(pages.pages()), tlb) ? 1 : 0;
            }
            return reached;
        }

        @TearDown(Level.Trial)
        public void close() {
            tlb.close();
        }
    }

    /** Pins that found the page pinned by another thread. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Refusals {
        public long alreadyPinned;
    }
}
