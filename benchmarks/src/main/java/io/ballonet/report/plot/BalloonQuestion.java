package io.ballonet.report.plot;

import io.ballonet.report.data.CsvFile;
import io.ballonet.report.data.ReportColumn;
import io.ballonet.report.data.ReportData;
import io.ballonet.report.text.HtmlTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How balloons and free memory move over a run, from a scenario's {@code balloon-size.csv}. */
final class BalloonQuestion implements Question {
    private static final String FILE = "balloon-size.csv";
    private static final String TIME = "time_us";
    private static final String FREE = "free_frames";
    private static final String BALLOON = "_balloon";
    private static final String TARGET = "_target";
    private static final double US_PER_SECOND = 1e6;
    private static final double PAGES_PER_MIB = 256;
    private static final int TABLE_ROWS = 16;
    private static final int FREE_MARK = Marks.COLOURS - 1;

    @Override
    public String asks() {
        return "balloon size and free memory over time";
    }

    @Override
    public String needs() {
        return "the scenario overcommit measures it";
    }

    @Override
    public List<Plot> plots(ReportData data) {
        List<Plot> plots = new ArrayList<>();
        for (ReportColumn column : data.columns()) {
            for (CsvFile table : column.tables()) {
                if (table.name().equals(FILE)
                        && table.column(TIME) >= 0
                        && !table.rows().isEmpty()) {
                    plots.add(plot(data, column, table, plots.size()));
                }
            }
        }
        return plots;
    }

    private static Plot plot(ReportData data, ReportColumn column, CsvFile table, int number) {
        List<Series> lines = new ArrayList<>();
        int guest = 0;
        for (int at = 0; at < table.head().size(); at++) {
            String head = table.head().get(at);
            if (head.endsWith(BALLOON)) {
                String name = head.substring(0, head.length() - BALLOON.length());
                lines.add(Series.plain("balloon of " + name, guest, Series.Look.STEPS, points(table, at)));
                int target = table.column(name + TARGET);
                if (target >= 0) {
                    lines.add(Series.plain("", guest, Series.Look.DASHED, points(table, target)));
                }
                guest++;
            }
        }
        if (table.column(FREE) >= 0) {
            lines.add(Series.plain("free memory", FREE_MARK, Series.Look.STEPS, points(table, table.column(FREE))));
        }
        Ruler across = Ruler.fromZero(
                lines.stream().flatMap(line -> line.points().stream()).mapToDouble(Series.Point::x));
        Ruler up = Ruler.fromZero(
                lines.stream().flatMap(line -> line.points().stream()).mapToDouble(Series.Point::y));
        String title = "balloon size and free memory over time" + (data.isMerged() ? ", " + column.label() : "");
        XyChart.Words words = XyChart.Words.of(title, "seconds", "MiB", "", lines);
        return new Plot(
                "balloon" + (number == 0 ? "" : "-" + (number + 1)),
                "technique",
                title,
                "Full lines are what each guest has given up and what the host has free; dashed what the host asks each guest for.",
                List.of(new Plot.Panel("", size -> new XyChart(words, across, up, lines, size).draw())),
                figures(column, table, title));
    }

    private static List<double[]> points(CsvFile table, int column) {
        int time = table.column(TIME);
        List<double[]> points = new ArrayList<>();
        for (List<String> row : table.rows()) {
            double at = CsvFile.number(row, time) / US_PER_SECOND;
            double pages = CsvFile.number(row, column);
            if (Double.isFinite(at) && Double.isFinite(pages)) {
                points.add(new double[] {at, pages / PAGES_PER_MIB});
            }
        }
        return points;
    }

    private static HtmlTable figures(ReportColumn column, CsvFile table, String title) {
        List<Integer> shown = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("seconds"));
        for (int at = 0; at < table.head().size(); at++) {
            String name = table.head().get(at);
            if (name.endsWith(TARGET) || name.endsWith(BALLOON) || name.equals(FREE)) {
                shown.add(at);
                head.add(name.equals(FREE) ? "free, MiB" : name.replaceFirst("_(target|balloon)$", ", $1, MiB"));
            }
        }
        HtmlTable figures = new HtmlTable(title, head, Set.copyOf(head));
        int step = Math.max(1, table.rows().size() / TABLE_ROWS);
        for (int i = 0; i < table.rows().size(); i += step) {
            List<String> row = table.rows().get(i);
            List<String> cells = new ArrayList<>();
            cells.add(String.format(Locale.ROOT, "%.2f", CsvFile.number(row, table.column(TIME)) / US_PER_SECOND));
            shown.forEach(at -> cells.add(String.format(Locale.ROOT, "%.1f", CsvFile.number(row, at) / PAGES_PER_MIB)));
            figures.row("", column.command(), cells);
        }
        return figures;
    }
}
