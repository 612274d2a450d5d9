package io.ballonet.report;

import io.ballonet.report.data.ReportColumn;
import io.ballonet.report.data.ReportData;
import io.ballonet.report.text.Html;
import java.util.ArrayList;
import java.util.List;

/** What a reader has to know before any figure: no measurement, stopped, failed, damaged, or not alike. */
final class Banners {
    private static final int MOST_LINES = 12;

    private Banners() {}

    static void append(ReportData data, StringBuilder html) {
        List<ReportColumn> columns = data.columns();
        if (columns.stream().anyMatch(column -> !column.facts().measurement())) {
            html.append(
                    "<p class=\"banner\"><b>Smoke run: not a measurement.</b> Iterations are far too short for figures;"
                            + " this page says that everything runs, and nothing else.</p>\n");
        }
        if (columns.stream().anyMatch(column -> column.facts().partial())) {
            html.append("<p class=\"banner\"><b>Partial.</b> The run was stopped; families that were not finished are"
                    + " left out.</p>\n");
        }
        List<String> failures = columns.stream()
                .flatMap(column -> column.facts().failures().stream())
                .toList();
        list(failures.size() == 1 ? "A benchmark failed." : "Some benchmarks failed.", failures, html);
        List<String> faults = new ArrayList<>(data.leftOut());
        columns.forEach(column ->
                column.faults().forEach(fault -> faults.add(data.isMerged() ? column.label() + ": " + fault : fault)));
        list("Damaged; the rest is reported.", faults, html);
        list("Not alike beside the sources.", Differences.of(columns), html);
    }

    private static void list(String head, List<String> lines, StringBuilder html) {
        if (lines.isEmpty()) {
            return;
        }
        html.append("<div class=\"banner\"><b>").append(head).append("</b><ul>");
        lines.stream()
                .limit(MOST_LINES)
                .forEach(line -> html.append("<li>").append(Html.escape(line)).append("</li>"));
        if (lines.size() > MOST_LINES) {
            html.append("<li>and ").append(lines.size() - MOST_LINES).append(" more</li>");
        }
        html.append("</ul></div>\n");
    }
}
