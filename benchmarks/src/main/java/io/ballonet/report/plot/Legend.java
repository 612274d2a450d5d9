package io.ballonet.report.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Names of lines above a plot, in as few rows as the width allows. */
final class Legend {
    private static final double SAMPLE = 22;
    private static final double SPACE = 14;

    private Legend() {}

    /** One row of it. */
    record Line(List<Series> series, List<Double> places) {
        void draw(Svg svg, double y) {
            for (int i = 0; i < series.size(); i++) {
                Series line = series.get(i);
                double x = places.get(i);
                svg.path(XyChart.style(line), String.format(Locale.ROOT, "M%.1f %.1fh18", x, y - 4));
                if (line.hasMarks()) {
                    svg.open(Marks.colour(line.mark()));
                    svg.tipped("", Marks.shape(line.mark(), x + 9, y - 4, false));
                    svg.close();
                }
                svg.text("name", x + SAMPLE, y, "start", line.name());
            }
        }
    }

    /** The rows, for letters of that mean width. */
    static List<Line> lines(List<Series> series, double width, double letter) {
        List<Line> lines = new ArrayList<>();
        double free = Double.POSITIVE_INFINITY;
        for (Series line : series) {
            double length = SAMPLE + line.name().length() * letter;
            if (free + length > width) {
                lines.add(new Line(new ArrayList<>(), new ArrayList<>()));
                free = 4;
            }
            lines.getLast().series().add(line);
            lines.getLast().places().add(free);
            free += length + SPACE;
        }
        return lines;
    }
}
