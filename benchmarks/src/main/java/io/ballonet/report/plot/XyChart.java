package io.ballonet.report.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Lines over one quantity as SVG: error bars, single iterations as faint dots, the name of each line at its end, or above the plot
 * where that is too narrow for names.
 */
public final class XyChart {
    private static final int LEFT = 58;
    private static final int RIGHT = 14;
    private static final int BOTTOM = 46;
    private static final int TOP = 34;
    private static final double FONT = 12.5;
    private static final double LETTER = 0.58 * FONT;
    private static final double CAP = 4;
    private static final int LEGEND_LINE = 19;
    private static final int MOST_LABEL = 215;
    /** Pixels to the next point of a line without marks: what is nearer shows nothing more. */
    private static final double LEAST_STEP = 0.6;

    private final Words words;
    private final Ruler across;
    private final Ruler up;
    private final List<Series> series;
    private final Size size;
    private final Svg svg;
    private final int left;
    private final int right;
    private final int top;
    private final int bottom;

    /**
     * The words around a plot.
     *
     * @param across unit of what lies from left to right
     * @param unit of what lies upwards
     * @param better which of it is, or empty
     */
    record Words(String title, String across, String unit, String better, int longestName) {
        /** Words for panels that leave as much room for names as the longest of all their lines needs. */
        static Words of(String title, String across, String unit, String better, List<Series> lines) {
            return new Words(
                    title,
                    across,
                    unit,
                    better,
                    lines.stream().mapToInt(line -> line.name().length()).max().orElse(0));
        }

        Words titled(String other) {
            return new Words(other, across, unit, better, longestName);
        }
    }

    XyChart(Words words, Ruler across, Ruler up, List<Series> series, Size size) {
        this.words = words;
        this.across = across;
        this.up = up;
        this.series = series;
        this.size = size;
        List<Legend.Line> legend = size.isNarrow() ? Legend.lines(named(series), size.width() - 8, LETTER) : List.of();
        this.left = size.isNarrow() ? 44 : LEFT;
        this.right = size.width() - (size.isNarrow() ? RIGHT : labelWidth() + RIGHT);
        this.top = TOP + legend.size() * LEGEND_LINE;
        int plot = Math.max(
                size.plotHeight(),
                size.isNarrow() ? 0 : EndLabels.GAP * named(series).size());
        this.bottom = top + plot;
        this.svg = new Svg(size.width(), bottom + BOTTOM, words.title());
        for (int i = 0; i < legend.size(); i++) {
            legend.get(i).draw(svg, 14 + (double) i * LEGEND_LINE);
        }
    }

    /** Lines whose axes are linear, or over decades where the values differ too much for that. */
    static Function<Size, String> drawing(String title, String across, String unit, String better, List<Series> lines) {
        Words words = Words.of(title, across, unit, better, lines);
        Ruler places = Ruler.of(points(lines).mapToDouble(Series.Point::x));
        Ruler heights = Ruler.of(points(lines).mapToDouble(Series.Point::y));
        return size -> new XyChart(words, places, heights, lines, size).draw();
    }

    private static Stream<Series.Point> points(List<Series> lines) {
        return lines.stream().flatMap(line -> line.points().stream());
    }

    /** The same as a file of its own; {@code better} says which is, or is empty. */
    public static String file(String title, String across, String unit, String better, List<Series> lines) {
        return PlotStyle.alone(drawing(title, across, unit, better, lines).apply(Size.WIDE));
    }

    /** The drawing as an {@code svg} element. */
    String draw() {
        grid();
        series.forEach(this::line);
        series.forEach(this::points);
        if (!size.isNarrow()) {
            labels();
        }
        return svg.end();
    }

    private static List<Series> named(List<Series> series) {
        return series.stream().filter(line -> !line.name().isEmpty()).toList();
    }

    private int labelWidth() {
        return (int) Math.min(MOST_LABEL, words.longestName() * LETTER + 22);
    }

    private void grid() {
        String height = words.unit() + (words.better().isEmpty() ? "" : ", " + words.better());
        svg.text("soft", 4, top - 14, "start", height + (up.kind().isEmpty() ? "" : " · " + up.kind()));
        String name = words.across() + (across.kind().isEmpty() ? "" : " · " + across.kind());
        svg.text("soft", right, bottom + 38, "end", name);
        double free = Double.NEGATIVE_INFINITY;
        for (Ruler.Tick tick : across.ticks()) {
            double x = x(tick.value());
            double half = tick.label().length() * LETTER / 2;
            svg.line("grid", x, top, x, bottom);
            if (x - half > free) {
                svg.text("soft", x, bottom + 18, "middle", tick.label());
                free = x + half + 6;
            }
        }
        for (Ruler.Tick tick : up.ticks()) {
            double y = y(tick.value());
            svg.line("grid", left, y, right, y);
            svg.text("soft", left - 7, y + 4, "end", tick.label());
        }
        svg.line("base", left, bottom, right, bottom);
    }

