package io.ballonet.micro.trace;

import io.ballonet.result.InQuick;
import io.ballonet.result.Measures;
import io.ballonet.trace.PageTrace;
import io.ballonet.trace.TraceSource;
import io.ballonet.trace.policy.ReplayPolicies;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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
 * How many accesses of a real trace does a replacement policy play a second?
 *
 * <p>Accesses a second on one core: the trace in memory, page numbers sparse as they were read, the look-up of the frame
 * inside the timing. An operation plays {@code accesses} of them; at the end of the trace a new policy starts over, and its
 * creation counts (for {@code opt} that is the look ahead through the whole trace). Expected limit: {@link #walk}, which
 * only reads the trace; a policy adds a hash and at least two dependent loads an access, from the cache level that its
 * frames fit into.
 *
 * <p>Run: {@code ./ballonet bench ReplayBenchmark}; other traces with {@code -p trace=FILE}.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ReplayBenchmark {
    /** Plays the next accesses. */
    @Benchmark
    @InQuick(values = {"contender=opt", "contender=lru", "contender=clock1", "contender=s3fifo"})
    @Measures(family = "replay", benchmark = "rate", unit = "accesses/s", perOperation = "accesses")
    public long replay(LoadedTrace loaded, Replay replay, Faults faults) {
        long misses = replay.pass().play(loaded.accesses);
        faults.misses += misses;
        return misses;
    }

    /** The baseline: adds up the next accesses. */
    @Benchmark
    public long walk(LoadedTrace loaded, Walk walk) {
        return walk.sum(loaded.accesses);
    }

    /** The trace, and how much of it an operation plays. */
    @State(Scope.Benchmark)
    public static class LoadedTrace {
        /** Name of a shipped trace, or a path. */
        @Param({"own_cc1"})
        public String trace = "own_cc1";

        /** Accesses of one operation. */
        @Param({"65536"})
        public int accesses = 65536;

        private @Nullable PageTrace loaded;

        /** Reads the trace and numbers its pages. */
        @Setup(Level.Trial)
        public void load() {
            PageTrace read = PageTrace.load(TraceSource.of(trace));
            read.numbering();
            loaded = read;
        }

        PageTrace trace() {
            if (loaded == null) {
                throw new IllegalStateException("load() comes first: trace=" + trace);
            }
            return loaded;
        }
    }

    /** A policy, and how far into the trace it is. */
    @State(Scope.Thread)
    public static class Replay {
        /** Names of the registry. */
        @Param({"opt", "fifo", "lru", "clock0", "clock1", "sieve", "s3fifo", "2q", "arc", "lirs"})
        public String contender = "clock1";

        /** Frames in percent of the distinct pages, rounded down, at least 1. */
        @Param({"25"})
        public int framesPercent = 25;

        private @Nullable Pass pass;

        /** Plays the trace once, to know its misses. */
        @Setup(Level.Trial)
        public void start(LoadedTrace loaded) {
            PageTrace trace = loaded.trace();
            long frames = Math.max(1, (long) trace.distinctPages() * framesPercent / 100);
            pass = new Pass(trace, ReplayPolicies.REGISTRY.named(contender), Math.toIntExact(frames));
        }

        /** Fails if a pass over the trace counted anything but what the first one did. */
        @TearDown(Level.Trial)
        public void validate() {
            pass().validate();
        }

        private Pass pass() {
            if (pass == null) {
                throw new IllegalStateException("start() comes first: contender=" + contender);
            }
            return pass;
        }
    }

    /** A place in the trace. */
    @State(Scope.Thread)
    public static class Walk {
        private long[] trace = {};
        private int position;

        /** Starts at the first access. */
        @Setup(Level.Trial)
        public void start(LoadedTrace loaded) {
            trace = loaded.trace().accesses();
        }

        private long sum(int accesses) {
            long sum = 0;
            int left = accesses;
            while (left > 0) {
                int end = (int) Math.min((long) position + left, trace.length);
                for (int i = position; i < end; i++) {
                    sum += trace[i];
                }
                left -= end - position;
                position = end == trace.length ? 0 : end;
            }
            return sum;
        }
    }

    /** Misses, beside the rate. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Faults {
        /** Accesses whose page was in no frame. */
        public long misses;
    }
}
