package io.ballonet.report.plot;

import io.ballonet.report.data.ReportData;
import io.ballonet.report.data.Row;
import io.ballonet.report.text.Html;
import io.ballonet.report.text.HtmlTable;
import io.ballonet.report.text.Labels;
import io.ballonet.report.text.Scale;
import io.ballonet.result.Measurement;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The figures beneath a plot of one quantity against another. */
final class SweepTable {
    private SweepTable() {}

    /** A row for each that is drawn; parameters that all share, which the plot's text says, are left out. */
    static HtmlTable of(Sweep sweep, ReportData data, List<Row> rows, Scale scale, Set<String> constant) {
        Measurement first = rows.getFirst().measurement();
        HtmlTable table = new HtmlTable(
                sweep.title(first),
                List.of(
                        "folder",
                        "contender",
                        "parameters",
                        sweep.across(),
                        "as drawn",
                        "value",
                        "± 95 %",
                        "unit",
                        "notes"),
                Set.of(sweep.across(), "as drawn", "value", "± 95 %"));
        Scale raw = Scale.of(
                first.subject().unit(),
                rows.stream().mapToDouble(row -> row.measurement().value()).toArray());
        boolean isOther = !sweep.unit(first).equals(first.subject().unit());
        for (Row row : rows) {
            Measurement m = row.measurement();
            table.row(
                    m.subject().kind().name().toLowerCase(Locale.ROOT),
                    row.command(),
                    List.of(
                            data.isMerged() ? Html.escape(row.column().label()) : "",
                            Html.escape(m.subject().contender()),
                            Html.escape(Labels.params(m.subject(), " · ", constant)),
                            Html.escape(Labels.value(sweep.x(m))),
                            isOther
                                    ? scale.text(sweep.y(m).applyAsDouble(m.value())) + " <small>"
                                            + Html.escape(scale.unit()) + "</small>"
                                    : "",
                            raw.text(m.value()),
                            raw.text(m.error()),
                            Html.escape(raw.unit()),
                            Html.escape(Labels.notes(m, ", "))));
        }
        return table;
    }
}