    private void line(Series line) {
        StringBuilder path = new StringBuilder();
        double drawn = Double.NEGATIVE_INFINITY;
        List<Series.Point> points = line.points();
        for (int i = 0; i < points.size(); i++) {
            Series.Point point = points.get(i);
            double x = x(point.x());
            if (x < drawn + LEAST_STEP && !line.hasMarks() && i < points.size() - 1) {
                continue;
            }
            boolean isFirst = path.isEmpty();
            if (!isFirst && line.look() == Series.Look.STEPS) {
                path.append(String.format(Locale.ROOT, "H%.1f", x));
            }
            path.append(isFirst ? 'M' : 'L').append(String.format(Locale.ROOT, "%.1f %.1f", x, y(point.y())));
            drawn = x;
        }
        svg.path(style(line), path.toString());
    }

    static String style(Series line) {
        return switch (line.look()) {
            case LIMIT -> "line limit";
            case GUIDE -> "line guide";
            case DASHED -> "line dashed " + Marks.colour(line.mark());
            case LINE, STEPS -> "line " + Marks.colour(line.mark());
        };
    }

    private void points(Series line) {
        if (!line.hasMarks()) {
            return;
        }
        svg.open(Marks.colour(line.mark()));
        StringBuilder raw = new StringBuilder();
        StringBuilder errors = new StringBuilder();
        for (Series.Point point : line.points()) {
            double x = x(point.x());
            for (int i = 0; i < point.raw().size() && !size.isNarrow(); i++) {
                raw.append(String.format(
                        Locale.ROOT,
                        "M%.1f %.1fh0",
                        x + 2.2 * (i % 5 - 2),
                        y(point.raw().get(i))));
            }
            double low = y(point.low());
            double high = y(point.high());
            if (Double.isFinite(point.low()) && low - high > 2) {
                errors.append(String.format(
                        Locale.ROOT,
                        "M%.1f %.1fh%.0fm%.0f 0V%.1fm%.0f 0h%.0f",
                        x - CAP,
                        low,
                        2 * CAP,
                        -CAP,
                        high,
                        -CAP,
                        2 * CAP));
            }
        }
        pathIfAny("raw", raw);
        pathIfAny("error", errors);
        for (Series.Point point : line.points()) {
            svg.tipped(
                    size.isNarrow() ? "" : Tips.of(words, line, point),
                    Marks.shape(line.mark(), x(point.x()), y(point.y()), point.isDoubtful()));
        }
        svg.close();
    }

    private void pathIfAny(String style, StringBuilder path) {
        if (!path.isEmpty()) {
            svg.path(style, path.toString());
        }
    }

    private void labels() {
        List<EndLabels.Label> labels = new ArrayList<>();
        for (Series line : named(series)) {
            Series.Point end = line.points().getLast();
            labels.add(new EndLabels.Label(line, x(end.x()), y(end.y())));
        }
        for (EndLabels.Label label : EndLabels.placed(labels, top, bottom)) {
            double at = right + 12;
            if (at - label.x() > 20 || Math.abs(label.y() - label.placedY()) > 6) {
                svg.path(
                        "leader " + nameStyle(label.line()),
                        String.format(
                                Locale.ROOT,
                                "M%.1f %.1fL%.1f %.1fL%.1f %.1f",
                                label.x() + 7,
                                label.y(),
                                right + 2.0,
                                label.placedY(),
                                at - 2,
                                label.placedY()));
            }
            svg.text(
                    "name " + nameStyle(label.line()),
                    at,
                    label.placedY() + 4,
                    "start",
                    shortened(label.line().name()));
        }
    }

    static String nameStyle(Series line) {
        return switch (line.look()) {
            case LIMIT -> "limit";
            case GUIDE -> "soft";
            default -> Marks.colour(line.mark());
        };
    }

    private static String shortened(String name) {
        int most = (int) ((MOST_LABEL - 22) / LETTER);
        return name.length() <= most ? name : name.substring(0, most - 1) + "…";
    }

    private double x(double value) {
        return left + across.part(value) * (right - left);
    }

    private double y(double value) {
        return bottom - up.part(value) * (bottom - top);
    }

    /** How much room a drawing has. */
    enum Size {
        WIDE(880, 340),
        NARROW(372, 250);

        private final int width;
        private final int plotHeight;

        Size(int width, int plotHeight) {
            this.width = width;
            this.plotHeight = plotHeight;
        }

        int width() {
            return width;
        }

        int plotHeight() {
            return plotHeight;
        }

        boolean isNarrow() {
            return this == NARROW;
        }
    }
}
