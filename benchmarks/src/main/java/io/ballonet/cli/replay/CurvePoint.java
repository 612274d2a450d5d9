package io.ballonet.cli.replay;

import org.jspecify.annotations.Nullable;

/**
 * One point of a curve.
 *
 * @param frames of the policy, at least 1
 * @param misses of all accesses, or an estimate
 * @param missRatio in {@code [0, 1]}
 * @param writebacks null where the policy has none, or only a sample was looked at
 */
record CurvePoint(
        long frames,
        long misses,
        double missRatio,
        @Nullable Long writebacks) {
    /** A point of so many misses among so many accesses. */
    static CurvePoint of(long frames, long misses, long accesses, @Nullable Long writebacks) {
        return new CurvePoint(frames, misses, (double) misses / (double) accesses, writebacks);
    }
}
