package io.ballonet.report.plot;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * One line of a plot.
 *
 * @param name beside it or in the legend
 * @param mark which colour and which mark; the same contender has the same in every plot of its family
 * @param points ascending from left to right
 */
public record Series(String name, int mark, Look look, List<Point> points) {
    /** Points that get a mark each, if a line has no more. */
    static final int MOST_MARKS = 40;

    private static final int CURVE_STEPS = 60;

    /** How a line is drawn. */
    public enum Look {
        /** A contender: a line with marks. */
        LINE,
        /** The same contender, otherwise measured or fitted: thin and dashed, no marks. */
        DASHED,
        /** What the machine can do at most. */
        LIMIT,
        /** What one would hope for; grey. */
        GUIDE,
        /** Level until the next point. */
        STEPS
    }

    /** Copies the points. */
    public Series {
        points = List.copyOf(points);
    }

    /** A line without intervals and iterations; the points are pairs of what lies across and upwards. */
    public static Series plain(String name, int mark, Look look, List<double[]> points) {
        return new Series(
                name,
                mark,
                look,
                points.stream()
                        .map(point -> new Point(point[0], point[1], Double.NaN, Double.NaN, List.of(), false, ""))
                        .toList());
    }

    /** A function as a line without marks, from one place to another. */
    static Series curve(String name, int mark, Look look, double from, double to, DoubleUnaryOperator height) {
        return plain(
                name,
                mark,
                look,
                IntStream.rangeClosed(0, CURVE_STEPS)
                        .mapToDouble(step -> from + (to - from) * step / CURVE_STEPS)
                        .mapToObj(x -> new double[] {x, height.applyAsDouble(x)})
                        .toList());
    }

    /**
     * A point of a line.
     *
     * @param low lower end of the 95 % interval, or NaN
     * @param high upper end, or NaN
     * @param raw single iterations
     * @param isDoubtful not like the others, such as measured while the machine was in another state; drawn hollow
     * @param note what else is to be known of it, or empty
     */
    public record Point(
            double x, double y, double low, double high, List<Double> raw, boolean isDoubtful, String note) {
        /** Copies the iterations. */
        public Point {
            raw = List.copyOf(raw);
        }
    }

    boolean hasMarks() {
        return look == Look.LINE && points.size() <= MOST_MARKS;
    }
}
