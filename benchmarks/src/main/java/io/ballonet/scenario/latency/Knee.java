package io.ballonet.scenario.latency;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The knee of a curve of latency over load: the rate at which its <em>power</em>, rate by response time, is greatest. Below it more
 * load costs little; above it latency grows faster than what is gained. It needs no parameter and no smooth curve.
 *
 * <p>Source: L. Kleinrock, Power and deterministic rules of thumb for probabilistic problems in computer communications, ICC '79;
 * R. Jain, The Art of Computer Systems Performance Analysis, 1991, section 3.3, which calls it the knee capacity. Deviation: the
 * response time is its 99th percentile, not its mean, since the tail is what a load is limited for.
 */
final class Knee {
    private Knee() {}

    /** Among the rates that were kept; empty if none was. */
    static Optional<SweptRate> of(List<SweptRate> rates) {
        return rates.stream().filter(rate -> !rate.missed()).max(Comparator.comparingDouble(SweptRate::power));
    }

    /**
     * Shares of the closed-loop rate between a knee and its neighbours, the same ratio from each to the next; those of {@code rates}
     * themselves are left out.
     *
     * @param rates by share, ascending
     * @param between number of new ones on either side
     */
    static double[] around(SweptRate knee, List<SweptRate> rates, int between) {
        int at = rates.indexOf(knee);
        double below = rates.get(Math.max(0, at - 1)).share();
        double above = rates.get(Math.min(rates.size() - 1, at + 1)).share();
        double[] shares = new double[2 * between];
        for (int i = 0; i < between; i++) {
            double part = (i + 1.0) / (between + 1);
            shares[i] = below * Math.pow(knee.share() / below, part);
            shares[between + i] = knee.share() * Math.pow(above / knee.share(), part);
        }
        return Arrays.stream(shares)
                .filter(share -> rates.stream().noneMatch(rate -> Math.abs(rate.share() - share) < 1e-9))
                .toArray();
    }
}
