package io.ballonet.report.plot;

import java.util.Locale;

/** Eleven colours, the last grey, and shapes that tell them apart without colour. */
final class Marks {
    /** After so many, colours come again with another shape. */
    static final int COLOURS = 11;

    private static final double RADIUS = 4.6;

    private Marks() {}

    /** The class of a colour. */
    static String colour(int mark) {
        return "c" + mark % COLOURS;
    }

    /** A mark around a point; {@code isHollow} for one that is to be taken with care. */
    static String shape(int mark, double x, double y, boolean isHollow) {
        String style = isHollow ? "mark hollow" : "mark";
        double r = RADIUS;
        return switch (mark % 4) {
            case 0 ->
                String.format(Locale.ROOT, "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>", style, x, y, r);
            case 1 -> {
                double side = 1.76 * r;
                yield String.format(
                        Locale.ROOT,
                        "<path class=\"%s\" d=\"M%.1f %.1fh%.1fv%.1fh%.1fz\"/>",
                        style,
                        x - side / 2,
                        y - side / 2,
                        side,
                        side,
                        -side);
            }
            case 2 -> {
                double half = 1.3 * r;
                yield String.format(
                        Locale.ROOT,
                        "<path class=\"%s\" d=\"M%.1f %.1fl%.1f %.1fl%.1f %.1fl%.1f %.1fz\"/>",
                        style,
                        x,
                        y - half,
                        half,
                        half,
                        -half,
                        half,
                        -half,
                        -half);
            }
            default ->
                String.format(
                        Locale.ROOT,
                        "<path class=\"%s\" d=\"M%.1f %.1fl%.1f %.1fh%.1fz\"/>",
                        style,
                        x,
                        y - 1.25 * r,
                        1.2 * r,
                        2.1 * r,
                        -2.4 * r);
        };
    }
}
