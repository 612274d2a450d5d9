package io.ballonet.cli.replay;

import java.util.List;

/** Curves as rows: those of a replay, and the share of the pages that was looked at, none for all. */
final class CurveRows {
    /** Rows of a curve in a table for people, about. */
    private static final int TABLE_ROWS = 20;

    private CurveRows() {}

    /** All points; if {@code thinned}, of a curve of many only some, evenly spaced in frames, the last among them. */
    static Rows of(List<Curve> curves, boolean thinned) {
        Rows rows = new Rows(
                6, "trace", "accesses", "distinct", "policy", "frames", "misses", "miss_ratio", "writebacks", "sample");
        for (Curve curve : curves) {
            long last = curve.points().getLast().frames();
            long next = 0;
            for (CurvePoint point : curve.points()) {
                if (thinned && point.frames() < Math.min(next, last)) {
                    continue;
                }
                next = point.frames() + last / TABLE_ROWS;
                rows.add(
                        curve.trace(),
                        curve.accesses(),
                        curve.distinctPages(),
                        curve.policy(),
                        point.frames(),
                        point.misses(),
                        point.missRatio(),
                        point.writebacks(),
                        curve.sample());
            }
        }
        return rows;
    }
}
