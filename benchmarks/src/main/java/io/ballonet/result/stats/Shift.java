package io.ballonet.result.stats;

/** What a test of two samples says: which one is greater, how surely. */
public sealed interface Shift permits RankSum, SignedRank {
    /** Share of comparisons in which the second sample's value is greater, minus the share in which it is less; from -1 to 1. */
    double delta();

    /** Probability of samples as different as these, or more, if nothing differs. */
    double p();
}
