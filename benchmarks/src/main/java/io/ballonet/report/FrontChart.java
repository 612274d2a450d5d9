package io.ballonet.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a gain costs, as an SVG that follows the reader's light or dark scheme: panels of points, cost over decades from left to
 * right, gain upwards; a step line joins those that no other point beats in both (the Pareto front).
 *
 * <p>Each contender is two points at most, filled and hollow, joined by a thin line and named once.
 */
final class FrontChart {
    private static final int WIDTH = 760;
    private static final int LEFT = 58;
    private static final int RIGHT = 24;
    private static final int TOP = 84;
    private static final int PANEL = 300;
    private static final int PANEL_GAP = 70;
    private static final int BOTTOM = 52;
    private static final double RADIUS = 5;
    private static final double FONT = 12.5;
    /** Room above the highest possible gain, for the names of those that reach it, as a share of the panel. */
    private static final double HEADROOM = 0.2;

    private final double least;
    private final double most;
    private final double floor;
    private final StringBuilder svg = new StringBuilder(1 << 14);

    /**
     * A point.
     *
     * @param cost greater than 0
     * @param gain in [0, 100]
     */
    record Point(String name, boolean filled, double cost, double gain) {}

    /** Points of one panel. */
    record Panel(String title, List<Point> points) {}

    /** The words around the panels. */
    record Words(String title, String across, String up, String filled, String hollow) {}

    private FrontChart(List<Panel> panels) {
        List<Point> points =
                panels.stream().flatMap(panel -> panel.points().stream()).toList();
        double low = points.stream().mapToDouble(Point::cost).min().orElse(1);
        double high = points.stream().mapToDouble(Point::cost).max().orElse(10);
        least = low / 1.6;
        most = high * 1.9;
        floor = Math.max(
                0,
                10 * Math.floor(points.stream().mapToDouble(Point::gain).min().orElse(0) / 10 - 0.4));
    }

    /** For a place within HTML; there is a panel, and no panel is empty. */
    static String svg(Words words, List<Panel> panels) {
        FrontChart chart = new FrontChart(panels);
        chart.frame(words, panels);
        for (int i = 0; i < panels.size(); i++) {
            chart.panel(words, panels.get(i), TOP + i * (PANEL + PANEL_GAP));
        }
        return chart.svg.append("</svg>\n").toString();
    }

    private void frame(Words words, List<Panel> panels) {
        int height = TOP + panels.size() * (PANEL + PANEL_GAP) - PANEL_GAP + BOTTOM;
        svg.append(String.format(
                        Locale.ROOT,
                        "<svg class=\"front\" viewBox=\"0 0 %d %d\" role=\"img\"" + " aria-label=\"%s\">%n",
                        WIDTH,
                        height,
                        Html.escape(words.title())))
                .append("""
                        <style>
                        .front{background:#fcfbf8;font:12.5px system-ui,sans-serif;--ink:#22262b;--soft:#646b73;--grid:#e3dfd4;\
                        --paper:#fcfbf8;--mark:#0d6a72;--line:#b8402f}
                        @media(prefers-color-scheme:dark){.front{background:#14171a;--ink:#e4e1d9;--soft:#98a0a8;--grid:#2d3237;\
                        --paper:#14171a;--mark:#58c4c8;--line:#ef7d6c}}
                        .front text{fill:var(--ink)}.front .soft{fill:var(--soft)}.front .title{font-weight:600;font-size:15px}
                        .front .grid{stroke:var(--grid)}.front .link{stroke:var(--mark);opacity:.35}
                        .front .name{paint-order:stroke;stroke:var(--paper);stroke-width:3;stroke-linejoin:round}
                        .front .leader{stroke:var(--soft);stroke-width:.8;opacity:.7}
                        .front .filled{fill:var(--mark);stroke:var(--paper);stroke-width:1}
                        .front .hollow{fill:var(--paper);stroke:var(--mark);stroke-width:1.8}
                        .front .step{fill:none;stroke:var(--line);stroke-width:1.6}.front .dashed{stroke-dasharray:5 4}
                        </style>
                        """);
        text(LEFT, 26, "start", "title", words.title());
        double y = 50;
        mark(LEFT + 5, y - 4, true);
        text(LEFT + 16, y, "start", "soft", words.filled());
        double second = LEFT + 16 + 7.0 * words.filled().length() + 20;
        mark(second, y - 4, false);
        text(second + 11, y, "start", "soft", words.hollow());
        double third = second + 11 + 7.0 * words.hollow().length() + 20;
        svg.append(String.format(
                Locale.ROOT,
                "<path class=\"step\" d=\"M%.1f %.1fh22\"/><path class=\"step dashed\" d=\"M%.1f %.1fh22\"/>%n",
                third,
                y - 7,
                third,
                y - 1));
        text(third + 28, y, "start", "soft", "nothing is better and cheaper");
    }

