package io.ballonet.report;

import io.ballonet.report.data.ReportData;
import io.ballonet.report.data.Row;
import io.ballonet.report.text.Html;
import io.ballonet.report.text.Labels;
import io.ballonet.report.text.Scale;
import io.ballonet.result.Kind;
import io.ballonet.result.Measurement;
import io.ballonet.result.Subject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.DoubleStream;

/**
 * One question's answers as dots on lines: a line for each contender, whiskers for the 95 % interval, a red mark where the
 * limit of the machine lies.
 *
 * <p>Each line is an SVG of its own without a view box: positions are percentages and text keeps its size, so that the
 * chart is as readable on a phone as on a wall.
 */
final class DotChart {
    private static final int HEIGHT = 26;
    private static final int MIDDLE = HEIGHT / 2;
    private static final int CAP = 4;
    private static final int MOST_LINES = 18;

    private final ReportData data;
    private final List<Row> rows;
    private final List<Measurement> measurements;
    private final Scale scale;
    private final Axis axis;
    private final StringBuilder html;
    private final String grid;

    private DotChart(ReportData data, List<Row> rows, int number, StringBuilder html) {
        this.data = data;
        this.rows = rows;
        this.measurements = rows.stream().map(Row::measurement).toList();
        this.html = html;
        this.grid = "grid-" + number;
        this.scale = Scale.of(
                measurements.getFirst().subject().unit(),
                measurements.stream().mapToDouble(Measurement::value).toArray());
        this.axis = Axis.of(measurements.stream()
                .flatMapToDouble(m -> DoubleStream.of(m.value(), m.value() + m.error(), m.limitValue()))
                .map(value -> value * scale.factor())
                .toArray());
    }

    /** Appends a figure; {@code rows} are of one unit and not empty; of several benchmarks, each names its line; {@code number} unlike any other's. */
    static void append(ReportData data, List<Row> rows, int number, StringBuilder html) {
        new DotChart(data, rows, number, html).figure();
    }

    private void figure() {
        Subject first = measurements.getFirst().subject();
        boolean one =
                measurements.stream().allMatch(m -> m.subject().benchmark().equals(first.benchmark()));
        List<List<Row>> groups = shown(groups());
        int more = rows.size() - groups.stream().mapToInt(List::size).sum();
        boolean alone = one
                && measurements.stream()
                                .map(m -> m.subject().contender())
                                .distinct()
                                .count()
                        == 1;
        Set<String> constant = one ? constantParameters() : Set.of();
        Set<String> varying = new LinkedHashSet<>(first.params().keySet());
        varying.add("threads");
        varying.removeAll(constant);
        String fixed = Labels.params(first, " · ", varying);
        html.append("<figure class=\"chart\">\n<figcaption><h3>")
                .append(Html.escape(one ? first.benchmark() : scale.unit()))
                .append("</h3><p>")
                .append(one ? Html.escape(scale.unit()) + ", " : "")
                .append(measurements.getFirst().lowerIsBetter() ? "less is better" : "more is better")
                .append(fixed.isEmpty() ? "" : " · " + Html.escape(fixed))
                .append(axis.isDecades() ? " · logarithmic" : "")
                .append(alone ? " · " + Html.escape(first.contender()) : "")
                .append("</p></figcaption>\n<div class=\"plot\">\n");
        boolean headed = one && groups.stream().anyMatch(group -> group.size() > 1) && groups.size() > 1;
        for (List<Row> group : groups) {
            String name = setting(group.getFirst(), constant);
            if (headed) {
                html.append("<p class=\"group\">").append(Html.escape(name)).append("</p>\n");
            }
            for (Row row : group) {
                String who = one ? row.subject().contender() : row.subject().benchmark();
                row(row, alone && !name.isEmpty() ? name : who, headed || alone ? "" : name);
            }
        }
        ticks();
        if (more > 0) {
            html.append("<p class=\"group\">").append(more).append(" more rows stand in the table below.</p>\n");
        }
        html.append("</div>\n</figure>\n");
    }

    /** Measurements that answer the same question stand together. */
    private List<List<Row>> groups() {
        List<List<Row>> groups = new ArrayList<>();
        for (Row row : rows) {
            if (groups.isEmpty() || !groups.getLast().getFirst().comparableWith(row)) {
                groups.add(new ArrayList<>());
            }
            groups.getLast().add(row);
        }
        return groups;
    }

    /** The first settings, as many as a reader takes in. */
    private static List<List<Row>> shown(List<List<Row>> groups) {
        List<List<Row>> shown = new ArrayList<>();
        int lines = 0;
        for (List<Row> group : groups) {
            lines += group.size();
            if (!shown.isEmpty() && lines > MOST_LINES) {
                break;
            }
            shown.add(group);
        }
        return shown;
    }

