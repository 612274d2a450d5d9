package io.ballonet.micro.reclaim;

import io.ballonet.frame.Zeroing;
import io.ballonet.micro.limit.Companion;
import io.ballonet.result.InQuick;
import io.ballonet.result.Measures;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
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
 * What does the balloon cost a page where host and driver run on threads of their own, where half of the pages are dirty and
 * go to the guest's swap file first, and where a virtual CPU touches the active pages meanwhile?
 *
 * <p>Unit: ns a page; a guest of 256 MiB, target 50 %, from the new target to the last acknowledgement, as in
 * {@link ReclaimCycle}. {@code load}: {@code idle} (the virtual CPU is outside), {@code dirty} (outside, half of the inactive
 * pages were written), {@code touching} (it reads active pages at random and polls).
 *
 * <p>Expected: no bound; with two cores, three threads take turns, and a dirty page costs a write to a file.
 *
 * <p>Run: {@code ./ballonet bench LiveCycle}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LiveCycle {
    private static final int PAGES = 1 << 16;
    private static final int MOVED = PAGES / 2;
    /* The one that waits, the host's and the driver's; a touching virtual CPU is one more. */
    private static final int THREADS = 3;

    @Benchmark
    @OperationsPerInvocation(MOVED)
    @InQuick(kinds = {})
    @Measures(family = "reclaim", benchmark = "cycle-live", unit = "ns/page", threads = THREADS)
    public long cycle(Live state) {
        return state.rig.moveTo(state.pages / 2);
    }

    /** Baseline: the same pages, agents stepped on the measuring thread. */
    @Benchmark
    @OperationsPerInvocation(MOVED)
    public long stepped(Stepped state) {
        return state.rig.moveTo(state.pages / 2);
    }

    /** What the virtual CPU and the guest's swap did in the timed stretches. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Beside {
        /** Accesses of the virtual CPU. */
        public long touches;
        /** Pages written to the guest's swap. */
        public long swappedOut;
    }

    /** A guest whose agents have threads. */
    @State(Scope.Benchmark)
    public static class Live extends Cycling {
        @Param({"idle", "dirty", "touching"})
        String load = "idle";

        @Setup(Level.Trial)
        public void open() {
            open(load, true);
        }
    }

    /** A guest whose agents are stepped. */
    @State(Scope.Benchmark)
    public static class Stepped extends Cycling {
        @Setup(Level.Trial)
        public void open() {
            open("idle", false);
        }
    }

    /** Fills before and empties after each operation, outside the timing. */
    @SuppressWarnings("NullAway.Init") // JMH sets the fields up
    abstract static class Cycling {
        int pages = PAGES;
        BalloonRig rig;
        private Toucher toucher;
        private @Nullable Companion companion;
        private long touchesBefore;
        private long swappedBefore;
        private double dirtyShare;
        private boolean touching;

        void open(String load, boolean live) {
            dirtyShare = load.equals("dirty") ? 0.5 : 0;
            touching = load.equals("touching");
            if (!touching && !load.equals("idle") && !load.equals("dirty")) {
                throw new IllegalArgumentException("load must be idle, dirty or touching: load=" + load);
            }
            rig = new BalloonRig(pages, Zeroing.AT_ALLOCATION, live);
            toucher = new Toucher(rig);
        }

        @Setup(Level.Invocation)
        public void fill() {
            rig.fill(dirtyShare);
            touchesBefore = toucher.touches();
            swappedBefore = rig.guest().kernel().swappedOut();
            if (touching) {
                companion = Companion.start(
                        "virtual-cpu", () -> toucher.step(rig.virtualPages(), rig.virtualPages().length / 2));
            }
        }

        /** Notes what ran beside, and empties the balloon again. */
        @TearDown(Level.Invocation)
        public void empty(Beside beside) {
            Companion running = companion;
            if (running != null) {
                running.close();
                companion = null;
            }
            beside.touches += toucher.touches() - touchesBefore;
            beside.swappedOut += rig.guest().kernel().swappedOut() - swappedBefore;
            rig.moveTo(0);
        }

        @TearDown(Level.Trial)
        public void close() {
            try {
                rig.validate();
            } finally {
                rig.close();
            }
        }
    }
}
