package io.ballonet.report.plot;

import io.ballonet.report.data.LatencyCurve;
import io.ballonet.report.data.ReportColumn;
import io.ballonet.report.data.ReportData;
import io.ballonet.report.text.Html;
import io.ballonet.report.text.HtmlTable;
import io.ballonet.report.text.Labels;
import io.ballonet.report.text.Scale;
import io.ballonet.result.Latency;
import io.ballonet.result.Measurement;
import io.ballonet.result.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** How long an open loop's answers take, by percentile. */
final class LatencyQuestion implements Question {
    private static final int MOST_LINES = 12;
    private static final double[] ONE_IN = {2, 10, 100, 1_000, 10_000};

    @Override
    public String asks() {
        return "latency by percentile";
    }

    @Override
    public String needs() {
        return "no open-loop run";
    }

    @Override
    public List<Plot> plots(ReportData data) {
        Palette palette = Palette.of(data);
        Map<List<String>, Map<ReportColumn, List<Measurement>>> byBenchmark = new LinkedHashMap<>();
        for (ReportColumn column : data.columns()) {
            for (Measurement m : column.measurements()) {
                if (Latency.of(m).isPresent()) {
                    byBenchmark
                            .computeIfAbsent(
                                    List.of(m.subject().family(), m.subject().benchmark()),
                                    key -> new LinkedHashMap<>())
                            .computeIfAbsent(column, key -> new ArrayList<>())
                            .add(m);
                }
            }
        }
        return byBenchmark.values().stream()
                .map(columns -> {
                    int all = columns.values().stream().mapToInt(List::size).sum();
                    columns.replaceAll(
                            (column, rows) -> rows.stream().limit(MOST_LINES).toList());
                    int shown = columns.values().stream().mapToInt(List::size).sum();
                    return plot(data, palette, columns, all - shown);
                })
                .toList();
    }

    private static Plot plot(ReportData data, Palette palette, Map<ReportColumn, List<Measurement>> columns, int more) {
        List<Measurement> all = columns.values().stream().flatMap(List::stream).toList();
        Subject first = all.getFirst().subject();
        Set<String> constant = constant(all);
        Map<String, List<Series>> panels = new LinkedHashMap<>();
        columns.forEach((column, rows) -> panels.put(
                data.isMerged() ? column.label() : "",
                rows.stream()
                        .flatMap(m -> lines(column, m, palette, constant, rows))
                        .toList()));
        List<Series.Point> points = panels.values().stream()
                .flatMap(List::stream)
                .flatMap(line -> line.points().stream())
                .toList();
        Scale scale =
                Scale.of("ns", points.stream().mapToDouble(Series.Point::y).toArray());
        Ruler across = Ruler.percentiles(points.stream().mapToDouble(Series.Point::x));
        Ruler up = Ruler.decades(points.stream().mapToDouble(point -> point.y() * scale.factor()));
        String title = first.benchmark() + ": latency by percentile";
        XyChart.Words words = XyChart.Words.of(
                title,
                "percentile",
                scale.unit(),
                "less is better",
                panels.values().stream().flatMap(List::stream).toList());
        List<Plot.Panel> drawn = new ArrayList<>();
        panels.forEach((label, lines) -> {
            List<Series> scaled =
                    lines.stream().map(line -> scaled(line, scale.factor())).toList();
            drawn.add(new Plot.Panel(label, size -> new XyChart(words, across, up, scaled, size).draw()));
        });
        return new Plot(
                "latency-" + first.family() + "-" + first.benchmark(),
                first.family(),
                title,
                "Response times, from when each request was due, as full lines; service times, from when it was begun, dashed."
                        + " Each step to the right is another nine." + common(first, constant)
                        + (more > 0 ? " " + more + " more stand among all figures below." : ""),
                drawn,
                table(data, title, columns, constant));
    }

