package io.ballonet.report;

/** Text for HTML; everything that was not written here goes through {@link #escape}. */
final class Html {
    private Html() {}

    /** Safe between tags and inside quoted attributes. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
