package io.ballonet.micro.paging;

import io.ballonet.micro.LatencyCounters;
import io.ballonet.micro.OpenLoop;
import io.ballonet.result.InQuick;
import io.ballonet.result.Measures;
import java.util.concurrent.TimeUnit;
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
 * How long after a revocation has every virtual CPU forgotten its translations?
 *
 * <p>Unit: ns from the begin of a shootdown to its completion, waited for as the kernel does: spin, yield, park. Each virtual
 * CPU runs on a thread of its own, loads through its TLB and polls every {@value RunningGuest#LOADS_PER_POLL} loads. With
 * one, two cores hold both threads; with four they do not, and a grace period lasts until the scheduler has run each of
 * them. {@link #nobodyInside} is the same with every virtual CPU outside the guest.
 *
 * <p>Expected limit: the round trip between two cores on two lines, where every thread has a core; milliseconds where not.
 *
 * <p>Run: {@code ./ballonet bench GracePeriod}, with {@code -Dballonet.hlog.dir=DIR} for the histograms
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class GracePeriod {
    @Benchmark
    @InQuick(values = "virtualCpus=1")
    @Measures(
            family = "shootdown",
            benchmark = "grace-period",
            unit = "ns/op",
            limit = "round-trip-2-lines",
            threads = 2)
    public long gracePeriod(Running running) {
        return running.guest().awaitGrace();
    }

    @Benchmark
    @BenchmarkMode(Mode.Throughput)
    @OutputTimeUnit(TimeUnit.SECONDS)
    @InQuick(kinds = {})
    @Measures(family = "shootdown", benchmark = "grace-period-latency", unit = "ops/s", threads = 2)
    public long gracePeriodLatency(Running running, Rate rate, LatencyCounters latency) {
        OpenLoop loop = OpenLoop.of(latency, rate.rate);
        loop.awaitStart();
        long looks = running.guest().awaitGrace();
        loop.finish();
        return looks;
    }

    /** Baseline: nobody is inside the guest, so there is nothing to wait for. */
    @Benchmark
    @InQuick(values = "virtualCpus=4")
    @Measures(family = "shootdown", benchmark = "nobody-inside", unit = "ns/op", limit = "cas")
    public long nobodyInside(Idle idle) {
        return idle.guest().awaitGrace();
    }

    /** A guest whose virtual CPUs run. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH sets the field up
    public static class Running {
        @Param({"1", "4"})
        int virtualCpus = 1;

        private RunningGuest guest;

        @Setup(Level.Trial)
        public void setUp() {
            guest = new RunningGuest(virtualCpus);
            guest.start();
        }

        final RunningGuest guest() {
            return guest;
        }

        @TearDown(Level.Trial)
        public void close() {
            guest.close();
        }
    }

    /** The same guest, its virtual CPUs outside. */
    public static class Idle extends Running {
        @Override
        @Setup(Level.Trial)
        public void setUp() {
            super.guest = new RunningGuest(virtualCpus);
        }
    }

    /** How often a second a shootdown begins: seldom enough that more threads than cores keep up. */
    @State(Scope.Thread)
    public static class Rate {
        @Param("100")
        double rate = 100;
    }
}
