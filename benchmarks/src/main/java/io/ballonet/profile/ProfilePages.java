package io.ballonet.profile;

import io.ballonet.report.text.Html;
import io.ballonet.report.text.Scale;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The pages that a recording is shown on. None needs the network or another file but those named here. */
public final class ProfilePages {
    /** Joins the others. */
    public static final String PAGE = "profile.html";

    private static final String FLAME_CPU = "flame-cpu.html";
    private static final String FLAME_ALLOCATION = "flame-allocation.html";
    private static final String TIMELINE = "timeline.svg";
    private static final String CSV = "events.csv";
    private static final String JSON = "events.json";
    private static final int THREADS = 20;

    private final String title;
    private final String command;
    private final RecordedProfile profile;
    private final ProfileStacks stacks;

    private ProfilePages(String title, String command, RecordedProfile profile, ProfileStacks stacks) {
        this.title = title;
        this.command = command;
        this.profile = profile;
        this.stacks = stacks;
    }

    /**
     * Text of every file by its name.
     *
     * @param title what was run
     * @param command that ran it
     */
    public static Map<String, String> files(
            String title, String command, RecordedProfile profile, ProfileStacks stacks) {
        ProfilePages pages = new ProfilePages(title, command, profile, stacks);
        Map<String, String> files = new LinkedHashMap<>();
        files.put(CSV, EventTables.csv(profile.figures()));
        files.put(JSON, EventTables.json(profile, stacks));
        files.put(TIMELINE, TimelineChart.svg(title, profile));
        files.put(FLAME_CPU, pages.flameCpu());
        files.put(FLAME_ALLOCATION, pages.flameAllocation());
        files.put(PAGE, pages.page());
        return files;
    }

    private String flameCpu() {
        Stacks cpu = stacks.cpu();
        String note = cpu.isEmpty()
                ? "No sample of processor time in " + EventTables.where(profile) + "; record longer with --seconds."
                : String.format(
                        Locale.ROOT,
                        "%,d samples of processor time in %s (%s). A frame is as wide as the time spent in it and in"
                                + " what it called.",
                        cpu.samples(),
                        EventTables.where(profile),
                        stacks.sampler());
        return FlameGraphPage.of("Processor time: " + title, cpu, note);
    }

    private String flameAllocation() {
        return FlameGraphPage.of(
                "Allocation: " + title, profile.allocation(), Html.escape(EventTables.allocation(profile)) + threads());
    }

    /** What the JVM counts for each thread, the most first. */
    private String threads() {
        Map<String, Long> bytes = profile.allocatedBytes();
        if (bytes.isEmpty()) {
            return "";
        }
        String rows = bytes.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(THREADS)
                .map(thread -> "<tr><td>" + Html.escape(thread.getKey()) + "</td><td class=\"n\">"
                        + String.format(Locale.ROOT, "%,d", thread.getValue()) + "</td></tr>\n")
                .collect(Collectors.joining());
        return "<table><thead><tr><th>thread</th><th class=\"n\">bytes, counted by the JVM</th></tr></thead><tbody>\n"
                + rows + "</tbody></table>";
    }

    private String page() {
        return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>"
                + Html.escape(title)
                + "</title><style>:root{color-scheme:light dark}body{max-width:1000px;margin:0 auto;padding:1em;"
                + "background:#fcfbf8;color:#22262b;font:15px/1.5 system-ui,sans-serif}code{overflow-wrap:anywhere}"
                + "table{border-collapse:collapse}th,td{padding:.15em .8em .15em 0;text-align:left;"
                + "border-bottom:1px solid #e3dfd4}.n{text-align:right;font-variant-numeric:tabular-nums}"
                + ".wide{overflow-x:auto}.wide svg{min-width:640px}iframe{width:100%;height:26em;border:1px solid #e3dfd4}"
                + ".under td:first-child{padding-left:1.2em}"
                + "@media(prefers-color-scheme:dark){body{background:#14171a;color:#e4e1d9}th,td,iframe{border-color:#2d3237}"
                + "a{color:#8ab4f8}}@media print{iframe{display:none}}</style></head>\n<body><h1>"
                + Html.escape(title) + "</h1>\n<p><code>" + Html.escape(command)
                + "</code></p>\n<p>Times under a recording are no measurement; they say where time goes.</p>\n"
                + "<h2>Over time</h2>\n<div class=\"wide\">" + TimelineChart.svg(title, profile) + "</div>\n"
                + "<h2>Events</h2>\n" + events()
                + "<h2>Processor time</h2>\n" + frames()
                + "<p><a href=\"" + FLAME_CPU + "\">" + FLAME_CPU + "</a></p>\n<iframe src=\"" + FLAME_CPU
                + "\" title=\"flame graph of processor time\"></iframe>\n"
                + "<h2>Allocation</h2>\n<p>" + Html.escape(EventTables.allocation(profile))
                + "</p>\n<div class=\"wide\">"
                + threads() + "</div>\n<p><a href=\"" + FLAME_ALLOCATION + "\">" + FLAME_ALLOCATION + "</a></p>\n"
                + "</body></html>\n";
    }

    private String events() {
        List<EventFigures> figures = profile.figures();
        if (figures.isEmpty()) {
            return "<p>No Ballonet events and no pauses in " + EventTables.where(profile) + ".</p>\n";
        }
        String rows = figures.stream().map(ProfilePages::event).collect(Collectors.joining());
        return "<div class=\"wide\"><table><thead><tr><th>event</th><th class=\"n\">count</th><th class=\"n\">total ms</th>"
                + "<th class=\"n\">min µs</th><th class=\"n\">p50 µs</th><th class=\"n\">p90 µs</th><th class=\"n\">p99 µs"
                + "</th><th class=\"n\">max µs</th></tr></thead><tbody>\n" + rows + "</tbody></table></div>\n";
    }

    private static String event(EventFigures row) {
        String label = row.attribute().isEmpty() ? row.type() : row.attribute();
        StringBuilder text = new StringBuilder(row.attribute().isEmpty() ? "<tr>" : "<tr class=\"under\">")
                .append("<td>")
                .append(Html.escape(label))
                .append("</td>")
                .append(cell(String.format(Locale.ROOT, "%,d", row.count())));
        text.append(row.timed() ? cell(Scale.number(row.totalNs() / 1e6)) : cell(""));
        for (long ns : new long[] {row.minNs(), row.p50Ns(), row.p90Ns(), row.p99Ns(), row.maxNs()}) {
            text.append(row.timed() ? cell(Scale.number(ns / 1e3)) : cell(""));
        }
        return text.append("</tr>\n").toString();
    }

    private static String cell(String text) {
        return "<td class=\"n\">" + text + "</td>";
    }

    private String frames() {
        Stacks cpu = stacks.cpu();
        String rows = cpu.top(EventTables.FRAMES).stream()
                .map(frame ->
                        "<tr>" + cell(String.format(Locale.ROOT, "%.1f %%", 100.0 * frame.getValue() / cpu.total()))
                                + "<td>" + Html.escape(frame.getKey()) + "</td></tr>\n")
                .collect(Collectors.joining());
        return "<p>" + String.format(Locale.ROOT, "%,d samples (%s)", cpu.samples(), Html.escape(stacks.sampler()))
                + (profile.withoutStack() > 0 ? ", and " + profile.withoutStack() + " without a stack" : "")
                + ", by method and its caller:</p>\n<div class=\"wide\"><table><tbody>\n" + rows
                + "</tbody></table></div>\n";
    }
}
