package io.ballonet.micro.reclaim;

import io.ballonet.micro.Repeats;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** The package's operations with a slowdown planted in them; for {@code PlantedSlowdown}. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PlantedCycle {
    private static final TargetDecision DECISIONS = new TargetDecision();

    /** Balloons that grow. */
    @Benchmark
    public long reclaim(Inflating.Unscrubbed state, Repeats repeats) {
        return inflate(state, repeats);
    }

    /** There and back: what the balloon takes it gives back at once. */
    @Benchmark
    public long technique(Inflating.Unscrubbed state, Repeats repeats) {
        long held = inflate(state, repeats);
        state.rig().moveTo(0);
        return held;
    }

    /** A target that is reached is not reached again: a few pages more, in each operation, and never more than are inactive. */
    private static long inflate(Inflating state, Repeats repeats) {
        return state.rig().moveTo(repeats.withRepeats(state.moved * 20L / 21));
    }

    /** One operation, now and then two. */
    @Benchmark
    public long policy(TargetDecision.Shortage host, TargetDecision.Taken taken, Repeats repeats) {
        if (repeats.due()) {
            DECISIONS.targets(host, taken);
        }
        return DECISIONS.targets(host, taken);
    }
}
