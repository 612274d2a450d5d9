package io.ballonet.cli.profile;

import io.ballonet.profile.PhaseEvent;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.IterationType;

/**
 * Marks the iterations of a benchmark in the recording that goes on in its fork, so that what was measured can be told from warm-up
 * and from what is set up and cleared away around it. JMH makes one by its class name.
 */
public final class IterationPhases implements InternalProfiler {
    private @Nullable PhaseEvent iteration;

    /** For JMH. */
    public IterationPhases() {}

    @Override
    public String getDescription() {
        return "marks iterations in a flight recording";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams parameters) {
        boolean measured = parameters.getType() == IterationType.MEASUREMENT;
        iteration = PhaseEvent.begin(
                measured ? "iteration" : "warm-up",
                measured,
                parameters.getTime().convertTo(TimeUnit.NANOSECONDS));
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams parameters, IterationResult result) {
        PhaseEvent ended = iteration;
        if (ended != null) {
            ended.commit();
        }
        return List.of();
    }
}
