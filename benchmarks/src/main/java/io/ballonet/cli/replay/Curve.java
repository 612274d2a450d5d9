package io.ballonet.cli.replay;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Misses of one policy on one trace over the number of frames.
 *
 * @param trace name
 * @param accesses of the trace
 * @param distinctPages of the trace, or an estimate
 * @param policy name
 * @param sample share of the pages that was looked at, null for all of them
 * @param points by frames, ascending
 */
record Curve(
        String trace,
        long accesses,
        long distinctPages,
        String policy,
        @Nullable Double sample,
        List<CurvePoint> points) {}
