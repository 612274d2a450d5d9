package io.ballonet.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.report.data.ReportData;
import io.ballonet.report.text.FamilyText;
import io.ballonet.report.text.Html;
import io.ballonet.report.text.Scale;
import io.ballonet.result.Kind;
import io.ballonet.result.Measurement;
import io.ballonet.result.RawRun;
import io.ballonet.result.RunFacts;
import io.ballonet.result.SampleResult;
import io.ballonet.result.Subject;
import io.ballonet.result.Summarizer;
import io.ballonet.result.Summary;
import io.ballonet.result.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReportTest {
    private static final Pattern LOADS = Pattern.compile("(?i)https?:|//|<script|<link|<img|@import|url\\(|src=");

    private final Summary whole = SampleResult.summary(true, false, List.of());
    private final Summary broken = SampleResult.summary(false, true, List.of("pin/pair x: boom <at> \"0\""));

    private static String page(Summary summary) {
        return String.valueOf(
                HtmlReport.files(ReportData.of(summary, SampleResult.runs())).get("report.html"));
    }

    @Test
    void htmlHoldsEveryMeasurement() {
        String html = page(whole);
        for (Measurement m : whole.measurements()) {
            assertTrue(
                    html.contains(Html.escape(m.subject().label() + ": ")),
                    m.subject().label());
        }
        for (String family : whole.families()) {
            assertTrue(html.contains("<section id=\"" + family + "\">"), family);
            assertFalse(FamilyText.question(family).isEmpty(), family);
        }
    }

    @Test
    void familyInWhichAllWinAsOftenHasNoFirst() {
        List<RawRun> runs = new ArrayList<>();
        runs.addAll(rounds("pair", "tree", 10));
        runs.addAll(rounds("pair", "bitmap", 20));
        runs.addAll(rounds("bulk", "tree", 20));
        runs.addAll(rounds("bulk", "bitmap", 10));
        assertTrue(page(runs).contains("2 contenders are first in one question each"), page(runs));
        runs.addAll(rounds("batch", "tree", 10));
        runs.addAll(rounds("batch", "bitmap", 20));
        assertTrue(page(runs).contains("<b>tree</b> is first in 2 of 3 questions, clearly"));
    }

    private static List<RawRun> rounds(String benchmark, String contender, double time) {
        Subject subject = new Subject(
                "allocator", benchmark, contender, Kind.OURS, 1, new TreeMap<>(), "ns/op", 1, null, 1, 1, null);
        return IntStream.range(0, 3)
                .mapToObj(round -> new RawRun(
                        subject, round, "ns/op", List.of(time + round), new TreeMap<>(), Surroundings.UNKNOWN))
                .toList();
    }

    private static String page(List<RawRun> runs) {
        RunFacts facts = new RunFacts("quick", true, false, 3, 1, 60, 1, List.of());
        Summary summary = new Summary(SampleResult.environment(), facts, Summarizer.summarize(runs));
        return String.valueOf(HtmlReport.files(ReportData.of(summary, runs)).get("report.html"));
    }

    @Test
    void htmlLoadsNothing() {
        assertFalse(LOADS.matcher(page(whole)).find());
        assertFalse(LOADS.matcher(page(broken)).find());
    }

    @Test
    void htmlEscapesWhatItDidNotWrite() {
        String html = page(broken);
        assertFalse(html.contains("<b>&broken") || html.contains("<at>"));
        assertTrue(html.contains("&lt;b&gt;&amp;broken") && html.contains("boom &lt;at&gt; &quot;0&quot;"));
    }

    @Test
    void htmlHoldsNoNumberThatIsNone() {
        assertFalse(Pattern.compile("NaN|Infinity").matcher(page(whole)).find());
    }

    @Test
    void smokePartialAndFailedRunsAreMarked() {
        String html = page(broken);
        assertTrue(
                html.contains("Smoke run: not a measurement") && html.contains("Partial.") && html.contains("failed"));
        assertFalse(page(whole).contains("class=\"banner\""));
        String tables = TerminalTables.of(broken, false);
        assertTrue(tables.contains("smoke run: not a measurement") && tables.contains("failed: pin/pair"));
    }

    @Test
    void resultWithoutMeasurementsIsStillAPage() {
        Summary empty = new Summary(whole.environment(), broken.run(), List.of());
        assertTrue(page(empty).endsWith("</html>\n"));
    }

    @Test
    void tablesFitAHundredColumns() {
        TerminalTables.of(whole, false)
                .lines()
                .forEach(line -> assertTrue(line.length() <= TerminalTables.COLUMNS, line.length() + ": " + line));
    }

    @Test
    void tablesHaveALineForEachMeasurement() {
        List<String> lines = TerminalTables.of(whole, false).lines().toList();
        for (Measurement m : whole.measurements()) {
            List<Measurement> family = whole.of(m.subject().family());
            String value =
                    " " + TerminalTables.scale(family, m.subject().benchmark()).text(m.value());
            assertTrue(
                    lines.stream().anyMatch(line -> line.contains(m.subject().contender()) && line.contains(value)),
                    m.subject().label() + value);
        }
        assertTrue(lines.stream().anyMatch(line -> line.contains("p99.99")));
    }

    @Test
    void colourIsOnlyThereWhereItIsAskedFor() {
        assertFalse(TerminalTables.of(whole, false).contains("\u001b"));
        assertTrue(TerminalTables.of(whole, true).contains("\u001b[32m"));
    }

    @Test
    void bestOfEachQuestionIsMarked() {
        String table = TerminalTables.of(whole, false);
        assertTrue(
                table.contains("tree *") && table.contains("cas-list (foil) *") && table.contains("clock1 *"), table);
        assertFalse(table.contains("machine *"));
    }

    @ParameterizedTest
    @CsvSource({
        "9.8, 9.80",
        "12.34, 12.3",
        "1234.5, '1,235'",
        "0.123, 0.12",
        "0.0123, 0.012",
        "0, 0",
        "NaN, –",
        "Infinity, –",
    })
    void numbersHaveThreeDigits(double value, String text) {
        assertEquals(text, Scale.number(value));
    }

    @ParameterizedTest
    @CsvSource({
        "ns/op, 12, ns/op",
        "ns/op, 4e6, ms/op",
        "ns/page, 5e3, µs/page",
        "pages/s, 4e6, M pages/s",
        "pages/s, 4e9, G pages/s",
        "GB/s, 4e9, GB/s",
    })
    void unitSuitsTheValues(String unit, double value, String shown) {
        assertEquals(shown, Scale.of(unit, value, Double.NaN).unit());
    }

    @ParameterizedTest
    @CsvSource({"950, 950", "4096, '4,096'", "41234, 41.2k", "2363391, 2.36M", "4e9, 4.00G", "NaN, –"})
    void compactNumbersStayShort(double value, String text) {
        assertEquals(text, Scale.compact(value));
    }

    @Test
    void ticksAreRoundAndFew() {
        assertArrayEquals(new double[] {0, 5, 10, 15, 20}, Scale.ticks(21), 1e-9);
        assertEquals("2M", Scale.tick(2e6));
        assertEquals("0.5", Scale.tick(0.5));
    }

    @Test
    void axisKeepsEveryValueOnItsLine() {
        Axis axis = Axis.of(1, 10_000, Double.NaN);
        assertTrue(axis.isDecades());
        assertTrue(axis.percent(0) >= 0 && axis.percent(1e9) <= 100 && axis.percent(10) < axis.percent(100));
        assertFalse(Axis.of(3, 5).isDecades());
        assertEquals(
                List.of(0.0, 1.0),
                List.of(Axis.of().ticks().getFirst(), Axis.of().ticks().getLast()));
    }
}
