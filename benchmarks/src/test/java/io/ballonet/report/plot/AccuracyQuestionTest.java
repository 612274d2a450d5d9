package io.ballonet.report.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.report.data.ReportData;
import io.ballonet.result.Kind;
import io.ballonet.result.Measurement;
import io.ballonet.result.SampleResult;
import io.ballonet.result.Subject;
import io.ballonet.result.Summary;
import io.ballonet.result.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class AccuracyQuestionTest {
    private static final List<String> NAMES = List.of("linear", "two-handed-clock", "multi-generation", "aging");

    private static Measurement measurement(String benchmark, String who, String tlb, String layout, double value) {
        Subject subject = new Subject(
                "scan",
                benchmark,
                who,
                Kind.OURS,
                1,
                new TreeMap<>(Map.of("tlb", tlb, "layout", layout)),
                benchmark.equals("accuracy") ? "%" : "ns/page",
                1,
                null,
                1,
                1,
                benchmark + who + tlb + layout);
        return new Measurement(
                subject,
                value,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                List.of(),
                new TreeMap<>(),
                Surroundings.UNKNOWN,
                1,
                List.of());
    }

    private static List<Measurement> sample() {
        List<Measurement> measurements = new ArrayList<>();
        for (String layout : List.of("entry", "packed")) {
            for (int i = 0; i < NAMES.size(); i++) {
                for (String tlb : List.of("shootdown", "none")) {
                    double f1 = (tlb.equals("none") ? 90 : 100) - 5 * i;
                    measurements.add(measurement("accuracy", NAMES.get(i), tlb, layout, f1));
                    measurements.add(measurement("accuracy-cost", NAMES.get(i), tlb, layout, 20 - 4 * i));
                }
            }
        }
        return measurements;
    }

    private static int count(String text, String part) {
        return text.split(part, -1).length - 1;
    }

    private static List<Plot> plots(List<Measurement> measurements) {
        Summary summary = new Summary(
                SampleResult.environment(),
                SampleResult.summary(true, false, List.of()).run(),
                measurements);
        return new AccuracyQuestion().plots(ReportData.of(summary, List.of()));
    }

    private static List<String> drawings(List<Measurement> measurements) {
        return plots(measurements).getFirst().panels().stream()
                .map(panel -> panel.drawing().apply(XyChart.Size.WIDE))
                .toList();
    }

    @Test
    void everyStrategyIsNamedOnceAPanelWithBothItsMarks() {
        List<String> panels = drawings(sample());
        assertEquals(2, panels.size());
        for (String svg : panels) {
            for (String name : NAMES) {
                assertEquals(1, count(svg, ">" + name + "<"), name);
            }
            int inLegend = 1;
            assertEquals(NAMES.size() + inLegend, count(svg, "class=\"mark\""));
            assertEquals(NAMES.size() + inLegend, count(svg, "class=\"mark hollow\""));
            assertFalse(svg.contains("NaN") || svg.contains("//"), svg);
        }
        plots(sample()).getFirst().files().values().forEach(svg -> assertTrue(svg.startsWith("<svg xmlns="), svg));
    }

    /** The cheapest of the four has the lowest F1, so each is on the front; dearer and worse points are not. */
    @Test
    void theFrontStepsUpAtEachPointThatNoneBeats() {
        String front = "<path class=\"step\" d=\"M\\d+\\.\\d \\d+\\.\\dV[^H]+(H[^HV]+V[^HV]+){3}H\\d+\"";
        List<Measurement> measurements = sample();
        drawings(measurements).forEach(svg -> assertEquals(1, count(svg, front), svg));
        measurements.add(measurement("accuracy", "beaten", "shootdown", "entry", 84));
        measurements.add(measurement("accuracy-cost", "beaten", "shootdown", "entry", 19));
        String after = drawings(measurements).getFirst();
        assertEquals(1, count(after, front), after);
        assertTrue(after.contains(">beaten<"), after);
    }

    @Test
    void aResultWithoutAccuracyOrWithoutCostHasNoPlot() {
        assertTrue(plots(List.of()).isEmpty());
        assertTrue(plots(List.of(measurement("accuracy-cost", "linear", "none", "entry", 3)))
                .isEmpty());
        assertTrue(plots(List.of(measurement("accuracy", "linear", "none", "entry", 3)))
                .isEmpty());
    }

    @Test
    void labelsCoverNeitherEachOtherNorPoints() {
        SplittableRandom random = new SplittableRandom(1);
        LabelPlacer.Box inside = new LabelPlacer.Box(0, 0, 700, 300);
        LabelPlacer placer = new LabelPlacer(inside, 12);
        double[] across = random.doubles(20, 20, 560).toArray();
        for (double x : across) {
            placer.keepOff(x, 60, 6);
        }
        placer.keepOffLine(0, 60, 700, 60);
        List<LabelPlacer.Box> boxes = new ArrayList<>();
        for (double x : across) {
            boxes.add(placer.place("two-handed-clock", x, 60, 5));
        }
        for (int i = 0; i < boxes.size(); i++) {
            assertTrue(inside.contains(boxes.get(i)), boxes.get(i).toString());
            assertFalse(
                    boxes.get(i).overlaps(new LabelPlacer.Box(0, 59, 700, 61)),
                    boxes.get(i).toString());
            for (int j = 0; j < i; j++) {
                assertFalse(boxes.get(i).overlaps(boxes.get(j)), i + " over " + j);
            }
        }
    }
}
