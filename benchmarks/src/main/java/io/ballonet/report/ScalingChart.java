package io.ballonet.report;

import io.ballonet.report.text.Html;
import io.ballonet.report.text.Scale;
import io.ballonet.result.Measurement;
import io.ballonet.result.stats.ScalabilityLaw;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Throughput against threads, a panel a contender, from the measurements {@code scaling} of a result: medians, the line that they
 * would be on if nothing slowed them, and the fitted law where there are points enough for one. More threads than processors are
 * hollow, and not in the law.
 */
public final class ScalingChart {
    private static final String BENCHMARK = "scaling";
    private static final String PROCESSORS = "processors";
    private static final int ACROSS = 4;
    private static final int WIDTH = 230;
    private static final int HEIGHT = 190;
    private static final int LEFT = 46;
    private static final int RIGHT = 14;
    private static final int TOP = 34;
    private static final int BOTTOM = 34;
    private static final int HEAD = 56;
    private static final int FOR_A_LAW = 3;
    private static final int CURVE_STEPS = 60;

    private final StringBuilder svg = new StringBuilder(1 << 14);

    private ScalingChart() {}

    /** The text of a file of its own, or nothing where a result has no such measurements. */
    public static Optional<String> file(List<Measurement> measurements) {
        List<Measurement> scaling = measurements.stream()
                .filter(m -> m.subject().benchmark().equals(BENCHMARK) && m.value() > 0 && Double.isFinite(m.value()))
                .filter(m -> m.subject().params().get(PROCESSORS) instanceof Number)
                .toList();
        List<String> contenders =
                scaling.stream().map(m -> m.subject().contender()).distinct().toList();
        return contenders.isEmpty() ? Optional.empty() : Optional.of(new ScalingChart().draw(contenders, scaling));
    }

    private String draw(List<String> contenders, List<Measurement> scaling) {
        int rows = (contenders.size() + ACROSS - 1) / ACROSS;
        svg.append(String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\""
                                + " aria-label=\"throughput against threads\">%n",
                        ACROSS * WIDTH,
                        HEAD + rows * HEIGHT))
                .append(
                        "<style>svg{background:#fcfbf8;font:12px system-ui,sans-serif}text{fill:#22262b}.soft{fill:#646b73}"
                                + ".grid{stroke:#e3dfd4}.ideal{stroke:#646b73;stroke-dasharray:3 3}"
                                + ".law{fill:none;stroke:#0072b2;stroke-width:1.8}.dot{fill:#0072b2;stroke:#0072b2}"
                                + ".over{fill:none;stroke:#d55e00;stroke-width:1.6}"
                                + "@media(prefers-color-scheme:dark){svg{background:#14171a}text{fill:#e4e1d9}.soft{fill:#98a0a8}"
                                + ".grid{stroke:#2d3237}.law{stroke:#56b4e9}.dot{fill:#56b4e9;stroke:#56b4e9}}</style>\n");
        text(14, 22, "start", "", "M pairs a second against threads");
        text(
                14,
                40,
                "start",
                "soft",
                "dashed: if nothing slowed them; curve: the fitted law, from three numbers of"
                        + " threads on; hollow: more threads than processors, not in the law");
        for (int i = 0; i < contenders.size(); i++) {
            String contender = contenders.get(i);
            panel(
                    i % ACROSS * WIDTH,
                    HEAD + i / ACROSS * HEIGHT,
                    contender,
                    scaling.stream()
                            .filter(m -> m.subject().contender().equals(contender))
                            .sorted(Comparator.comparingInt(m -> m.subject().threads()))
                            .toList());
        }
        return svg.append("</svg>\n").toString();
    }

    private void panel(int left, int top, String contender, List<Measurement> points) {
        double single = points.getFirst().value() / points.getFirst().subject().threads();
        int most = points.getLast().subject().threads();
        double highest = points.stream().mapToDouble(Measurement::value).max().orElse(1);
        double highestShown = Math.max(highest, Math.min(single * most, 2 * highest)) / 1e6;
        Panel panel = new Panel(left, top, most, Axis.of(highestShown));
        text(left + LEFT, top + TOP - 10, "start", "", contender);
        for (double tick : panel.up().ticks()) {
            line("grid", left + LEFT, panel.y(tick), left + WIDTH - RIGHT, panel.y(tick));
            text(left + LEFT - 6, panel.y(tick) + 4, "end", "soft", Scale.tick(tick));
        }
        double idealEnd = Math.min(most, highestShown * 1e6 / single);
        line("ideal", panel.x(0), panel.y(0), panel.x(idealEnd), panel.y(single * idealEnd / 1e6));
        List<Measurement> fitting =
                points.stream().filter(m -> !isOversubscribed(m)).toList();
        if (fitting.size() >= FOR_A_LAW) {
            law(panel, fitting);
        }
        for (Measurement point : points) {
            int threads = point.subject().threads();
            svg.append(String.format(
                    Locale.ROOT,
                    "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"3.2\"><title>%d threads: %s M/s</title></circle>%n",
                    isOversubscribed(point) ? "over" : "dot",
                    panel.x(threads),
                    panel.y(point.value() / 1e6),
                    threads,
                    Scale.number(point.value() / 1e6)));
            if (points.size() <= 5 || Integer.bitCount(threads) == 1 && threads != 2) {
                text(panel.x(threads), top + HEIGHT - BOTTOM + 16, "middle", "soft", Integer.toString(threads));
            }
        }
    }

    private static boolean isOversubscribed(Measurement point) {
        return point.subject().params().get(PROCESSORS) instanceof Number processors
                && point.subject().threads() > processors.intValue();
    }

    private void law(Panel panel, List<Measurement> fitting) {
        ScalabilityLaw law = ScalabilityLaw.fit(
                fitting.stream().mapToInt(m -> m.subject().threads()).toArray(),
                fitting.stream().mapToDouble(Measurement::value).toArray());
        int most = fitting.getLast().subject().threads();
        StringBuilder path = new StringBuilder();
        for (int step = 0; step <= CURVE_STEPS; step++) {
            double threads = 1 + (most - 1.0) * step / CURVE_STEPS;
            path.append(step == 0 ? 'M' : 'L')
                    .append(String.format(
                            Locale.ROOT, "%.1f %.1f", panel.x(threads), panel.y(law.throughput(threads) / 1e6)));
        }
        svg.append("<path class=\"law\" d=\"").append(path).append("\"/>\n");
    }

    /** Where values lie in a panel. */
    private record Panel(int left, int top, int most, Axis up) {
        double x(double threads) {
            return left + LEFT + threads / (most + 0.3) * (WIDTH - LEFT - RIGHT);
        }

        double y(double millions) {
            return top + HEIGHT - BOTTOM - up.percent(millions) / 100 * (HEIGHT - TOP - BOTTOM);
        }
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
}
