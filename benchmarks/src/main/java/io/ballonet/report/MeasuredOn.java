package io.ballonet.report;

import io.ballonet.report.data.ReportColumn;
import io.ballonet.report.data.ReportData;
import io.ballonet.report.text.Html;
import io.ballonet.result.Environment;
import io.ballonet.result.RunFacts;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The end of a report: what each column was measured on, and how. */
final class MeasuredOn {
    private static final double GIB = 1L << 30;

    private MeasuredOn() {}

    static void append(ReportData data, StringBuilder html) {
        html.append("<footer id=\"measured-on\">\n<h2>Measured on</h2>\n");
        for (ReportColumn column : data.columns()) {
            if (data.isMerged()) {
                html.append("<h3>").append(Html.escape(column.label())).append("</h3>\n");
            }
            html.append("<dl>\n");
            facts(column)
                    .forEach((name, value) -> html.append("<dt>")
                            .append(name)
                            .append("<dd>")
                            .append(Html.escape(value))
                            .append('\n'));
            html.append("</dl>\n");
        }
        html.append("<p>Notes: <i>near</i> and <i>far</i> are the two states of the path between cores, told apart")
                .append(
                        " at a round trip of 250 ns; <i>steal</i> marks runs during which the hypervisor took more than")
                .append(
                        " 5 % of the time; <i>missed-rate</i> runs that did not keep their rate, whose response times are no")
                .append(
                        " measurement. Intervals are 95 % of a bootstrap over rounds and iterations. The raw runs lie in")
                .append(" <code>jmh.json</code> beside this page, latencies in <code>.hlog</code> files, each plot in")
                .append(
                        " <code>plots</code>; <code>./ballonet report DIR</code> makes all of it again.</p>\n</footer>\n");
    }

    private static Map<String, String> facts(ReportColumn column) {
        Environment e = column.environment();
        RunFacts run = column.facts();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(
                "Processor", e.cpu() + ", " + e.cores() + " cores, " + e.architecture() + ", governor " + e.governor());
        facts.put("Kernel", e.kernel() + ", transparent huge pages " + e.transparentHugePages());
        facts.put(
                "Memory",
                String.format(
                        Locale.ROOT,
                        "%.1f GiB, limit %.1f GiB, swap %.1f GiB",
                        e.memoryBytes() / GIB,
                        e.memoryLimitBytes() / GIB,
                        e.swapBytes() / GIB));
        facts.put("Java", e.jdk());
        facts.put("Flags", String.join(" ", e.jvmFlags()));
        facts.put("Commit", e.commit() + (e.dirty() ? ", with changes that are not committed" : ""));
        facts.put("Seed", Long.toString(e.seed()));
        facts.put(
                "Run",
                String.format(
                        Locale.ROOT,
                        "profile %s, %d × %d iterations of %d ms each row, %.0f s in all, started %s",
                        run.profile(),
                        run.rounds(),
                        run.iterations(),
                        run.iterationMs(),
                        run.seconds(),
                        e.startedAt()));
        facts.put("Command", column.command());
        if (column.folders().size() > 1) {
            facts.put("Folders", String.join(", ", column.folders()));
        }
        return facts;
    }
}
