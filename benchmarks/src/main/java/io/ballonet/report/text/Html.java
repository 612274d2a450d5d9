package io.ballonet.report.text;

import io.ballonet.result.Printable;
import java.util.Locale;

/** Text for HTML; everything that was not written here goes through {@link #escape}. */
public final class Html {
    private Html() {}

    /** Safe between tags and inside quoted attributes; control and bidirectional format characters as {@code \\uXXXX}. */
    public static String escape(String text) {
        return Printable.of(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** A name for an anchor or a file: lower-case letters, digits and single hyphens; never empty. */
    public static String slug(String text) {
        String slug =
                text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return slug.isEmpty() ? "x" : slug.length() > 80 ? slug.substring(0, 80) : slug;
    }
}
