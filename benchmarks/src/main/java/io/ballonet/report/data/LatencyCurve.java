package io.ballonet.report.data;

import java.util.List;

/**
 * Times of an open loop by percentile, on HdrHistogram's scale.
 *
 * @param points ascending in both
 * @param count of the times
 */
public record LatencyCurve(List<Point> points, long count) {
    /** Copies the points. */
    public LatencyCurve {
        points = List.copyOf(points);
    }

    /**
     * One percentile.
     *
     * @param oneIn 1 / (1 - p), at least 1: of so many times, one is longer
     * @param ns the time
     */
    public record Point(double oneIn, double ns) {}
}
