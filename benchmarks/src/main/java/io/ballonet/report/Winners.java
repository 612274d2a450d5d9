package io.ballonet.report;

import io.ballonet.report.data.ReportData;
import io.ballonet.report.data.Row;
import io.ballonet.report.text.Html;
import io.ballonet.report.text.HtmlTable;
import io.ballonet.report.text.Labels;
import io.ballonet.report.text.Scale;
import io.ballonet.result.Families;
import io.ballonet.result.Kind;
import io.ballonet.result.Measurement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a reader wants first: for each family who wins, by how much, how sure that is, and how far from the limit. */
final class Winners {
    private static final List<String> HEAD =
            List.of("question", "folder", "first", "value", "× limit", "lead", "how sure");
    private static final Set<String> NUMBERS = Set.of("value", "× limit");

    private final ReportData data;
    private final StringBuilder html;

    private Winners(ReportData data, StringBuilder html) {
        this.data = data;
        this.html = html;
    }

    static void append(ReportData data, StringBuilder html) {
        new Winners(data, html).append();
    }

    private void append() {
        html.append("<section id=\"who-wins\" class=\"glance\">\n<h2>Who wins</h2>\n");
        Map<String, List<Contest>> byFamily = Contest.of(data).stream()
                .filter(contest -> !contest.winner().subject().family().equals(Families.LIMIT))
                .collect(Collectors.groupingBy(
                        contest -> contest.winner().subject().family(), LinkedHashMap::new, Collectors.toList()));
        if (byFamily.isEmpty()) {
            html.append("<p class=\"question\">Nothing was compared.</p>\n</section>\n");
            return;
        }
        HtmlTable table = new HtmlTable("who wins", HEAD, NUMBERS);
        byFamily.forEach((family, contests) -> {
            table.section(
                    "<a href=\"#" + Html.slug(family) + "\">" + Html.escape(family) + "</a> " + sentence(contests));
            contests.forEach(contest -> row(contest, table));
        });
        table.append(html);
        reading();
        html.append("</section>\n");
    }

    private String sentence(List<Contest> contests) {
        List<Contest> contested =
                contests.stream().filter(contest -> contest.ranked().size() > 1).toList();
        if (contested.isEmpty()) {
            return "one contender";
        }
        Map<String, Long> wins = contested.stream()
                .collect(Collectors.groupingBy(
                        contest -> contest.winner().subject().contender(), LinkedHashMap::new, Collectors.counting()));
        Map.Entry<String, Long> most = wins.entrySet().stream()
                .max(Comparator.comparingLong(Map.Entry::getValue))
                .orElseThrow();
        if (wins.size() > 1 && Set.copyOf(wins.values()).equals(Set.of(most.getValue()))) {
            return wins.size() + " contenders are first in "
                    + (most.getValue() == 1 ? "one question" : most.getValue() + " questions") + " each";
        }
        long clear = contested.stream()
                .filter(contest -> contest.winner().subject().contender().equals(most.getKey())
                        && contest.certainty() == Contest.Certainty.CLEAR)
                .count();
        String surely = clear == most.getValue() ? "clearly" : clear == 0 ? "never clearly" : "clearly in " + clear;
        return "<b>" + Html.escape(most.getKey()) + "</b> is first in "
                + (contested.size() == 1
                        ? "the one question"
                        : most.getValue() + " of " + contested.size() + " questions")
                + ", " + surely;
    }

    private void row(Contest contest, HtmlTable table) {
        Row winner = contest.winner();
        Measurement m = winner.measurement();
        Scale scale = Scale.of(m.subject().unit(), m.value());
        String params = Labels.params(m.subject(), " · ", Set.of());
        String kind = m.subject().kind().name().toLowerCase(Locale.ROOT);
        List<String> cells = new ArrayList<>();
        cells.add(Html.escape(m.subject().benchmark())
                + (params.isEmpty() ? "" : " <small>" + Html.escape(params) + "</small>"));
        cells.add(data.isMerged() ? Html.escape(winner.column().label()) : "");
        cells.add("<b>" + Html.escape(m.subject().contender()) + "</b>"
                + (m.subject().kind() == Kind.OURS ? "" : " <small>" + kind + "</small>"));
        cells.add(scale.text(m.value()) + " <small>"
                + (Double.isFinite(m.error()) ? "± " + scale.text(m.error()) + " " : "")
                + Html.escape(scale.unit()) + "</small>");
        cells.add(
                Labels.factor(m).isEmpty()
                        ? ""
                        : Labels.factor(m) + " <small>× "
                                + Html.escape(String.valueOf(m.subject().limit())) + "</small>");
        cells.add(contest.runnerUp().map(next -> lead(m, next.measurement())).orElse(""));
        cells.add(sure(contest));
        table.row(kind, winner.command(), cells);
    }

    private static String lead(Measurement best, Measurement next) {
        double ratio = best.lowerIsBetter() ? next.value() / best.value() : best.value() / next.value();
        String by = !(ratio >= 1) || Double.isInfinite(ratio)
                ? ""
                : ratio < 2 ? Scale.number(100 * (ratio - 1)) + " %" : "×\u2009" + Scale.number(ratio);
        return by + " <small>ahead of " + Html.escape(next.subject().contender()) + "</small>";
    }

    private static String sure(Contest contest) {
        Contest.Certainty certainty = contest.certainty();
        if (certainty == Contest.Certainty.ALONE) {
            return "";
        }
        String strip = contest.runnerUp()
                .map(next -> IntervalStrip.svg(contest.winner().measurement(), next.measurement(), certainty.words()))
                .orElse("");
        String more = contest.settings() > 1
                ? "<small>first in " + contest.won() + " of " + contest.settings() + " settings</small>"
                : "";
        return strip + certainty.words() + more;
    }

    private void reading() {
        html.append(
                        "<aside class=\"reading\"><p>The first of each question under its first parameters; the next is the best of"
                                + " the others. Strips show both with their 95 % intervals: <i>clear</i> where these do not overlap, <i>not told apart</i> where they do, <i>unlike</i> where the machine was in another state. In charts each line is one contender, its dot the"
                                + " median over rounds, faint dots single iterations; the red mark is the limit of this machine, measured in"
                                + " the same run, and <span class=\"nobreak\">“2.2 × cas”</span> means that many times that limit. Every row"
                                + " of a table knows the command that repeats it: point at it, or tick the box above.</p><ul class=\"legend\">")
                .append(
                        "<li class=\"ours\">ours</li><li class=\"foil\">foil: shows what a design costs, and wins nothing</li>")
                .append("<li class=\"peer\">peer: what one would use instead</li>")
                .append("<li class=\"mark\">limit of the machine</li></ul></aside>\n");
    }
}
