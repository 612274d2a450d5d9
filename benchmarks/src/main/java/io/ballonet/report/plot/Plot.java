package io.ballonet.report.plot;

import io.ballonet.report.text.Html;
import io.ballonet.report.text.HtmlTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * One question's drawing, in a panel or several with the same axes, and the figures beneath it.
 *
 * @param name of its anchor and its files
 * @param family beneath which it stands
 * @param text a sentence on how to read it
 */
public record Plot(String name, String family, String title, String text, List<Panel> panels, HtmlTable table) {
    /** Copies the panels; the name becomes one that a file can have. */
    public Plot {
        name = Html.slug(name);
        panels = List.copyOf(panels);
    }

    /** One drawing; {@code label} is empty where there is no other. */
    record Panel(String label, Function<XyChart.Size, String> drawing) {}

    /** Appends a figure, drawn for wide and for narrow windows, and its table. */
    public void append(StringBuilder html) {
        html.append("<figure class=\"question-plot\" id=\"plot-")
                .append(name)
                .append("\">\n<figcaption><h3>")
                .append(Html.escape(title))
                .append("</h3><p>")
                .append(Html.escape(text))
                .append("</p></figcaption>\n");
        for (Panel panel : panels) {
            if (!panel.label().isEmpty()) {
                html.append("<p class=\"panel\">")
                        .append(Html.escape(panel.label()))
                        .append("</p>\n");
            }
            html.append("<div class=\"wide\">\n")
                    .append(panel.drawing().apply(XyChart.Size.WIDE))
                    .append("</div><div class=\"narrow\">\n")
                    .append(panel.drawing().apply(XyChart.Size.NARROW))
                    .append("</div>\n");
        }
        table.append(html);
        html.append("</figure>\n");
    }

    /** Each panel as an SVG file of its own, by file name. */
    public Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        for (int i = 0; i < panels.size(); i++) {
            files.put(
                    name + (panels.size() == 1 ? "" : "-" + (i + 1)) + ".svg",
                    PlotStyle.alone(panels.get(i).drawing().apply(XyChart.Size.WIDE)));
        }
        return files;
    }
}
