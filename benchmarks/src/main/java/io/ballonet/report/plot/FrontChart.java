package io.ballonet.report.plot;

import io.ballonet.report.text.Scale;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a gain costs: points, cost over decades from left to right, gain in percent upwards; a step line joins those that no other
 * point beats in both (the Pareto front).
 *
 * <p>Each contender is two points at most, filled and hollow, joined by a thin line and named once.
 */
final class FrontChart {
    private static final int LEFT = 46;
    private static final int RIGHT = 14;
    private static final int TOP = 62;
    private static final int BOTTOM = 46;
    private static final double RADIUS = 5;
    private static final double FONT = 12.5;
    private static final double LETTER = 0.58 * FONT;
    /** Room above the highest possible gain, for the names of those that reach it, as a share of the plot. */
    private static final double HEADROOM = 0.2;

    private final Words words;
    private final boolean hasTips;
    private final Bounds bounds;
    private final List<Point> points;
    private final int right;
    private final int bottom;
    private final Svg svg;
    private final LabelPlacer placer;

    /**
     * A point.
     *
     * @param mark colour and shape of the contender
     * @param cost greater than 0
     * @param gain in [0, 100]
     */
    record Point(String name, int mark, boolean filled, double cost, double gain, String tip) {}

    /** The words around the points. */
    record Words(String title, String across, String up, String filled, String hollow) {
        Words titled(String other) {
            return new Words(other, across, up, filled, hollow);
        }
    }

    /** What the axes hold; panels with the same bounds can be compared. */
    record Bounds(double least, double most, double floor) {
        static Bounds of(List<Point> points) {
            double low = points.stream().mapToDouble(Point::cost).min().orElse(1);
            double high = points.stream().mapToDouble(Point::cost).max().orElse(10);
            double gain = points.stream().mapToDouble(Point::gain).min().orElse(0);
            return new Bounds(low / 1.6, high * 1.9, Math.max(0, 10 * Math.floor(gain / 10 - 0.4)));
        }
    }

    FrontChart(Words words, Bounds bounds, List<Point> points, XyChart.Size size) {
        this.words = words;
        this.hasTips = !size.isNarrow();
        this.bounds = bounds;
        this.points = points;
        this.right = size.width() - RIGHT;
        this.bottom = TOP + size.plotHeight() + (size.isNarrow() ? 60 : 0);
        this.svg = new Svg(size.width(), bottom + BOTTOM, words.title());
        this.placer = new LabelPlacer(new LabelPlacer.Box(LEFT, TOP, size.width() - 2.0, bottom - 2.0), FONT);
    }

    /** The drawing as an {@code svg} element. */
    String draw() {
        legend();
        grid();
        step(true);
        step(false);
        marks();
        return svg.end();
    }

    private void legend() {
        double x = 4;
        double y = 14;
        svg.open("soft-marks");
        svg.tipped("", Marks.shape(0, x + 5, y - 4, false));
        svg.text("soft", x + 15, y, "start", words.filled());
        x += 15 + LETTER * words.filled().length() + 14;
        svg.tipped("", Marks.shape(0, x + 5, y - 4, true));
        svg.text("soft", x + 15, y, "start", words.hollow());
        svg.close();
        x += 15 + LETTER * words.hollow().length() + 14;
        String front = "none better and cheaper";
        if (x + 28 + LETTER * front.length() > right) {
            x = 4;
            y += 18;
        }
        svg.path("step", String.format(Locale.ROOT, "M%.1f %.1fh22", x, y - 7));
        svg.path("step dashed", String.format(Locale.ROOT, "M%.1f %.1fh22", x, y - 1));
        svg.text("soft", x + 28, y, "start", front);
    }