    private static Series scaled(Series line, double factor) {
        return Series.plain(
                line.name(),
                line.mark(),
                line.look(),
                line.points().stream()
                        .map(point -> new double[] {point.x(), point.y() * factor})
                        .toList());
    }

    private static Set<String> constant(List<Measurement> rows) {
        Subject first = rows.getFirst().subject();
        Set<String> constant = new TreeSet<>();
        first.params().forEach((name, value) -> {
            if (rows.stream().allMatch(m -> value.equals(m.subject().params().get(name)))) {
                constant.add(name);
            }
        });
        if (rows.stream().allMatch(m -> m.subject().threads() == first.threads())) {
            constant.add(Labels.THREADS);
        }
        return constant;
    }

    private static Stream<Series> lines(
            ReportColumn column, Measurement m, Palette palette, Set<String> constant, List<Measurement> rows) {
        Subject subject = m.subject();
        String params = Labels.params(subject, " · ", constant);
        String name = subject.contender()
                + (params.isEmpty() ? "" : " · " + params)
                + (m.flags().contains(Latency.MISSED_RATE_FLAG) ? " (missed its rate)" : "");
        int number = (int) rows.stream()
                .takeWhile(row -> !row.equals(m))
                .filter(row -> row.subject().contender().equals(subject.contender()))
                .count();
        boolean isAlone =
                rows.stream().map(row -> row.subject().contender()).distinct().count() == 1;
        int mark = isAlone ? number : Palette.variant(palette.mark(subject.family(), subject.contender()), number);
        Series response =
                Series.plain(name, mark, Series.Look.STEPS, points(column.latency(m, "response"), Latency.of(m)));
        return Stream.concat(
                Stream.of(response),
                column.latency(m, "service").stream()
                        .map(curve -> Series.plain(
                                "", mark, Series.Look.DASHED, points(Optional.of(curve), Optional.empty()))));
    }

    /** From the log where there is one, else the percentiles that the raw runs hold. */
    private static List<double[]> points(Optional<LatencyCurve> curve, Optional<Latency> held) {
        List<double[]> points = new ArrayList<>();
        curve.ifPresent(log -> log.points().forEach(point -> points.add(new double[] {point.oneIn(), point.ns()})));
        if (points.isEmpty()) {
            held.ifPresent(latency -> {
                for (int i = 0; i < ONE_IN.length; i++) {
                    points.add(new double[] {ONE_IN[i], latency.percentiles().get(i)});
                }
            });
        }
        return points;
    }

    private static String common(Subject subject, Set<String> constant) {
        Set<String> varying = new TreeSet<>(subject.params().keySet());
        varying.add(Labels.THREADS);
        varying.removeAll(constant);
        String params = Labels.params(subject, " · ", varying);
        return params.isEmpty() ? "" : " All with " + params + ".";
    }

    private static HtmlTable table(
            ReportData data, String title, Map<ReportColumn, List<Measurement>> columns, Set<String> constant) {
        List<String> head = new ArrayList<>(List.of("folder", "contender", "parameters"));
        head.addAll(Latency.NAMES);
        head.add("notes");
        HtmlTable table = new HtmlTable(title, head, Set.copyOf(Latency.NAMES));
        columns.forEach((column, rows) -> rows.forEach(m -> {
            List<String> cells = new ArrayList<>(List.of(
                    data.isMerged() ? Html.escape(column.label()) : "",
                    Html.escape(m.subject().contender()),
                    Html.escape(Labels.params(m.subject(), " · ", constant))));
            Latency.of(m).ifPresent(latency -> latency.percentiles().forEach(ns -> cells.add(time(ns))));
            cells.add(Html.escape(String.join(", ", m.flags())));
            table.row(m.subject().kind().name().toLowerCase(Locale.ROOT), column.command(m), cells);
        }));
        return table;
    }

    private static String time(double ns) {
        Scale scale = Scale.of("ns", ns);
        return scale.text(ns) + " <small>" + scale.unit() + "</small>";
    }
}
