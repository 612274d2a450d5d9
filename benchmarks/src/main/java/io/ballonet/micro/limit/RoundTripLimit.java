package io.ballonet.micro.limit;

import io.ballonet.result.Kind;
import io.ballonet.result.Measures;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does a word take to another core and back, over one cache line and over two?
 *
 * <p>Unit: ns a round trip. A limit itself: no channel of two rings can answer faster than the two-line figure. On a shared
 * machine it flips between a near and a far state within seconds, so compare only what ran interleaved with it.
 *
 * <p>Run: {@code ./ballonet bench RoundTripLimit}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RoundTripLimit {
    private long calls;

    /** Both threads write the same word. */
    @State(Scope.Thread)
    public static class OneLine {
        private final CoreToCore lines = CoreToCore.oneLine();

        @TearDown
        public void close() {
            lines.close();
        }
    }

    /** Each thread writes a line of its own. */
    @State(Scope.Thread)
    public static class TwoLines {
        private final CoreToCore lines = CoreToCore.twoLines();

        @TearDown
        public void close() {
            lines.close();
        }
    }

    @Benchmark
    @Measures(
            family = "limit",
            benchmark = "round-trip-1-line",
            unit = "ns/op",
            contender = "machine",
            kind = Kind.LIMIT,
            threads = 2)
    public long oneLine(OneLine state) {
        return state.lines.roundTrip();
    }

    @Benchmark
    @Measures(
            family = "limit",
            benchmark = "round-trip-2-lines",
            unit = "ns/op",
            contender = "machine",
            kind = Kind.LIMIT,
            threads = 2)
    public long twoLines(TwoLines state) {
        return state.lines.roundTrip();
    }

    /** What of the figures is the call of a benchmark method. */
    @Benchmark
    public long baseline() {
        return ++calls;
    }
}