    private void grid() {
        svg.text("soft", 4, TOP - 12, "start", words.up());
        svg.text("soft", right, bottom + 38, "end", words.across());
        for (double tick = bounds.floor(); tick <= 100; tick += bounds.floor() >= 50 ? 10 : 20) {
            svg.line("grid", LEFT, y(tick), right, y(tick));
            svg.text("soft", LEFT - 7.0, y(tick) + 4, "end", Scale.tick(tick));
        }
        for (Ruler.Tick tick : Ruler.between(bounds.least(), bounds.most()).ticks()) {
            svg.line("grid", x(tick.value()), TOP, x(tick.value()), bottom);
            svg.text("soft", x(tick.value()), bottom + 18.0, "middle", tick.label());
        }
        svg.line("base", LEFT, bottom, right, bottom);
    }

    private void marks() {
        Map<String, List<Point>> byName = new LinkedHashMap<>();
        for (Point point : points) {
            byName.computeIfAbsent(point.name(), name -> new ArrayList<>()).add(point);
            placer.keepOff(x(point.cost()), y(point.gain()), RADIUS + 1);
        }
        for (List<Point> pair : byName.values()) {
            Point first = pair.getFirst();
            Point last = pair.getLast();
            svg.open(Marks.colour(first.mark()));
            svg.line("link", x(first.cost()), y(first.gain()), x(last.cost()), y(last.gain()));
            pair.stream()
                    .sorted(Comparator.comparing(Point::filled))
                    .forEach(point -> svg.tipped(
                            hasTips ? point.tip() : "",
                            Marks.shape(point.mark(), x(point.cost()), y(point.gain()), !point.filled())));
            svg.close();
        }
        byName.values().stream()
                .map(pair -> pair.stream().filter(Point::filled).findFirst().orElse(pair.getFirst()))
                .sorted(Comparator.comparingDouble(Point::cost))
                .forEach(this::label);
    }

    private void label(Point point) {
        double x = x(point.cost());
        double y = y(point.gain());
        LabelPlacer.Box box = placer.place(point.name(), x, y, RADIUS);
        double nearX = Math.clamp(x, box.left(), box.right());
        double nearY = Math.clamp(y, box.top(), box.bottom());
        double distance = Math.hypot(nearX - x, nearY - y);
        svg.open(Marks.colour(point.mark()));
        if (distance > 2 * RADIUS) {
            double part = RADIUS / distance;
            svg.line("link", x + part * (nearX - x), y + part * (nearY - y), nearX, nearY);
        }
        svg.text(
                "name " + Marks.colour(point.mark()),
                (box.left() + box.right()) / 2,
                box.bottom() - 4,
                "middle",
                point.name());
        svg.close();
    }

    /** The points of one mark that none beats, cheapest first, as a staircase that goes on to the right border. */
    private void step(boolean filled) {
        List<Point> ascending = points.stream()
                .filter(point -> point.filled() == filled)
                .sorted(Comparator.comparingDouble(Point::cost).thenComparing(Point::gain, Comparator.reverseOrder()))
                .toList();
        StringBuilder path = new StringBuilder();
        double best = Double.NEGATIVE_INFINITY;
        double fromX = 0;
        double fromY = bottom;
        for (Point point : ascending) {
            if (point.gain() > best) {
                double x = x(point.cost());
                double y = y(point.gain());
                if (path.isEmpty()) {
                    path.append(String.format(Locale.ROOT, "M%.1f %.1f", x, fromY));
                } else {
                    path.append(String.format(Locale.ROOT, "H%.1f", x));
                    placer.keepOffLine(fromX, fromY, x, fromY);
                }
                path.append(String.format(Locale.ROOT, "V%.1f", y));
                placer.keepOffLine(x, fromY, x, y);
                best = point.gain();
                fromX = x;
                fromY = y;
            }
        }
        if (!path.isEmpty()) {
            placer.keepOffLine(fromX, fromY, right, fromY);
            svg.path(
                    filled ? "step" : "step dashed",
                    path.append('H').append(right).toString());
        }
    }

    private double x(double cost) {
        return LEFT + Math.log(cost / bounds.least()) / Math.log(bounds.most() / bounds.least()) * (right - LEFT);
    }

    private double y(double gain) {
        return bottom - (gain - bounds.floor()) / (100 - bounds.floor()) * (1 - HEADROOM) * (bottom - TOP);
    }
}
