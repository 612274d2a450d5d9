package io.ballonet.report.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The share of a trace's accesses that miss, against the frames that there are: a line a policy. */
public final class MissRatioChart {
    private static final double PERCENT = 100;
    private static final String TITLE = "miss ratio against frames";

    private MissRatioChart() {}

    /**
     * An SVG file of its own.
     *
     * @param trace empty where the lines are of several
     * @param curves by name, pairs of frames and miss ratio, ascending by frames
     */
    public static String file(String trace, Map<String, List<double[]>> curves) {
        List<Series> lines = new ArrayList<>();
        curves.forEach((name, points) -> lines.add(line(name, lines.size(), points)));
        return PlotStyle.alone(drawing(trace, lines).apply(XyChart.Size.WIDE));
    }

    static Series line(String name, int mark, List<double[]> points) {
        return Series.plain(
                name,
                mark,
                Series.Look.LINE,
                points.stream()
                        .map(point -> new double[] {point[0], PERCENT * point[1]})
                        .toList());
    }

    static Function<XyChart.Size, String> drawing(String trace, List<Series> lines) {
        return XyChart.drawing(title(trace), "frames", "% of the accesses miss", "less is better", lines);
    }

    static String title(String trace) {
        return trace.isEmpty() ? TITLE : trace + ": " + TITLE;
    }
}
