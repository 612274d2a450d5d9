package io.ballonet.cli.profile;

import java.util.Map;
import java.util.Optional;

/**
 * What is profiled, and how.
 *
 * @param parameters of a benchmark that do not take their first value
 * @param seconds of what is measured; empty for the target's own
 * @param scale a scenario's factor on memory
 * @param async true if async-profiler samples processor time
 */
record ProfileSettings(
        Target target,
        Map<String, String> parameters,
        Optional<Integer> seconds,
        double scale,
        long seed,
        boolean async) {
    /** Measured of a benchmark where nothing is said. */
    static final int BENCHMARK_SECONDS = 5;

    ProfileSettings {
        parameters = Map.copyOf(parameters);
    }
}
