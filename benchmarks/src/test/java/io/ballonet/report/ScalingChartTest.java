package io.ballonet.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.result.Kind;
import io.ballonet.result.Measurement;
import io.ballonet.result.Subject;
import io.ballonet.scenario.ScenarioResult;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

final class ScalingChartTest {
    private static List<Measurement> measurements(String contender, String benchmark, int... threads) {
        List<ScenarioResult.Figure> figures = new ArrayList<>();
        for (int count : threads) {
            figures.add(new ScenarioResult.Figure(
                    new Subject(
                            "allocator",
                            benchmark,
                            contender,
                            Kind.OURS,
                            count,
                            new TreeMap<>(Map.of("processors", 4L)),
                            "pairs/s",
                            1,
                            null,
                            1,
                            count,
                            contender + count),
                    1e7 * count / (1 + 0.1 * (count - 1))));
        }
        return new ScenarioResult("", figures, new TreeMap<>(), List.of(), List.of()).measurements();
    }

    @Test
    void drawsAPanelAContenderWithThePointsTheLawAndTheIdealLine() throws Exception {
        List<Measurement> all = new ArrayList<>(measurements("tree", "scaling", 1, 2, 3, 4, 5));
        all.addAll(measurements("<b>", "scaling", 1, 2));
        String svg = ScalingChart.file(all).orElseThrow();
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        assertEquals(6, svg.split("class=\"dot\"", -1).length - 1);
        assertEquals(1, svg.split("class=\"over\"", -1).length - 1, "five threads on four processors");
        assertEquals(1, svg.split("<path class=\"law\"", -1).length - 1, "two points have no law");
        assertEquals(2, svg.split("<line class=\"ideal\"", -1).length - 1);
        assertTrue(svg.contains(">tree</text>") && svg.contains(">&lt;b&gt;</text>"), svg);
        assertFalse(svg.contains("NaN"), svg);
    }

    @Test
    void resultsWithoutScalingHaveNoPicture() {
        assertEquals(Optional.empty(), ScalingChart.file(measurements("tree", "pair", 1, 2)));
        assertEquals(Optional.empty(), ScalingChart.file(List.of()));
    }
}
