package io.ballonet.report;

import io.ballonet.report.text.Html;
import io.ballonet.result.Measurement;
import java.util.Locale;

/** Two values with their intervals on one line, as small as a word. */
final class IntervalStrip {
    private static final int WIDTH = 96;
    private static final int EDGE = 6;

    private IntervalStrip() {}

    static String svg(Measurement best, Measurement next, String words) {
        double low = Math.min(best.value() - error(best), next.value() - error(next));
        double high = Math.max(best.value() + error(best), next.value() + error(next));
        double span = high > low ? high - low : 1;
        StringBuilder svg = new StringBuilder(512);
        svg.append("<svg class=\"strip\" width=\"")
                .append(WIDTH)
                .append("\" height=\"18\" role=\"img\" aria-label=\"")
                .append(Html.escape(words))
                .append("\">");
        line(next, "next", 12.5, low, span, svg);
        line(best, "first", 5.5, low, span, svg);
        return svg.append("</svg>").toString();
    }

    private static void line(Measurement m, String style, double y, double low, double span, StringBuilder svg) {
        double from = x(m.value() - error(m), low, span);
        double to = x(m.value() + error(m), low, span);
        svg.append(String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/>"
                        + "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"3\"/>",
                style,
                from,
                to,
                y,
                y,
                style,
                x(m.value(), low, span),
                y));
    }

    private static double error(Measurement m) {
        return Double.isFinite(m.error()) ? m.error() : 0;
    }

    private static double x(double value, double low, double span) {
        return EDGE + (value - low) / span * (WIDTH - 2 * EDGE);
    }
}
