package io.ballonet.report;

import io.ballonet.report.text.Html;
import io.ballonet.report.text.Scale;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A sweep as one HTML page without scripts that asks nothing of the network and follows the reader's light or dark scheme: which policy
 * misses least, then a trace at a time its picture and its figures.
 */
public final class SweepPage {
    private static final String STYLE = """
            :root{color-scheme:light dark}
            body{font:15px/1.5 system-ui,sans-serif;background:#fcfbf8;color:#22262b;max-width:62rem;margin:0 auto;padding:1.5rem}
            h1{font-size:1.5rem;margin:0 0 .3rem}h2{font-size:1.15rem;margin:2.4rem 0 .2rem}
            .fine{color:#646b73;overflow-wrap:anywhere}.lack{border-left:4px solid #b3261e;padding:.1rem .9rem;margin:1rem 0}
            .scroll{overflow-x:auto}figure{margin:.8rem 0}figure svg{width:100%;height:auto;max-width:47.5rem}
            table{border-collapse:collapse;font-variant-numeric:tabular-nums;margin:.6rem 0}
            th,td{padding:.2rem .7rem;text-align:right;border-bottom:1px solid #e3dfd4;white-space:nowrap}
            th:first-child,td.name{text-align:left}td.least{font-weight:700}
            code{font-size:.9em;overflow-wrap:anywhere}summary{cursor:pointer}
            @media(prefers-color-scheme:dark){body{background:#14171a;color:#e4e1d9}.fine{color:#98a0a8}
            th,td{border-color:#2d3237}.lack{border-color:#f2857d}}
            @media print{details{display:none}figure,table{break-inside:avoid}}
            """;

    private final StringBuilder html = new StringBuilder(1 << 16);

    /**
     * One trace.
     *
     * @param optima policies that no other can be better than: a limit, not a contender
     * @param values by policy, in the order of the columns, and by frames
     * @param svg its picture
     */
    public record Section(
            String trace,
            long accesses,
            long distinctPages,
            String sha256,
            List<String> optima,
            Map<String, Map<Long, Value>> values,
            String svg) {
        private List<Long> sizes() {
            Set<Long> sizes = new TreeSet<>();
            values.values().forEach(of -> sizes.addAll(of.keySet()));
            return List.copyOf(sizes);
        }

        private Optional<Value> value(String policy, long frames) {
            return Optional.ofNullable(values.getOrDefault(policy, Map.of()).get(frames));
        }

        /** Least misses of the policies, all or those that are no optimum, at a size. */
        private long least(long frames, boolean withOptima) {
            return values.keySet().stream()
                    .filter(policy -> withOptima || !optima.contains(policy))
                    .flatMap(policy -> value(policy, frames).stream())
                    .mapToLong(Value::misses)
                    .min()
                    .orElse(Long.MAX_VALUE);
        }

        /** Mean of a policy's misses above the least, as a share of these, over the sizes that every policy has. */
        private double aboveLeast(String policy) {
            return sizes().stream()
                    .filter(size -> values.values().stream().allMatch(of -> of.containsKey(size)))
                    .flatMap(size ->
                            value(policy, size).stream().map(value -> (double) value.misses() / least(size, true) - 1))
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .orElse(Double.NaN);
        }
    }

    /**
     * One cell.
     *
     * @param writebacks null where there are none to count
     */
    public record Value(long misses, @Nullable Long writebacks, double seconds, long accessesPerSecond) {}

    private SweepPage() {}

    /**
     * The page.
     *
     * @param cells that the sweep has
     * @param missing of them
     * @param mends commands that compute the missing ones
     * @param made commands that compute all of them
     * @param notes what a reader has to know besides
     */
    public static String html(
            List<Section> sections, int cells, int missing, List<String> mends, List<String> made, List<String> notes) {
        SweepPage page = new SweepPage();
        page.head(cells, missing, mends, notes);
        page.summary(sections);
        sections.forEach(page::section);
        page.foot(made);
        return page.html.toString();
    }

