package io.ballonet.micro.paging;

import io.ballonet.micro.Repeats;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** The package's operations with a slowdown planted in them; for {@code PlantedSlowdown}. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PlantedPaging {
    private static final Translation TRANSLATION = new Translation();
    private static final GracePeriod GRACE = new GracePeriod();
    private static final PinPair PINS = new PinPair();

    /** One operation, now and then two. */
    @Benchmark
    public long translation(Processes.Near process, Processes.Walks walks, Repeats repeats) {
        if (repeats.due()) {
            TRANSLATION.tlbHit(process, walks);
        }
        return TRANSLATION.tlbHit(process, walks);
    }

    /**
     * One operation, now and then two. Nobody is inside: how long a virtual CPU on the other core takes to answer depends more on
     * where the cores are, which changes within a run.
     */
    @Benchmark
    public long shootdown(GracePeriod.Idle idle, Repeats repeats) {
        if (repeats.due()) {
            GRACE.nobodyInside(idle);
        }
        return GRACE.nobodyInside(idle);
    }

    /** One operation, now and then two. */
    @Benchmark
    public long pin(PinState.PerThread tables, PinState.Own own, PinState.Refusals refusals, Repeats repeats) {
        if (repeats.due()) {
            PINS.pairPrivate(tables, own, refusals);
        }
        return PINS.pairPrivate(tables, own, refusals);
    }
}
