package io.ballonet.scenario;

/**
 * How long and how large a run is.
 *
 * @param seconds of the measured part, greater than 0; scenarios that play to an end of their own do not look at it
 * @param scale factor on the memory that guests touch, greater than 0
 * @param seed of everything random
 * @param color true if words may be painted with ANSI sequences
 */
public record ScenarioSettings(double seconds, double scale, long seed, boolean color) {
    /** What the command uses where nothing is said. */
    public static final ScenarioSettings DEFAULT = new ScenarioSettings(20, 1, 1, false);

    /** Checks the ranges. */
    public ScenarioSettings {
        if (!(seconds > 0) || !(scale > 0) || Double.isInfinite(seconds) || Double.isInfinite(scale)) {
            throw new IllegalArgumentException(
                    "scenario settings must be greater than 0: seconds=" + seconds + ", scale=" + scale);
        }
    }
}
