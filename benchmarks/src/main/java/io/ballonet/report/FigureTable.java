package io.ballonet.report;

import io.ballonet.report.data.ReportData;
import io.ballonet.report.data.Row;
import io.ballonet.report.text.Html;
import io.ballonet.report.text.HtmlTable;
import io.ballonet.report.text.Labels;
import io.ballonet.report.text.Scale;
import io.ballonet.result.Kind;
import io.ballonet.result.Measurement;
import io.ballonet.result.Subject;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A family's figures as an HTML table: one row each. */
final class FigureTable {
    private static final List<String> HEAD =
            List.of("benchmark", "contender", "parameters", "folder", "value", "± 95 %", "unit", "× limit", "notes");
    private static final Set<String> NUMBERS = Set.of("value", "± 95 %");

    /** Stands for parameters that are those of the row above. */
    private static final String DITTO = "<span class=\"same\">″</span>";

    private FigureTable() {}

    static void append(ReportData data, List<Row> rows, StringBuilder html) {
        HtmlTable table =
                new HtmlTable("all figures of " + rows.getFirst().subject().family(), HEAD, NUMBERS);
        List<Measurement> measurements = rows.stream().map(Row::measurement).toList();
        String last = "";
        String lastParams = "";
        for (Row row : rows) {
            Subject subject = row.subject();
            boolean first = !subject.benchmark().equals(last);
            last = subject.benchmark();
            String params = Labels.params(subject, " · ", Set.of());
            boolean same = !first && !params.isEmpty() && params.equals(lastParams);
            lastParams = params;
            table.row(
                    (first ? "first " : "") + subject.kind().name().toLowerCase(Locale.ROOT),
                    row.command(),
                    cells(
                            data,
                            row,
                            first,
                            same ? DITTO : Html.escape(params),
                            TerminalTables.scale(measurements, subject.benchmark())));
        }
        table.append(html);
    }

    /** In the order of {@link #HEAD}, escaped. */
    private static List<String> cells(ReportData data, Row row, boolean first, String params, Scale scale) {
        Measurement m = row.measurement();
        Subject subject = m.subject();
        String contender = Html.escape(subject.contender());
        String mark = subject.kind() == Kind.LIMIT ? "" : Labels.kind(subject.kind());
        return List.of(
                first ? Html.escape(subject.benchmark()) : "",
                (row.column().summary().isBest(m) ? "<b>" + contender + "</b>" : contender)
                        + (mark.isEmpty() ? "" : " <small>" + mark + "</small>"),
                params,
                data.isMerged() ? Html.escape(row.column().label()) : "",
                scale.text(m.value()),
                scale.text(m.error()),
                Html.escape(scale.unit()),
                Html.escape(Labels.ratio(m)),
                Html.escape(Labels.notes(m, ", ")));
    }
}
