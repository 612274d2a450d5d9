package io.ballonet.report.plot;

import io.ballonet.report.data.ReportColumn;
import io.ballonet.report.data.ReportData;
import io.ballonet.report.data.Row;
import io.ballonet.report.text.Html;
import io.ballonet.report.text.HtmlTable;
import io.ballonet.report.text.Scale;
import io.ballonet.result.Measurement;
import io.ballonet.result.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How many of the idle pages a scan finds, against what finding them costs, from the measurements {@code accuracy} and
 * {@code accuracy-cost}: a panel a layout of the accessed bits.
 */
final class AccuracyQuestion implements Question {
    private static final String ACCURACY = "accuracy";
    private static final String COST = "accuracy-cost";
    private static final String LAYOUT = "layout";
    private static final String TLB = "tlb";
    private static final String TITLE = "idle pages found, and what finding them costs";

    @Override
    public String asks() {
        return "accuracy against cost";
    }

    @Override
    public String needs() {
        return "the scenario accuracy measures both";
    }

    @Override
    public List<Plot> plots(ReportData data) {
        Palette palette = Palette.of(data);
        Map<String, List<Pair>> panels = new LinkedHashMap<>();
        for (ReportColumn column : data.columns()) {
            for (Measurement m : column.measurements()) {
                pair(column, m)
                        .ifPresent(pair -> panels.computeIfAbsent(
                                        "accessed bits: " + param(m.subject(), LAYOUT)
                                                + (data.isMerged() ? " · " + column.label() : ""),
                                        key -> new ArrayList<>())
                                .add(pair));
            }
        }
        if (panels.isEmpty()) {
            return List.of();
        }
        FrontChart.Words words = new FrontChart.Words(
                TITLE, "ns a page and period · logarithmic", "F1 in %", "with TLB shootdown", "without");
        Map<String, List<FrontChart.Point>> points = new LinkedHashMap<>();
        panels.forEach((panel, pairs) -> points.put(
                panel, pairs.stream().map(pair -> pair.point(palette)).toList()));
        FrontChart.Bounds bounds = FrontChart.Bounds.of(
                points.values().stream().flatMap(List::stream).toList());
        List<Plot.Panel> drawn = new ArrayList<>();
        points.forEach((panel, of) -> drawn.add(new Plot.Panel(
                panel, size -> new FrontChart(words.titled(TITLE + ", " + panel), bounds, of, size).draw())));
        return List.of(new Plot(
                ACCURACY,
                "scan",
                TITLE,
                "Up and to the left is better; the staircase joins what nothing beats in both.",
                drawn,
                table(data, panels)));
    }

    /** A scan's accuracy and its cost under the same parameters. */
    private record Pair(Row accuracy, Measurement cost) {
        FrontChart.Point point(Palette palette) {
            Subject subject = accuracy.subject();
            return new FrontChart.Point(
                    subject.contender(),
                    palette.mark(subject.family(), subject.contender()),
                    param(subject, TLB).equals("shootdown"),
                    cost.value(),
                    accuracy.measurement().value(),
                    subject.label() + ": " + Scale.number(accuracy.measurement().value()) + " % at "
                            + Scale.number(cost.value()) + " ns a page");
        }
    }

    private static Optional<Pair> pair(ReportColumn column, Measurement accuracy) {
        Subject subject = accuracy.subject();
        if (!subject.benchmark().equals(ACCURACY) || !Double.isFinite(accuracy.value())) {
            return Optional.empty();
        }
        return column.measurements().stream()
                .filter(m -> m.subject().benchmark().equals(COST)
                        && m.subject().contender().equals(subject.contender())
                        && m.subject().params().equals(subject.params())
                        && m.value() > 0)
                .findFirst()
                .map(cost -> new Pair(new Row(column, accuracy), cost));
    }

    private static HtmlTable table(ReportData data, Map<String, List<Pair>> panels) {
        HtmlTable table = new HtmlTable(
                TITLE,
                List.of("folder", "scan", "layout", "TLB", "F1 in %", "ns a page"),
                Set.of("F1 in %", "ns a page"));
        panels.values()
                .forEach(pairs -> pairs.forEach(pair -> {
                    Subject subject = pair.accuracy().subject();
                    table.row(
                            subject.kind().name().toLowerCase(Locale.ROOT),
                            pair.accuracy().command(),
                            List.of(
                                    data.isMerged()
                                            ? Html.escape(
                                                    pair.accuracy().column().label())
                                            : "",
                                    Html.escape(subject.contender()),
                                    Html.escape(param(subject, LAYOUT)),
                                    Html.escape(param(subject, TLB)),
                                    Scale.number(pair.accuracy().measurement().value()),
                                    Scale.number(pair.cost().value())));
                }));
        return table;
    }

    private static String param(Subject subject, String name) {
        return String.valueOf(subject.params().get(name));
    }
}
