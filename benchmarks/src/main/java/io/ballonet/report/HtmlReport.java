package io.ballonet.report;

import io.ballonet.report.data.ReportData;
import io.ballonet.report.data.Row;
import io.ballonet.report.plot.Plot;
import io.ballonet.report.plot.PlotStyle;
import io.ballonet.report.plot.Question;
import io.ballonet.report.plot.Questions;
import io.ballonet.report.text.FamilyText;
import io.ballonet.report.text.Html;
import io.ballonet.result.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A result as one HTML file that loads nothing: styles inside, plots as inline SVG, no script. It follows the reader's light or
 * dark scheme, fits a phone and prints.
 *
 * <p>In this order: who wins; a section for each family with its plots, every contender as a dot, and every figure; the questions
 * that the result does not answer; what it was measured on.
 */
public final class HtmlReport {
    private final ReportData data;
    private final Map<Question, List<Plot>> plots = new LinkedHashMap<>();
    private int dotCharts;
    private final StringBuilder html = new StringBuilder(1 << 18);

    private HtmlReport(ReportData data) {
        this.data = data;
        Questions.ALL.forEach(question -> plots.put(question, question.plots(data)));
    }

    /** The files of a report by name, {@code report.html} and one of each plot below {@code plots}. */
    public static Map<String, String> files(ReportData data) {
        HtmlReport report = new HtmlReport(data);
        Map<String, String> files = new LinkedHashMap<>();
        files.put("report.html", report.text());
        report.plots.values().stream()
                .flatMap(List::stream)
                .flatMap(plot -> plot.files().entrySet().stream())
                .forEach(file -> files.put("plots/" + file.getKey(), file.getValue()));
        return files;
    }

    private String text() {
        PageHead head = new PageHead(data);
        html.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<meta name=\"color-scheme\" content=\"light dark\">\n<title>")
                .append(Html.escape(head.title()))
                .append("</title>\n<style>\n")
                .append(styles())
                .append(PlotStyle.css())
                .append(
                        "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#who-wins\">Skip to who wins</a>\n<main>\n");
        head.append(html);
        contents();
        Banners.append(data, html);
        Winners.append(data, html);
        data.families().forEach(this::family);
        plotsWithoutFamily();
        unanswered();
        MeasuredOn.append(data, html);
        html.append("</main>\n</body>\n</html>\n");
        return html.toString();
    }

    private void contents() {
        html.append("<nav aria-label=\"contents\"><ol>\n<li><a href=\"#who-wins\">who wins</a>\n");
        for (String family : data.families()) {
            html.append("<li><a href=\"#")
                    .append(Html.slug(family))
                    .append("\">")
                    .append(Html.escape(family))
                    .append("</a>\n");
            plots(family)
                    .forEach(plot -> html.append("<a class=\"sub\" href=\"#plot-")
                            .append(plot.name())
                            .append("\">")
                            .append(Html.escape(plot.title()))
                            .append("</a>\n"));
        }
        html.append("<li><a href=\"#measured-on\">measured on</a></ol></nav>\n</header>\n");
    }

    private List<Plot> plots(String family) {
        return plots.values().stream()
                .flatMap(List::stream)
                .filter(plot -> plot.family().equals(family))
                .toList();
    }

    private void family(String family) {
        List<Row> rows = data.rows().stream()
                .filter(row -> row.subject().family().equals(family))
                .toList();
        html.append("<section id=\"")
                .append(Html.slug(family))
                .append("\">\n<h2>")
                .append(Html.escape(heading(family)))
                .append("</h2>\n<p class=\"question\">")
                .append(Html.escape(FamilyText.question(family)))
                .append("</p>\n");
        unlike(family, rows);
        plots(family).forEach(plot -> plot.append(html));
        html.append("<h3 class=\"all\">Every contender</h3>\n");
        charts(rows).forEach(chart -> DotChart.append(data, chart, ++dotCharts, html));
        html.append("<details open><summary>")
                .append(rows.size() == 1 ? "the figure" : "all " + rows.size() + " figures")
                .append("</summary>\n");
        FigureTable.append(data, rows, html);
        html.append("</details>\n</section>\n");
    }

    private static String heading(String family) {
        return family.isEmpty() ? "?" : family.substring(0, 1).toUpperCase(Locale.ROOT) + family.substring(1);
    }

    private void unlike(String family, List<Row> rows) {
        boolean hasOthers = rows.stream()
                .anyMatch(row ->
                        row.subject().kind() == Kind.FOIL || row.subject().kind() == Kind.PEER);
        String kinds = hasOthers || family.equals("replay") || family.equals("technique") || family.equals("reclaim")
                ? FamilyText.unlike(family)
                : "";
        String states = MachineStates.text(rows);
        if (!kinds.isEmpty() || !states.isEmpty()) {
            html.append("<p class=\"unlike\">").append(Html.escape(kinds));
            html.append(kinds.isEmpty() || states.isEmpty() ? "" : " ")
                    .append(Html.escape(states))
                    .append("</p>\n");
        }
    }

    /** A chart for each benchmark; those with one measurement share a chart with the others of their unit. */
    private static List<List<Row>> charts(List<Row> rows) {
        Map<String, List<Row>> byBenchmark = rows.stream()
                .collect(Collectors.groupingBy(HtmlReport::question, LinkedHashMap::new, Collectors.toList()));
        Map<String, List<Row>> charts = new LinkedHashMap<>();
        byBenchmark.forEach((question, answers) -> charts.computeIfAbsent(
                        answers.size() == 1 ? answers.getFirst().subject().unit() : question, key -> new ArrayList<>())
                .addAll(answers));
        return new ArrayList<>(charts.values());
    }

    private static String question(Row row) {
        return row.subject().benchmark() + " " + row.subject().unit();
    }

    /** What was drawn from tables, in a result that has no rows of that family. */
    private void plotsWithoutFamily() {
        List<Plot> left = plots.values().stream()
                .flatMap(List::stream)
                .filter(plot -> !data.families().contains(plot.family()))
                .toList();
        if (!left.isEmpty()) {
            html.append("<section>\n<h2>Beside the benchmarks</h2>\n");
            left.forEach(plot -> plot.append(html));
            html.append("</section>\n");
        }
    }

    private void unanswered() {
        List<Question> missing = plots.entrySet().stream()
                .filter(question -> question.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        if (!missing.isEmpty()) {
            html.append("<section class=\"missing\">\n<h2>Not drawn</h2>\n<ul>\n");
            missing.forEach(question -> html.append("<li><b>")
                    .append(Html.escape(question.asks()))
                    .append("</b>: ")
                    .append(Html.escape(question.needs()))
                    .append('\n'));
            html.append("</ul>\n</section>\n");
        }
    }

    private static String styles() {
        try (InputStream stream =
                Objects.requireNonNull(HtmlReport.class.getResourceAsStream("report.css"), "report.css")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
