package io.ballonet.profile;

import io.ballonet.report.text.Html;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import one.convert.Arguments;
import one.convert.FlameGraph;

/**
 * A flame graph as an HTML page that needs no network, drawn by async-profiler's converter: zoom by a click, search, and turning it
 * upside down. Around it a note, which also says what there is to say where there are no samples.
 */
final class FlameGraphPage {
    private static final String STYLE = "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><style>"
            + ".note{max-width:60em;margin:0 0 1em;font:14px/1.45 system-ui,sans-serif}"
            + ".note table{border-collapse:collapse}.note td,.note th{padding:.1em .8em .1em 0;text-align:left}"
            + ".note .n{text-align:right;font-variant-numeric:tabular-nums}"
            + "body{background:#fcfbf8;color:#22262b}h1{text-align:left}header:first-of-type{margin-top:4px}"
            + "@media(prefers-color-scheme:dark){body{background:#14171a;color:#e4e1d9}a{color:#8ab4f8}"
            + "#hl,#hl span,p#status,p#match{color:#22262b}}</style>";
    private static final String HEAD_END = "</head>";
    /** What a name within a script must not begin; constructors are named so. */
    private static final Pattern TAG = Pattern.compile("<(?!(cl)?init>)");

    private static final String CANVAS = "<canvas";

    private FlameGraphPage() {}

    /**
     * The page.
     *
     * @param title plain text
     * @param note HTML that stands above the picture, and alone where {@code stacks} is empty
     */
    static String of(String title, Stacks stacks, String note) {
        String block = "<div class=\"note\">" + note + "</div>\n";
        if (stacks.isEmpty()) {
            return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + Html.escape(title)
                    + "</title>" + STYLE
                    + "</head>\n<body style=\"padding:10px;margin:0\"><h1 style=\"font:18px system-ui\">"
                    + Html.escape(title) + "</h1>\n" + block + "</body></html>\n";
        }
        String page = drawn(title, stacks);
        return page.replace(HEAD_END, "<title>" + Html.escape(title) + "</title>" + STYLE + HEAD_END)
                .replace(CANVAS, block + CANVAS);
    }

    /** The converter puts a title into the page as it is, and names into a script, where a tag would do harm. */
    private static String drawn(String title, Stacks stacks) {
        Arguments arguments = new Arguments("--title", Html.escape(title), "--minwidth", "0.05");
        FlameGraph graph = new FlameGraph(arguments);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
            graph.parseCollapsed(
                    new StringReader(TAG.matcher(stacks.collapsed()).replaceAll("\u2039")));
            graph.dump(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
