package io.ballonet.report.plot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one style of all plots: once in a page, and in each file of its own. */
public final class PlotStyle {
    private static final int TITLE = 30;
    private static final Pattern HEAD =
            Pattern.compile("^<svg class=\"xy\" viewBox=\"0 0 (\\d+) (\\d+)\" [^>]*aria-label=\"([^\"]*)\">");

    private PlotStyle() {}

    /** CSS that concerns nothing but plots. */
    public static String css() {
        try (InputStream stream = Objects.requireNonNull(PlotStyle.class.getResourceAsStream("plot.css"), "plot.css")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A drawing of a page as a file that needs no page, with its title above it. */
    static String alone(String svg) {
        Matcher head = HEAD.matcher(svg);
        if (!head.find()) {
            throw new IllegalArgumentException("not a drawing of this package: " + svg);
        }
        int height = Integer.parseInt(head.group(2)) + TITLE;
        return String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"xy\" viewBox=\"0 %d %s %d\" width=\"%s\" height=\"%d\""
                                + " role=\"img\" aria-label=\"%s\">%n<style>%n",
                        -TITLE,
                        head.group(1),
                        height,
                        head.group(1),
                        height,
                        head.group(3))
                + css() + "</style>\n<text class=\"title\" x=\"4\" y=\"-8\">" + head.group(3) + "</text>"
                + svg.substring(head.end());
    }
}
