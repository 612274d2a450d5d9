package io.ballonet.report;

import io.ballonet.report.text.Html;
import io.ballonet.report.text.Scale;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * Curves over one quantity as an SVG file of its own, that follows the reader's light or dark scheme. From the left to the
 * right linear from zero; upwards linear, or over decades where the values differ by more than a linear axis shows.
 */
public final class CurveChart {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 440;
    private static final int LEFT = 64;
    private static final int RIGHT = 150;
    private static final int TOP = 44;
    private static final int BOTTOM = 52;
    private static final int LEGEND_STEP = 20;
    /** Points a line is drawn with at most: more than there are pixels shows nothing more. */
    private static final int MOST_POINTS = 1500;
    /** Points that get a dot each, if a line has no more. */
    private static final int MOST_DOTS = 40;
    /** Colours that differ for most eyes, by B. Wong, Points of view: color blindness, Nature Methods, 2011; then with dashes. */
    private static final List<String> COLOURS =
            List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8a8f00");

    private final Axis across;
    private final Axis up;
    private final StringBuilder svg = new StringBuilder(1 << 14);

    /**
     * One curve: straight from each point to the next, with a dot at each where they are few.
     *
     * @param name in the legend
     * @param points by what lies across, ascending
     */
    public record Line(String name, List<Point> points) {}

    /**
     * A point of a curve; both at least 0.
     *
     * @param across value from left to right
     * @param up value upwards
     */
    public record Point(double across, double up) {}

    private CurveChart(Axis across, Axis up) {
        this.across = across;
        this.up = up;
    }

    /** The file's text; {@code lines} are not empty. */
    public static String svg(String title, String across, String up, List<Line> lines) {
        double most = values(lines, Point::across).max().orElse(1);
        CurveChart chart =
                new CurveChart(Axis.of(most), Axis.of(values(lines, Point::up).toArray()));
        chart.frame(title, across, up);
        for (int i = 0; i < lines.size(); i++) {
            chart.line(lines.get(i), i);
        }
        return chart.svg.append("</svg>\n").toString();
    }

    private static DoubleStream values(List<Line> lines, ToDoubleFunction<Point> value) {
        return lines.stream().flatMap(line -> line.points().stream()).mapToDouble(value);
    }

    private void frame(String title, String acrossName, String upName) {
        svg.append(String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n",
                        WIDTH,
                        HEIGHT,
                        Html.escape(upName + " over " + acrossName + ", " + title)))
                .append(
                        "<style>svg{background:#fcfbf8;font:13px system-ui,sans-serif}text{fill:#22262b}.soft{fill:#646b73}"
                                + ".grid{stroke:#e3dfd4}.line{fill:none;stroke-width:1.8}"
                                + "@media(prefers-color-scheme:dark){svg{background:#14171a}text{fill:#e4e1d9}.soft{fill:#98a0a8}"
                                + ".grid{stroke:#2d3237}}</style>\n");
        text(LEFT, TOP - 20, "start", "", title + ": " + upName + (up.isDecades() ? " (logarithmic)" : ""));
        text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 10, "middle", "soft", acrossName);
        for (double tick : across.ticks()) {
            grid(x(tick), x(tick), TOP, HEIGHT - BOTTOM);
            text(x(tick), HEIGHT - BOTTOM + 18, "middle", "soft", Scale.tick(tick));
        }
        for (double tick : up.ticks()) {
            grid(LEFT, WIDTH - RIGHT, y(tick), y(tick));
            text(LEFT - 8, y(tick) + 4, "end", "soft", Scale.tick(tick));
        }
    }

    private void line(Line line, int number) {
        String style = "stroke:" + COLOURS.get(number % COLOURS.size())
                + (number < COLOURS.size() ? "" : ";stroke-dasharray:" + 3 * (number / COLOURS.size()));
        List<Point> points = line.points();
        int step = 1 + points.size() / MOST_POINTS;
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < points.size(); i++) {
            Point point = points.get(i);
            if (i % step == 0 || i == points.size() - 1) {
                path.append(i == 0 ? 'M' : 'L')
                        .append(String.format(Locale.ROOT, "%.1f %.1f", x(point.across()), y(point.up())));
            }
        }
        svg.append("<path class=\"line\" style=\"")
                .append(style)
                .append("\" d=\"")
                .append(path)
                .append("\"/>\n");
        if (points.size() <= MOST_DOTS) {
            for (Point point : points) {
                svg.append(String.format(
                        Locale.ROOT,
                        "<circle style=\"fill:%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"2.6\"/>%n",
                        COLOURS.get(number % COLOURS.size()),
                        x(point.across()),
                        y(point.up())));
            }
        }
        double y = TOP + 8 + (double) number * LEGEND_STEP;
        svg.append(String.format(
                Locale.ROOT, "<path class=\"line\" style=\"%s\" d=\"M%d %.1fh22\"/>%n", style, WIDTH - RIGHT + 12, y));
        text(WIDTH - RIGHT + 40, y + 4, "start", "", line.name());
    }

    private void grid(double fromX, double toX, double fromY, double toY) {
        svg.append(String.format(
                Locale.ROOT,
                "<line class=\"grid\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/>%n",
                fromX,
                toX,
                fromY,
                toY));
    }

    private void text(double x, double y, String anchor, String style, String text) {
        svg.append(String.format(
                Locale.ROOT,
                "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
                style,
                x,
                y,
                anchor,
                Html.escape(text)));
    }

    private double x(double value) {
        return LEFT + across.percent(value) / 100 * (WIDTH - RIGHT - LEFT);
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - up.percent(value) / 100 * (HEIGHT - BOTTOM - TOP);
    }
}
