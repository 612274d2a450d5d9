package io.ballonet.report.plot;

import io.ballonet.report.text.Html;
import java.util.Locale;

/**
 * An SVG element that is being written, in the style of all plots; every text that it is given is escaped. Places and lengths are in
 * pixels, styles are classes of {@code plot.css}.
 */
public final class Svg {
    private final StringBuilder text = new StringBuilder(1 << 13);

    /** An empty one. */
    public Svg(int width, int height, String title) {
        text.append(String.format(
                Locale.ROOT,
                "<svg class=\"xy\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"%s\">%n",
                width,
                height,
                width,
                height,
                Html.escape(title)));
    }

    /** A straight line. */
    public void line(String style, double fromX, double fromY, double toX, double toY) {
        text.append(String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n",
                style,
                fromX,
                fromY,
                toX,
                toY));
    }

    /** A path, in SVG's own words. */
    public void path(String style, String d) {
        text.append("<path class=\"").append(style).append("\" d=\"").append(d).append("\"/>\n");
    }

    /** Words at a place; {@code anchor} is {@code start}, {@code middle} or {@code end}. */
    public void text(String style, double x, double y, String anchor, String words) {
        text.append(String.format(
                Locale.ROOT,
                "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
                style,
                x,
                y,
                anchor,
                Html.escape(words)));
    }

    /** A rectangle that says {@code tip} when it is pointed at, unless that is empty. */
    public void rectangle(String style, double x, double y, double width, double height, String tip) {
        tipped(
                tip,
                String.format(
                        Locale.ROOT,
                        "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
                        style,
                        x,
                        y,
                        width,
                        height));
    }

    void open(String style) {
        text.append("<g class=\"").append(style).append("\">\n");
    }

    void close() {
        text.append("</g>\n");
    }

    /** A shape, written by this package, that says something when it is pointed at. */
    void tipped(String tip, String shape) {
        if (tip.isEmpty()) {
            text.append(shape).append('\n');
        } else {
            text.append("<g><title>")
                    .append(Html.escape(tip))
                    .append("</title>")
                    .append(shape)
                    .append("</g>\n");
        }
    }

    /** The whole element, for a page that has {@link PlotStyle#css()}. */
    String end() {
        return text.append("</svg>\n").toString();
    }

    /** The whole as a file that needs no page, with its title above it. */
    public String file() {
        return PlotStyle.alone(end());
    }
}
