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
            case 1 ->
                path(style, "M%.1f %.1fh%.1fv%.1fh%.1fz", x - r * .88, y - r * .88, r * 1.76, r * 1.76, -r * 1.76);
            case 2 ->
                path(
                        style,
                        "M%.1f %.1fl%.1f %.1fl%.1f %.1fl%.1f %.1fz",
                        x,
                        y - r * 1.3,
                        r * 1.3,
                        r * 1.3,
                        -r * 1.3,
                        r * 1.3,
                        -r * 1.3,
                        -r * 1.3);
            default -> path(style, "M%.1f %.1fl%.1f %.1fh%.1fz", x, y - r * 1.25, r * 1.2, r * 2.1, -r * 2.4);
        };
    }

    private static String path(String style, String form, Object... places) {
        return "<path class=\"" + style + "\" d=\"" + String.format(Locale.ROOT, form, places) + "\"/>";
    }
}
