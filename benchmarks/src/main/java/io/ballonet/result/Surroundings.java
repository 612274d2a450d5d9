package io.ballonet.result;

import java.util.ArrayList;
import java.util.List;

/**
 * What the machine did around one run.
 *
 * @param roundTripBeforeNs core-to-core round trip just before, NaN where it was not measured
 * @param roundTripAfterNs the same just after
 * @param stealPercent share of processor time that the hypervisor gave to others during the run, NaN where unknown
 * @param clockMhz clock of the fastest processor just after, NaN where the machine does not say, as virtual ones do not
 */
public record Surroundings(double roundTripBeforeNs, double roundTripAfterNs, double stealPercent, double clockMhz) {
    /** A longer round trip is the far state; the near one is 82 to 140 ns, the far one 330 to 580 ns where both were seen. */
    public static final double FAR_NS = 250;

    /** Above this share a run is flagged. */
    public static final double STEAL_PERCENT = 5;

    /** The flag of a run during which the cores moved from near to far or back. */
    public static final String MOVED = "moved";

    /** Nothing known. */
    public static final Surroundings UNKNOWN = new Surroundings(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    /** The slower of the two round trips, or the one that is known, or NaN. */
    public double roundTripNs() {
        return worse(roundTripBeforeNs, roundTripAfterNs);
    }

    /** The worst of both, for a measurement of several runs. */
    public Surroundings worst(Surroundings other) {
        return new Surroundings(
                worse(roundTripBeforeNs, other.roundTripBeforeNs),
                worse(roundTripAfterNs, other.roundTripAfterNs),
                worse(stealPercent, other.stealPercent),
                -worse(-clockMhz, -other.clockMhz));
    }

    /**
     * {@code near} or {@code far} where a round trip is known, {@code moved} where it was one before and the other after;
     * {@code steal} where too much was taken. Runs with equal flags were run in one state of the machine.
     */
    public List<String> flags() {
        List<String> flags = new ArrayList<>();
        if (!Double.isNaN(roundTripNs())) {
            flags.add(moved() ? MOVED : roundTripNs() > FAR_NS ? "far" : "near");
        }
        if (stealPercent > STEAL_PERCENT) {
            flags.add("steal");
        }
        return List.copyOf(flags);
    }

    private boolean moved() {
        return Math.min(roundTripBeforeNs, roundTripAfterNs) <= FAR_NS && roundTripNs() > FAR_NS;
    }

    private static double worse(double a, double b) {
        if (Double.isNaN(a)) {
            return b;
        }
        return Double.isNaN(b) ? a : Math.max(a, b);
    }
}
