package io.ballonet.scenario;

import io.ballonet.trace.TraceSource;
import java.util.List;

/**
 * How long and how large a run is.
 *
 * @param seconds of the measured part, greater than 0; scenarios that play to an end of their own do not look at it
 * @param scale factor on the memory that guests touch, greater than 0
 * @param seed of everything random
 * @param color true if words may be painted with ANSI sequences
 * @param traces that a scenario plays instead of its own; none for its own
 * @param contenders names from {@link Scenario#contenders} that it compares; none for all of them
 */
public record ScenarioSettings(
        double seconds, double scale, long seed, boolean color, List<TraceSource> traces, List<String> contenders) {
    /** What the command uses where nothing is said. */
    public static final ScenarioSettings DEFAULT = new ScenarioSettings(20, 1, 1, false);

    /** The scenario's own traces, and all contenders. */
    public ScenarioSettings(double seconds, double scale, long seed, boolean color) {
        this(seconds, scale, seed, color, List.of(), List.of());
    }

    /** Checks the ranges. */
    public ScenarioSettings {
        traces = List.copyOf(traces);
        contenders = List.copyOf(contenders);
        if (!(seconds > 0) || !(scale > 0) || Double.isInfinite(seconds) || Double.isInfinite(scale)) {
            throw new IllegalArgumentException(
                    "scenario settings must be greater than 0: seconds=" + seconds + ", scale=" + scale);
        }
    }
}
