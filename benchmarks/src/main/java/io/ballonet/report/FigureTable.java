package io.ballonet.report;

import io.ballonet.result.Kind;
import io.ballonet.result.Measurement;
import io.ballonet.result.Subject;
import io.ballonet.result.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A family's figures as an HTML table: one row each; a column that would be empty is left out. */
final class FigureTable {
    private static final List<String> HEAD =
            List.of("benchmark", "contender", "parameters", "value", "± 95 %", "unit", "× limit", "notes");
    private static final Set<String> NUMBERS = Set.of("value", "± 95 %");

    private FigureTable() {}

    static void append(Summary summary, List<Measurement> measurements, StringBuilder html) {
        List<List<String>> rows = new ArrayList<>();
        for (Measurement m : measurements) {
            rows.add(cells(
                    summary, m, TerminalTables.scale(measurements, m.subject().benchmark())));
        }
        List<Integer> columns = new ArrayList<>();
        for (int column = 0; column < HEAD.size(); column++) {
            int at = column;
            if (rows.stream().anyMatch(row -> !row.get(at).isEmpty())) {
                columns.add(column);
            }
        }
        html.append("<div class=\"scroll\"><table>\n<thead><tr>");
        for (int column : columns) {
            html.append(NUMBERS.contains(HEAD.get(column)) ? "<th class=\"n\">" : "<th>")
                    .append(HEAD.get(column));
        }
        html.append("</tr></thead>\n<tbody>\n");
        String last = "";
        for (int row = 0; row < rows.size(); row++) {
            Subject subject = measurements.get(row).subject();
            boolean first = !subject.benchmark().equals(last);
            last = subject.benchmark();
            html.append(first ? "<tr class=\"first " : "<tr class=\"again ")
                    .append(subject.kind().name().toLowerCase(Locale.ROOT))
                    .append("\">");
            for (int column : columns) {
                html.append(NUMBERS.contains(HEAD.get(column)) ? "<td class=\"n\">" : "<td>")
                        .append(rows.get(row).get(column));
            }
            html.append("</tr>\n");
        }
        html.append("</tbody></table></div>\n");
    }

    /** In the order of {@link #HEAD}, escaped. */
    private static List<String> cells(Summary summary, Measurement m, Scale scale) {
        Subject subject = m.subject();
        String contender = Html.escape(subject.contender());
        String mark = subject.kind() == Kind.LIMIT ? "" : Labels.kind(subject.kind());
        return List.of(
                Html.escape(subject.benchmark()),
                (summary.isBest(m) ? "<b>" + contender + "</b>" : contender)
                        + (mark.isEmpty() ? "" : " <small>" + mark + "</small>"),
                Html.escape(Labels.params(subject, " · ", Set.of())),
                scale.text(m.value()),
                scale.text(m.error()),
                Html.escape(scale.unit()),
                Html.escape(Labels.ratio(m)),
                Html.escape(Labels.notes(m, ", ")));
    }
}