    private String setting(Row row, Set<String> constant) {
        String params = Labels.params(row.subject(), " · ", constant);
        if (!data.isMerged()) {
            return params;
        }
        return params.isEmpty()
                ? row.column().label()
                : params + " · " + row.column().label();
    }

    private Set<String> constantParameters() {
        Subject first = measurements.getFirst().subject();
        Set<String> constant = new LinkedHashSet<>();
        for (String name : first.params().keySet()) {
            if (measurements.stream()
                    .allMatch(m -> Objects.equals(
                            m.subject().params().get(name), first.params().get(name)))) {
                constant.add(name);
            }
        }
        if (measurements.stream().allMatch(m -> m.subject().threads() == first.threads())) {
            constant.add("threads");
        }
        return constant;
    }

    private void row(Row row, String who, String name) {
        Measurement m = row.measurement();
        String kind = m.subject().kind().name().toLowerCase(Locale.ROOT);
        boolean best = row.column().summary().isBest(m);
        html.append("<div class=\"row ")
                .append(kind)
                .append(best ? " best" : "")
                .append("\"><span class=\"who\">")
                .append(Html.escape(who));
        if (!name.isEmpty()) {
            html.append(" <i>").append(Html.escape(name)).append("</i>");
        }
        if (m.subject().kind() == Kind.FOIL || m.subject().kind() == Kind.PEER) {
            html.append("<small>").append(kind).append("</small>");
        }
        html.append("</span>");
        line(row, best);
        html.append("<span class=\"what\">").append(scale.text(m.value()));
        if (Double.isFinite(m.error())) {
            html.append("<small>±").append(scale.text(m.error())).append("</small>");
        }
        html.append("</span></div>\n");
    }

    private void line(Row row, boolean best) {
        Measurement m = row.measurement();
        html.append("<svg height=\"")
                .append(HEIGHT)
                .append("\" role=\"img\"><title>")
                .append(Html.escape(m.subject().label() + ": " + scale.text(m.value()) + " ± " + scale.text(m.error())
                        + " " + scale.unit()))
                .append("</title>");
        html.append("<use href=\"#").append(grid).append("\"/>");
        double value = m.value() * scale.factor();
        double limit = m.limitValue() * scale.factor();
        if (Double.isFinite(limit)) {
            vertical("limit", limit, 3, HEIGHT - 3);
        }
        html.append("<g class=\"raw\">");
        row.iterations().forEach(iteration -> raw(iteration * scale.factor()));
        html.append("</g>");
        if (Double.isFinite(value)) {
            if (!axis.isDecades()) {
                horizontal("stem", 0, value);
            }
            whiskers(value, m.error() * scale.factor());
            mark(m.subject().kind(), value, best);
        }
        html.append("</svg>");
    }

    private void whiskers(double value, double error) {
        if (Double.isFinite(error) && axis.percent(value + error) - axis.percent(value - error) > 0.6) {
            horizontal("error", value - error, value + error);
            vertical("error", value - error, MIDDLE - CAP, MIDDLE + CAP);
            vertical("error", value + error, MIDDLE - CAP, MIDDLE + CAP);
        }
    }

    private void raw(double value) {
        html.append("<circle cx=\"")
                .append(axis.at(value))
                .append("\" cy=\"")
                .append(MIDDLE)
                .append("\" r=\"1.6\"/>");
    }

    private void mark(Kind kind, double value, boolean best) {
        html.append("<circle class=\"dot\" cx=\"")
                .append(axis.at(value))
                .append("\" cy=\"")
                .append(MIDDLE)
                .append("\" r=\"")
                .append(kind == Kind.FOIL ? "4.25" : best ? "5.5" : "4.75")
                .append("\"/>");
    }

    private void vertical(String style, double value, int top, int bottom) {
        String x = axis.at(value);
        html.append(String.format(
                Locale.ROOT, "<line class=\"%s\" x1=\"%s\" x2=\"%s\" y1=\"%d\" y2=\"%d\"/>", style, x, x, top, bottom));
    }

    private void horizontal(String style, double from, double to) {
        html.append(String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%s\" x2=\"%s\" y1=\"%d\" y2=\"%d\"/>",
                style,
                axis.at(from),
                axis.at(to),
                MIDDLE,
                MIDDLE));
    }

    /** The line of numbers below a chart, and the grid that all its lines show. */
    private void ticks() {
        html.append(
                        "<div class=\"row axis\" aria-hidden=\"true\"><span class=\"who\"></span><svg height=\"18\"><defs><g id=\"")
                .append(grid)
                .append("\">");
        axis.ticks().forEach(tick -> vertical("tick", tick, 0, HEIGHT));
        html.append("</g></defs>");
        for (double tick : axis.ticks()) {
            html.append("<text x=\"")
                    .append(axis.at(tick))
                    .append("\" y=\"13\">")
                    .append(tick == 0 ? "0" : Scale.tick(tick))
                    .append("</text>");
        }
        html.append("</svg><span class=\"what\"></span></div>\n");
    }
}
