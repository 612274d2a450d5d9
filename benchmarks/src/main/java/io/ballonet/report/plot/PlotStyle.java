package io.ballonet.report.plot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The one style of all plots: once in a page, and in each file of its own. */
public final class PlotStyle {
    private PlotStyle() {}

    /** CSS that concerns nothing but plots. */
    public static String css() {
        try (InputStream stream = Objects.requireNonNull(PlotStyle.class.getResourceAsStream("plot.css"), "plot.css")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A drawing of a page as a file that needs no page. */
    static String alone(String svg) {
        int head = svg.indexOf('>') + 1;
        return svg.substring(0, head).replaceFirst("<svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"") + "\n<style>\n"
                + css() + "</style>" + svg.substring(head);
    }
}
