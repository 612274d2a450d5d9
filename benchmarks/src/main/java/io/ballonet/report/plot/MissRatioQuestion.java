package io.ballonet.report.plot;

import io.ballonet.report.data.CsvFile;
import io.ballonet.report.data.ReportColumn;
import io.ballonet.report.data.ReportData;
import io.ballonet.report.text.Html;
import io.ballonet.report.text.HtmlTable;
import io.ballonet.report.text.Scale;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How many accesses miss, against the frames that there are: from any CSV that {@code ballonet replay} wrote. */
final class MissRatioQuestion implements Question {
    private static final int TABLE_ROWS = 12;
    private static final double PERCENT = 100;

    @Override
    public String asks() {
        return "miss-ratio curves";
    }

    @Override
    public String needs() {
        return "no CSV of ballonet replay lies in it; ballonet replay TRACE --curve --format csv > DIR/curve.csv puts one there";
    }

    @Override
    public List<Plot> plots(ReportData data) {
        Map<String, Map<String, List<Row>>> byTrace = new LinkedHashMap<>();
        for (ReportColumn column : data.columns()) {
            for (CsvFile table : column.tables()) {
                if (table.head().containsAll(List.of("trace", "policy", "frames", "miss_ratio"))) {
                    table.rows().forEach(row -> add(table, row, byTrace));
                }
            }
        }
        Palette palette = Palette.of(data);
        List<Plot> plots = new ArrayList<>();
        byTrace.forEach((trace, policies) -> {
            if (policies.values().stream().anyMatch(rows -> rows.size() > 1)) {
                plots.add(plot(trace, policies, palette));
            }
        });
        return plots;
    }

    private record Row(String policy, double frames, double ratio, String misses) {}

    private static void add(CsvFile table, List<String> row, Map<String, Map<String, List<Row>>> byTrace) {
        String policy = row.get(table.column("policy"));
        double frames = CsvFile.number(row, table.column("frames"));
        double ratio = CsvFile.number(row, table.column("miss_ratio"));
        if (frames > 0 && ratio >= 0) {
            int misses = table.column("misses");
            byTrace.computeIfAbsent(row.get(table.column("trace")), key -> new LinkedHashMap<>())
                    .computeIfAbsent(policy, key -> new ArrayList<>())
                    .add(new Row(policy, frames, ratio, misses < 0 ? "" : row.get(misses)));
        }
    }

    private static Plot plot(String trace, Map<String, List<Row>> policies, Palette palette) {
        List<Series> lines = new ArrayList<>();
        policies.values().forEach(rows -> rows.sort(Comparator.comparingDouble(Row::frames)));
        policies.forEach((policy, rows) -> lines.add(MissRatioChart.line(
                policy,
                palette.mark("replay", policy),
                rows.stream()
                        .map(row -> new double[] {row.frames(), row.ratio()})
                        .toList())));
        String title = MissRatioChart.title(trace);
        HtmlTable table = new HtmlTable(
                title, List.of("policy", "frames", "misses", "miss ratio"), Set.of("frames", "misses", "miss ratio"));
        policies.forEach((policy, rows) -> thinned(rows)
                .forEach(row -> table.row(
                        "",
                        "./ballonet replay " + (trace.matches("[\\w.-]+") ? trace : "TRACE") + " --policy "
                                + (policy.matches("[\\w.-]+") ? policy : "POLICY") + " --frames "
                                + Math.round(row.frames()),
                        List.of(
                                Html.escape(policy),
                                Scale.number(row.frames()),
                                Html.escape(row.misses()),
                                Scale.number(PERCENT * row.ratio()) + " %"))));
        return new Plot(
                "miss-ratio-" + trace,
                "replay",
                title,
                "The share of a trace’s accesses that a policy misses, with so many frames.",
                List.of(new Plot.Panel("", MissRatioChart.drawing(trace, lines))),
                table);
    }

    /** At most about so many, evenly chosen, the last among them. */
    private static List<Row> thinned(List<Row> rows) {
        int step = 1 + rows.size() / TABLE_ROWS;
        List<Row> thinned = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (i % step == 0 || i == rows.size() - 1) {
                thinned.add(rows.get(i));
            }
        }
        return thinned;
    }
}
