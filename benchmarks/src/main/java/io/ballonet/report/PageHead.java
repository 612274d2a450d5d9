package io.ballonet.report;

import io.ballonet.report.data.ReportColumn;
import io.ballonet.report.data.ReportData;
import io.ballonet.report.text.Html;
import io.ballonet.result.Environment;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.stream.Collectors;

/** Title and byline; leaves the {@code header} open for the contents. */
final class PageHead {
    private final ReportData data;
    private final ReportColumn first;

    PageHead(ReportData data) {
        this.data = data;
        this.first = data.columns().getFirst();
    }

    String title() {
        return data.isMerged()
                ? "Ballonet: " + labels()
                : "Ballonet on " + first.environment().cpu() + ", " + date(first.environment());
    }

    private String labels() {
        return data.columns().stream().map(ReportColumn::label).collect(Collectors.joining(", "));
    }

    void append(StringBuilder html) {
        Environment environment = first.environment();
        html.append("<header>\n<p class=\"over\">Ballonet · ")
                .append(
                        data.isMerged()
                                ? "side by side"
                                : Html.escape(first.facts().profile()))
                .append("</p>\n<h1>")
                .append(Html.escape(
                        data.isMerged()
                                ? "What moving memory costs, " + data.columns().size() + " times"
                                : "What moving memory costs on " + article(plain(environment.cpu()))))
                .append("</h1>\n<p class=\"byline\">")
                .append(Html.escape(data.isMerged() ? labels() : byline(environment)))
                .append("</p>\n");
        for (ReportColumn column : data.columns()) {
            html.append("<pre class=\"command\">")
                    .append(Html.escape(column.command()))
                    .append("</pre>\n");
        }
    }

    private static String byline(Environment environment) {
        return date(environment) + " · " + environment.cores() + (environment.cores() == 1 ? " core" : " cores") + " · "
                + environment.kernel() + " · " + environment.jdk();
    }

    private static String date(Environment environment) {
        try {
            return OffsetDateTime.parse(environment.startedAt())
                    .format(DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH));
        } catch (DateTimeParseException e) {
            return environment.startedAt();
        }
    }

    private static String plain(String cpu) {
        String plain = cpu.replaceAll("\\((R|TM)\\)", "")
                .replaceAll(" (Processor|CPU)\\b", "")
                .strip();
        return plain.isEmpty() ? cpu : plain;
    }

    private static String article(String noun) {
        return (noun.isEmpty() || "AEIOU".indexOf(noun.charAt(0)) < 0 ? "a " : "an ") + noun;
    }
}
