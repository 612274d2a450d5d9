package io.ballonet.report.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.report.data.ReportData;
import io.ballonet.result.Kind;
import io.ballonet.result.RawRun;
import io.ballonet.result.SampleResult;
import io.ballonet.result.Subject;
import io.ballonet.result.Summarizer;
import io.ballonet.result.Summary;
import io.ballonet.result.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ThreadsQuestionTest {
    private static final Map<String, Object> FOUR_PROCESSORS = Map.of("processors", 4L);

    private static List<RawRun> runs(String contender, Kind kind, Map<String, Object> params, int most) {
        return IntStream.rangeClosed(1, most)
                .mapToObj(threads -> new RawRun(
                        new Subject(
                                kind == Kind.LIMIT ? "limit" : "allocator",
                                "scaling",
                                contender,
                                kind,
                                threads,
                                new TreeMap<>(params),
                                "pairs/s",
                                1,
                                null,
                                1,
                                threads,
                                null),
                        0,
                        "ops/s",
                        List.of(1e7 * threads / (1 + 0.1 * (threads - 1))),
                        new TreeMap<>(),
                        Surroundings.UNKNOWN))
                .toList();
    }

    @SafeVarargs
    private static Plot plot(List<RawRun>... contenders) {
        List<RawRun> all = new ArrayList<>();
        for (List<RawRun> runs : contenders) {
            all.addAll(runs);
        }
        Summary whole = SampleResult.summary(true, false, List.of());
        ReportData data = ReportData.of(new Summary(whole.environment(), whole.run(), Summarizer.summarize(all)), all);
        return new ThreadsQuestion().plots(data).getFirst();
    }

    private static String drawing(Plot plot) {
        return plot.panels().getFirst().drawing().apply(XyChart.Size.WIDE);
    }

    private static long count(String text, String regex) {
        return Pattern.compile(regex).matcher(text).results().count();
    }

    @Test
    void scalingIsPointsTheLawTheIdealLineAndTheLimit() {
        Plot plot = plot(
                runs("tree", Kind.OURS, FOUR_PROCESSORS, 5),
                runs("<b>", Kind.OURS, FOUR_PROCESSORS, 2),
                runs("cas", Kind.LIMIT, FOUR_PROCESSORS, 5));
        String svg = drawing(plot);
        assertEquals("threads-allocator-scaling", plot.name());
        assertEquals(6, count(svg, "class=\"mark\""));
        assertEquals(1, count(svg, "class=\"mark hollow\""), "five threads on four processors");
        assertEquals(1, count(svg, "<path class=\"line dashed"), "two points have no law");
        assertEquals(1, count(svg, "<path class=\"line guide\""));
        assertEquals(1, count(svg, "<path class=\"line limit\""));
        assertTrue(
                svg.contains(">tree</text>") && svg.contains(">&lt;b&gt;</text>") && svg.contains(">cas</text>"), svg);
        assertTrue(plot.text().contains("Gunther"), plot.text());
        assertFalse(plot.text().contains("another state"), plot.text());
        assertFalse(svg.contains("NaN"), svg);
        assertEquals(
                List.of("1", "2", "3", "4", "5"),
                Pattern.compile("text-anchor=\"middle\">([^<]+)<")
                        .matcher(svg)
                        .results()
                        .map(tick -> tick.group(1))
                        .toList(),
                "a tick for each count of threads");
    }

    /** The law of points that follow it goes through them. */
    @Test
    void theLawIsOfThePointsThatAreNotHollow() {
        String svg = drawing(plot(runs("tree", Kind.OURS, FOUR_PROCESSORS, 5)));
        String law = first(svg, "<path class=\"line dashed c0\" d=\"([^\"]+)\"");
        List<String> marks = Pattern.compile("<circle class=\"mark\" cx=\"([\\d.]+)\" cy=\"([\\d.]+)\"")
                .matcher(svg)
                .results()
                .map(mark -> mark.group(1) + " " + mark.group(2))
                .toList();
        assertTrue(law.startsWith("M" + marks.getFirst()) && law.endsWith("L" + marks.getLast()), law + marks);
        assertEquals(4, marks.size());
    }

    @Test
    void whereNobodyKnowsTheProcessorsThereIsNoLaw() {
        String svg = drawing(plot(runs("tree", Kind.OURS, Map.of(), 5), runs("cas", Kind.LIMIT, Map.of(), 5)));
        assertEquals(5, count(svg, "class=\"mark\""));
        assertEquals(1, count(svg, "<path class=\"line guide\""));
        assertEquals(0, count(svg, "line dashed|line limit|hollow"));
    }

    private static String first(String text, String regex) {
        return Pattern.compile(regex)
                .matcher(text)
                .results()
                .findFirst()
                .orElseThrow(() -> new AssertionError(text))
                .group(1);
    }
}