    private void head(int cells, int missing, List<String> mends, List<String> notes) {
        html.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                        + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
                        + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';style-src 'unsafe-inline'\">"
                        + "<title>Sweep</title>\n<style>\n")
                .append(STYLE)
                .append("</style></head>\n<body><main>\n<h1>Sweep: misses of replacement policies</h1>\n");
        paragraph(
                "fine",
                count(cells - missing) + " of " + count(cells) + " cells, each a trace under a policy at a size.");
        if (missing > 0) {
            html.append("<div class=\"lack\" role=\"note\">\n");
            paragraph("", count(missing) + " cells are missing. To compute them:");
            mends.forEach(this::command);
            html.append("</div>\n");
        }
        notes.forEach(note -> paragraph("fine", note));
    }

    private void summary(List<Section> sections) {
        List<String> policies = sections.stream()
                .flatMap(section -> section.values().keySet().stream())
                .distinct()
                .sorted(Comparator.comparingDouble(policy -> sections.stream()
                        .mapToDouble(section -> section.aboveLeast(policy))
                        .filter(Double::isFinite)
                        .average()
                        .orElse(Double.MAX_VALUE)))
                .toList();
        html.append("<h2>Who misses least</h2>\n");
        paragraph(
                "fine",
                "Misses above the least of any policy at the same size, mean over the sizes that all have. The optimum knows"
                        + " the future: it is the limit.");
        tableHead("policy", sections.stream().map(Section::trace).toList());
        for (String policy : policies) {
            boolean isOptimum =
                    sections.stream().anyMatch(section -> section.optima().contains(policy));
            row(isOptimum ? policy + " (optimum)" : policy, sections, section -> {
                double above = section.aboveLeast(policy);
                boolean isLeast = !isOptimum
                        && above
                                == section.values().keySet().stream()
                                        .filter(other -> !section.optima().contains(other))
                                        .mapToDouble(section::aboveLeast)
                                        .min()
                                        .orElse(Double.NaN);
                return cell(Double.isFinite(above) ? "+" + Scale.number(100 * above) + " %" : Scale.NOTHING, isLeast);
            });
        }
        tableEnd();
    }

    private void section(Section section) {
        html.append("<h2>").append(Html.escape(section.trace())).append("</h2>\n");
        paragraph(
                "fine",
                count(section.accesses()) + " accesses, " + count(section.distinctPages()) + " pages, SHA-256 "
                        + section.sha256());
        html.append("<figure>").append(section.svg()).append("</figure>\n");
        List<String> policies = List.copyOf(section.values().keySet());
        paragraph("fine", "Miss ratio in percent; the least at each size, the optimum apart, is bold.");
        tableHead("frames", policies);
        for (long frames : section.sizes()) {
            long least = section.least(frames, false);
            row(
                    count(frames),
                    policies,
                    policy -> section.value(policy, frames)
                            .map(value -> cell(
                                    String.format(Locale.ROOT, "%.3f", 100.0 * value.misses() / section.accesses()),
                                    value.misses() == least && !section.optima().contains(policy)))
                            .orElse(cell(Scale.NOTHING, false)));
        }
        tableEnd();
        html.append("<details><summary>Misses, write-backs, time</summary>\n");
        paragraph(
                "fine",
                "Times are of a thread among as many as ran: they show what a sweep takes, and are no benchmark.");
        tableHead("policy", List.of("frames", "misses", "write-backs", "seconds", "M accesses/s"));
        for (String policy : policies) {
            for (long frames : section.sizes()) {
                section.value(policy, frames)
                        .ifPresent(value -> row(
                                policy,
                                List.of(
                                        count(frames),
                                        count(value.misses()),
                                        value.writebacks() == null ? Scale.NOTHING : count(value.writebacks()),
                                        Scale.number(value.seconds()),
                                        Scale.number(value.accessesPerSecond() / 1e6)),
                                text -> cell(text, false)));
            }
        }
        tableEnd();
        html.append("</details>\n");
    }

    private void foot(List<String> made) {
        html.append("<h2>Made by</h2>\n");
        made.forEach(this::command);
        html.append("</main></body></html>\n");
    }

    private void command(String command) {
        html.append("<p><code>").append(Html.escape(command)).append("</code></p>\n");
    }

    private void paragraph(String style, String text) {
        html.append("<p class=\"")
                .append(style)
                .append("\">")
                .append(Html.escape(text))
                .append("</p>\n");
    }

    private void tableHead(String first, List<String> others) {
        html.append("<div class=\"scroll\" tabindex=\"0\"><table><thead><tr><th scope=\"col\">")
                .append(Html.escape(first))
                .append("</th>")
                .append(others.stream()
                        .map(name -> "<th scope=\"col\">" + Html.escape(name) + "</th>")
                        .collect(Collectors.joining()))
                .append("</tr></thead><tbody>\n");
    }

    private <T> void row(String name, List<T> columns, Function<T, String> cell) {
        html.append("<tr><td class=\"name\">")
                .append(Html.escape(name))
                .append("</td>")
                .append(columns.stream().map(cell).collect(Collectors.joining()))
                .append("</tr>\n");
    }

    private static String cell(String text, boolean isLeast) {
        return (isLeast ? "<td class=\"least\">" : "<td>") + Html.escape(text) + "</td>";
    }

    private void tableEnd() {
        html.append("</tbody></table></div>\n");
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
