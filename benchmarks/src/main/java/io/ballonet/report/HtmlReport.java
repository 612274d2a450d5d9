package io.ballonet.report;

import io.ballonet.result.Environment;
import io.ballonet.result.Kind;
import io.ballonet.result.Measurement;
import io.ballonet.result.RunFacts;
import io.ballonet.result.Summary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A result as one HTML file that loads nothing: styles inside, charts as inline SVG, no script. It follows the reader's
 * light or dark scheme and fits a phone.
 */
public final class HtmlReport {
    private static final double GIB = 1L << 30;

    private final Summary summary;
    private final StringBuilder html = new StringBuilder(1 << 16);

    private HtmlReport(Summary summary) {
        this.summary = summary;
    }

    /** The file's text. */
    public static String of(Summary summary) {
        HtmlReport report = new HtmlReport(summary);
        report.page();
        return report.html.toString();
    }

    private void page() {
        html.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<meta name=\"color-scheme\" content=\"light dark\">\n<title>")
                .append(Html.escape(title()))
                .append("</title>\n<style>\n")
                .append(styles())
                .append("</style>\n</head>\n<body>\n<main>\n");
        header();
        banners();
        if (!summary.measurements().isEmpty()) {
            reading();
            glance();
        }
        summary.families().forEach(this::family);
        footer();
        html.append("</main>\n</body>\n</html>\n");
    }

    private String title() {
        return "Ballonet on " + summary.environment().cpu() + ", " + date();
    }

    private void header() {
        RunFacts run = summary.run();
        Environment environment = summary.environment();
        html.append("<header>\n<p class=\"over\">Ballonet · compare · ")
                .append(Html.escape(run.profile()))
                .append("</p>\n<h1>What moving memory costs on ")
                .append(Html.escape(article(environment.cpu())))
                .append("</h1>\n<p class=\"byline\">")
                .append(Html.escape(date()))
                .append(" · ")
                .append(environment.cores())
                .append(environment.cores() == 1 ? " core" : " cores")
                .append(" · ")
                .append(Html.escape(environment.kernel()))
                .append(" · ")
                .append(Html.escape(environment.jdk()))
                .append("</p>\n<pre class=\"command\">")
                .append(Html.escape(String.join(" ", environment.command())))
                .append("</pre>\n<nav>");
        for (String family : summary.families()) {
            html.append("<a href=\"#")
                    .append(Html.escape(family))
                    .append("\">")
                    .append(Html.escape(family))
                    .append("</a>");
        }
        html.append("</nav>\n</header>\n");
    }

    private void banners() {
        RunFacts run = summary.run();
        if (!run.measurement()) {
            html.append(
                    "<p class=\"banner\"><b>Smoke run: not a measurement.</b> Iterations are far too short for figures;"
                            + " this page says that everything runs, and nothing else.</p>\n");
        }
        if (run.partial()) {
            html.append("<p class=\"banner\"><b>Partial.</b> The run was stopped; families that were not finished are"
                    + " left out.</p>\n");
        }
        if (!run.failures().isEmpty()) {
            html.append("<div class=\"banner\"><b>")
                    .append(run.failures().size() == 1 ? "A benchmark failed." : "Some benchmarks failed.")
                    .append("</b><ul>");
            run.failures()
                    .forEach(failure ->
                            html.append("<li>").append(Html.escape(failure)).append("</li>"));
            html.append("</ul></div>\n");
        }
    }

    private void reading() {
        html.append("<aside class=\"reading\"><p>Each line is one contender; its dot is the median over ")
                .append(
                        summary.run().rounds() == 1
                                ? "one round"
                                : summary.run().rounds() + " rounds")
                .append(
                        ", the whiskers are the 95 % interval. The red mark is the limit of this machine, measured in the"
                                + " same run, and <span class=\"nobreak\">“2.2 × cas”</span> means that many times that limit.</p>"
                                + "<ul class=\"legend\">")
                .append("<li class=\"ours\">ours</li><li class=\"foil\">foil: shows what a design costs</li>")
                .append("<li class=\"peer\">peer: what one would use instead</li>")
                .append("<li class=\"mark\">limit of the machine</li></ul></aside>\n");
    }

    /** One line for each question: the best answer under its first parameters, and the next best. */
    private void glance() {
        Map<String, Measurement> best = new LinkedHashMap<>();
        for (Measurement m : summary.measurements()) {
            String question = m.subject().family() + "/" + m.subject().benchmark();
            Measurement before = best.get(question);
            Kind kind = m.subject().kind();
            boolean begins = before == null && (kind == Kind.OURS || kind == Kind.PEER);
            boolean wins = before != null && kind != Kind.LIMIT && before.comparableWith(m) && m.betterThan(before);
            if (Double.isFinite(m.value()) && (begins || wins)) {
                best.put(question, m);
            }
        }
        if (best.isEmpty()) {
            return;
        }
        html.append("<section class=\"glance\">\n<h2>At a glance</h2>\n<div class=\"scroll\"><table>\n<thead><tr>")
                .append("<th>question<th>best<th class=\"n\">value<th>× limit<th>next</tr></thead>\n<tbody>\n");
        best.values().forEach(this::glanceRow);
        html.append("</tbody></table></div>\n</section>\n");
    }

    private void glanceRow(Measurement m) {
        Scale scale = Scale.of(m.subject().unit(), m.value());
        Measurement next = summary.measurements().stream()
                .filter(other -> !other.equals(m) && other.comparableWith(m) && !Double.isNaN(other.value()))
                .reduce((a, b) -> a.betterThan(b) ? a : b)
                .orElse(null);
        String params = Labels.params(m.subject(), " · ", Set.of());
        html.append("<tr><td><a href=\"#")
                .append(Html.escape(m.subject().family()))
                .append("\">")
                .append(Html.escape(m.subject().family()))
                .append("</a> ")
                .append(Html.escape(m.subject().benchmark()))
                .append(params.isEmpty() ? "" : " <small>" + Html.escape(params) + "</small>")
                .append("<td class=\"")
                .append(m.subject().kind().name().toLowerCase(Locale.ROOT))
                .append("\"><b>")
                .append(Html.escape(m.subject().contender()))
                .append("</b><td class=\"n\">")
                .append(scale.text(m.value()))
                .append(" <small>")
                .append(Html.escape(scale.unit()))
                .append("</small><td>")
                .append(Html.escape(Labels.ratio(m)))
                .append("<td>");
        if (next != null) {
            html.append(Html.escape(next.subject().contender())).append(", ");
            if (m.lowerIsBetter()) {
                html.append(Scale.number(next.value() / m.value())).append(" × as long");
            } else {
                html.append(Scale.number(100 * next.value() / m.value())).append(" % of it");
            }
        }
        html.append("</tr>\n");
    }

    private void family(String family) {
        List<Measurement> measurements = summary.of(family);
        html.append("<section id=\"")
                .append(Html.escape(family))
                .append("\">\n<h2>")
                .append(Html.escape(family.substring(0, 1).toUpperCase(Locale.ROOT) + family.substring(1)))
                .append("</h2>\n<p class=\"question\">")
                .append(Html.escape(FamilyText.question(family)))
                .append("</p>\n");
        AccuracyChart.inline(measurements)
                .ifPresent(svg ->
                        html.append("<figure class=\"chart\">\n").append(svg).append("</figure>\n"));
        charts(measurements).forEach(chart -> DotChart.append(summary, chart, html));
        LatencyChart.append(measurements, html);
        table(measurements);
        html.append("</section>\n");
    }

    /** A chart for each benchmark; those with one measurement share a chart with the others of their unit. */
    private static List<List<Measurement>> charts(List<Measurement> measurements) {
        Map<String, List<Measurement>> byBenchmark = measurements.stream()
                .collect(Collectors.groupingBy(HtmlReport::question, LinkedHashMap::new, Collectors.toList()));
        Map<String, List<Measurement>> charts = new LinkedHashMap<>();
        byBenchmark.forEach((question, answers) -> charts.computeIfAbsent(
                        answers.size() == 1 ? answers.getFirst().subject().unit() : question, key -> new ArrayList<>())
                .addAll(answers));
        return new ArrayList<>(charts.values());
    }

    private static String question(Measurement m) {
        return m.subject().benchmark() + " " + m.subject().unit();
    }

    private void table(List<Measurement> measurements) {
        html.append("<details open><summary>")
                .append(measurements.size() == 1 ? "the figure" : "all " + measurements.size() + " figures")
                .append("</summary>\n");
        FigureTable.append(summary, measurements, html);
        html.append("</details>\n");
    }

    private void footer() {
        Environment e = summary.environment();
        RunFacts run = summary.run();
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
        html.append("<footer>\n<h2>Measured on</h2>\n<dl>\n");
        facts.forEach((name, value) -> html.append("<dt>")
                .append(name)
                .append("<dd>")
                .append(Html.escape(value))
                .append('\n'));
        html.append(
                        "</dl>\n<p>Notes: <i>near</i> and <i>far</i> are the two states of the path between cores, told apart")
                .append(
                        " at a round trip of 250 ns; <i>steal</i> marks runs during which the hypervisor took more than")
                .append(
                        " 5 % of the time; <i>missed-rate</i> runs that did not keep their rate, whose response times are no")
                .append(" measurement. The raw runs lie in <code>jmh.json</code> beside this page; <code>ballonet")
                .append(" report DIR</code> makes it again.</p>\n</footer>\n");
    }

    private String date() {
        try {
            return OffsetDateTime.parse(summary.environment().startedAt())
                    .format(DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH));
        } catch (DateTimeParseException e) {
            return summary.environment().startedAt();
        }
    }

    private static String article(String noun) {
        return (noun.isEmpty() || "AEIOU".indexOf(noun.charAt(0)) < 0 ? "a " : "an ") + noun;
    }

    private static String styles() {
        try (InputStream stream =
                Objects.requireNonNull(HtmlReport.class.getResourceAsStream("report.css"), "report.css")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
