package io.ballonet.report;

import io.ballonet.result.Latency;
import io.ballonet.result.Measurement;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The response times of a family's open-loop runs: a line from median to maximum for each, with a dot at each percentile,
 * the rarer the fainter; the numbers stand in the table below it.
 */
final class LatencyChart {
    private static final int HEIGHT = 26;
    private static final int MIDDLE = HEIGHT / 2;

    private LatencyChart() {}

    /** Appends a figure and its table where any of the measurements has percentiles. */
    static void append(List<Measurement> measurements, StringBuilder html) {
        List<Measurement> loops =
                measurements.stream().filter(m -> Latency.of(m).isPresent()).toList();
        if (loops.isEmpty()) {
            return;
        }
        Axis axis = Axis.of(loops.stream()
                .flatMap(m -> Latency.of(m).stream())
                .flatMap(latency -> latency.percentiles().stream())
                .mapToDouble(Double::doubleValue)
                .toArray());
        html.append("<figure class=\"chart latency\">\n<figcaption><h3>response time</h3><p>ns from the intended start,"
                        + " less is better")
                .append(axis.isDecades() ? " · logarithmic" : "")
                .append(" · dots at ")
                .append(String.join(", ", Latency.NAMES))
                .append("</p></figcaption>\n<div class=\"plot\">\n");
        for (Measurement m : loops) {
            Latency.of(m).ifPresent(latency -> row(m, latency.percentiles(), axis, html));
        }
        DotChart.ticks(axis, html);
        html.append("</div>\n");
        table(loops, html);
        html.append("</figure>\n");
    }

    private static void row(Measurement m, List<Double> percentiles, Axis axis, StringBuilder html) {
        String kind = m.subject().kind().name().toLowerCase(Locale.ROOT);
        html.append("<div class=\"row ").append(kind).append("\"><span class=\"who\">");
        html.append(Html.escape(m.subject().benchmark()))
                .append(" <i>")
                .append(Html.escape(who(m)))
                .append("</i></span><svg height=\"")
                .append(HEIGHT)
                .append("\" role=\"img\" aria-label=\"")
                .append(Html.escape("response time of " + m.subject().label()))
                .append("\">");
        for (double tick : axis.ticks()) {
            line("tick", axis.at(tick), axis.at(tick), 0, HEIGHT, html);
        }
        line("stem", axis.at(percentiles.getFirst()), axis.at(percentiles.getLast()), MIDDLE, MIDDLE, html);
        for (int i = percentiles.size() - 1; i >= 0; i--) {
            html.append(String.format(
                    Locale.ROOT,
                    "<circle class=\"dot p%d\" cx=\"%s\" cy=\"%d\" r=\"4.5\"/>",
                    i,
                    axis.at(percentiles.get(i)),
                    MIDDLE));
        }
        html.append("</svg><span class=\"what\">")
                .append(Scale.compact(percentiles.getFirst()))
                .append("<small>max ")
                .append(Scale.compact(percentiles.getLast()))
                .append("</small></span></div>\n");
    }

    private static String who(Measurement m) {
        String params = Labels.params(m.subject(), " · ", Set.of());
        return m.subject().contender() + (params.isEmpty() ? "" : " · " + params);
    }

    private static void line(String style, String from, String to, int top, int bottom, StringBuilder html) {
        html.append(String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%s\" x2=\"%s\" y1=\"%d\" y2=\"%d\"/>",
                style,
                from,
                to,
                top,
                bottom));
    }

    private static void table(List<Measurement> loops, StringBuilder html) {
        html.append("<div class=\"scroll\"><table>\n<thead><tr><th>benchmark<th>contender");
        Latency.NAMES.forEach(name -> html.append("<th class=\"n\">").append(name));
        html.append("<th>notes</tr></thead>\n<tbody>\n");
        for (Measurement m : loops) {
            html.append("<tr><td>")
                    .append(Html.escape(m.subject().benchmark()))
                    .append("<td>")
                    .append(Html.escape(who(m)));
            Latency.of(m)
                    .ifPresent(latency -> latency.percentiles()
                            .forEach(value -> html.append("<td class=\"n\">").append(Scale.compact(value))));
            html.append("<td>")
                    .append(Html.escape(String.join(", ", m.flags())))
                    .append("</tr>\n");
        }
        html.append("</tbody></table></div>\n");
    }
}