    private void panel(Words words, Panel panel, int top) {
        int bottom = top + PANEL;
        text(LEFT, top - 8, "start", "", panel.title());
        text(
                14,
                (top + bottom) / 2.0,
                "middle\" transform=\"rotate(-90 14 " + (top + bottom) / 2 + ")",
                "soft",
                words.up());
        text((LEFT + WIDTH - RIGHT) / 2.0, bottom + 36, "middle", "soft", words.across());
        for (double tick = floor; tick <= 100; tick += floor >= 50 ? 10 : 20) {
            line("grid", LEFT, y(tick, top), WIDTH - RIGHT, y(tick, top));
            text(LEFT - 8, y(tick, top) + 4, "end", "soft", Scale.tick(tick));
        }
        for (double tick : ticks()) {
            line("grid", x(tick), top, x(tick), bottom);
            text(x(tick), bottom + 18, "middle", "soft", Scale.tick(tick));
        }
        LabelPlacer placer = new LabelPlacer(new LabelPlacer.Box(LEFT, top, WIDTH - 4.0, top + PANEL - 2.0), FONT);
        step(panel, true, top, placer);
        step(panel, false, top, placer);
        points(panel, top, placer);
    }

    private void points(Panel panel, int top, LabelPlacer placer) {
        Map<String, List<Point>> byName = new LinkedHashMap<>();
        panel.points()
                .forEach(point -> byName.computeIfAbsent(point.name(), name -> new ArrayList<>())
                        .add(point));
        panel.points().forEach(point -> placer.keepOff(x(point.cost()), y(point.gain(), top), RADIUS + 1));
        for (List<Point> pair : byName.values()) {
            Point first = pair.getFirst();
            Point last = pair.getLast();
            line("link", x(first.cost()), y(first.gain(), top), x(last.cost()), y(last.gain(), top));
        }
        panel.points().stream()
                .sorted(Comparator.comparing(Point::filled))
                .forEach(point -> mark(x(point.cost()), y(point.gain(), top), point.filled()));
        byName.values().stream()
                .map(pair -> pair.stream().filter(Point::filled).findFirst().orElse(pair.getFirst()))
                .sorted(Comparator.comparingDouble(Point::cost))
                .forEach(point -> label(placer, point, top));
    }

    private void label(LabelPlacer placer, Point point, int top) {
        double x = x(point.cost());
        double y = y(point.gain(), top);
        LabelPlacer.Box box = placer.place(point.name(), x, y, RADIUS);
        double nearX = Math.clamp(x, box.left(), box.right());
        double nearY = Math.clamp(y, box.top(), box.bottom());
        double distance = Math.hypot(nearX - x, nearY - y);
        if (distance > 2 * RADIUS) {
            double part = RADIUS / distance;
            line("leader", x + part * (nearX - x), y + part * (nearY - y), nearX, nearY);
        }
        text((box.left() + box.right()) / 2, box.bottom() - 4, "middle", "name", point.name());
    }

    /** The points of one mark that none beats, cheapest first, as a staircase that goes on to the right border. */
    private void step(Panel panel, boolean filled, int top, LabelPlacer placer) {
        List<Point> ascending = panel.points().stream()
                .filter(point -> point.filled() == filled)
                .sorted(Comparator.comparingDouble(Point::cost).thenComparing(Point::gain, Comparator.reverseOrder()))
                .toList();
        StringBuilder path = new StringBuilder();
        double best = Double.NEGATIVE_INFINITY;
        double fromX = 0;
        double fromY = top + PANEL;
        for (Point point : ascending) {
            if (point.gain() > best) {
                double x = x(point.cost());
                double y = y(point.gain(), top);
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
            placer.keepOffLine(fromX, fromY, WIDTH - RIGHT, fromY);
            svg.append("<path class=\"step")
                    .append(filled ? "" : " dashed")
                    .append("\" d=\"")
                    .append(path.append('H').append(WIDTH - RIGHT))
                    .append("\"/>\n");
        }
    }

    /** 1, 2, 5, 10, … as far as the points go. */
    private List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        for (int decade = (int) Math.floor(Math.log10(least)); decade <= Math.log10(most); decade++) {
            for (double digit : new double[] {1, 2, 5}) {
                double tick = digit * Math.pow(10, decade);
                if (tick >= least && tick <= most) {
                    ticks.add(tick);
                }
            }
        }
        return ticks;
    }

    private void mark(double x, double y, boolean filled) {
        svg.append(String.format(
                Locale.ROOT,
                "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>%n",
                filled ? "filled" : "hollow",
                x,
                y,
                filled ? RADIUS : RADIUS - 0.6));
    }

    private void line(String style, double fromX, double fromY, double toX, double toY) {
        svg.append(String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n",
                style,
                fromX,
                fromY,
                toX,
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

    private double x(double cost) {
        return LEFT + Math.log(cost / least) / Math.log(most / least) * (WIDTH - RIGHT - LEFT);
    }

    private double y(double gain, int top) {
        return top + PANEL - (gain - floor) / (100 - floor) * (1 - HEADROOM) * PANEL;
    }
}
