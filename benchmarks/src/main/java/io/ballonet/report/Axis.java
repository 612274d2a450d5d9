package io.ballonet.report;

import io.ballonet.report.text.Scale;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Where a value lies on a chart's line, in percent of its width. Linear from zero, so that lengths can be compared; over
 * decades where the values differ by more than a chart can show so.
 */
final class Axis {
    /** Beyond this, a linear axis shows the small ones as nothing. */
    private static final double LINEAR_SPAN = 25;

    /** Room at both ends, for dots and tick labels. */
    private static final double MARGIN = 2.5;

    private final double least;
    private final double most;
    private final boolean decades;

    private Axis(double least, double most, boolean decades) {
        this.least = least;
        this.most = most;
        this.decades = decades;
    }

    /** An axis that holds every finite value; all are at least 0. */
    static Axis of(double... values) {
        double[] sorted = Arrays.stream(values)
                .filter(value -> Double.isFinite(value) && value > 0)
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return new Axis(0, 1, false);
        }
        double low = sorted[0];
        double high = sorted[sorted.length - 1];
        return high / low > LINEAR_SPAN
                ? new Axis(Math.pow(10, Math.floor(Math.log10(low))), high * 1.15, true)
                : new Axis(0, high * 1.04, false);
    }

    boolean isDecades() {
        return decades;
    }

    /** Percent from the left, clamped to the line. */
    double percent(double value) {
        double part = decades
                ? Math.log(Math.max(value, least) / least) / Math.log(most / least)
                : (value - least) / (most - least);
        return MARGIN + Math.clamp(part, 0, 1) * (100 - 2 * MARGIN);
    }

    /** The same as text for an SVG attribute. */
    String at(double value) {
        return String.format(Locale.ROOT, "%.1f%%", percent(value));
    }

    /** Values at which a line is drawn. */
    List<Double> ticks() {
        double[] ticks = decades
                ? IntStream.rangeClosed((int) Math.round(Math.log10(least)), (int) Math.floor(Math.log10(most)))
                        .mapToDouble(exponent -> Math.pow(10, exponent))
                        .toArray()
                : Scale.ticks(most);
        return DoubleStream.of(ticks).boxed().toList();
    }
}
