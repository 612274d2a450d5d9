package io.ballonet.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.result.Families;
import io.ballonet.result.Kind;
import io.ballonet.result.Measurement;
import io.ballonet.result.Subject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ScenariosTest {
    private static final Subject RATE = subject("accesses/s", "rate");
    private static final Subject TIME = subject("ns/op", "time");

    private static Subject subject(String unit, String label) {
        return new Subject(
                "technique", "b-" + label, "balloon", Kind.OURS, 1, new TreeMap<>(), unit, 1, null, 1, 1, label);
    }

    @Test
    void registryHoldsTheEight() {
        assertEquals(
                List.of(
                        "story",
                        "live-replay",
                        "overcommit",
                        "accuracy",
                        "scan-interference",
                        "scan-scale",
                        "scaling",
                        "latency-sweep"),
                Scenarios.REGISTRY.names());
    }

    @Test
    void subjectsOfAScenarioAreOfAKnownFamilyAndToldApartByTheirLabel() {
        for (Scenario scenario : Scenarios.REGISTRY.all()) {
            Set<String> labels = new HashSet<>();
            for (Subject subject : scenario.subjects()) {
                assertTrue(Families.NAMES.contains(subject.family()), subject.toString());
                assertTrue(subject.benchmark().startsWith(scenario.registryName()), subject.toString());
                assertTrue(labels.add(String.valueOf(subject.metric())), subject.toString());
            }
        }
    }

    @Test
    void figuresBecomeMeasurementsUnchanged() {
        ScenarioResult result = new ScenarioResult(
                "",
                List.of(new ScenarioResult.Figure(RATE, 1.5e6), new ScenarioResult.Figure(TIME, 2.5e8)),
                new TreeMap<>(Map.of("refaults", 7.0)),
                List.of(),
                List.of());
        List<Measurement> measurements = result.measurements();
        assertEquals(
                List.of(RATE, TIME),
                measurements.stream().map(Measurement::subject).toList());
        assertEquals(1.5e6, measurements.get(0).value(), 1e-3);
        assertEquals(2.5e8, measurements.get(1).value(), 1e-3);
        for (Measurement measurement : measurements) {
            assertEquals(Set.of("refaults"), measurement.counters().keySet());
        }
    }

    @Test
    void textAloneMeasuresNothing() {
        assertEquals(List.of(), ScenarioResult.ofText("x\n").measurements());
    }

    @Test
    void seriesRejectsARowThatDoesNotFit() {
        Series series = new Series("s", List.of("time_us", "pages"));
        series.add(1, 2);
        assertThrows(IllegalArgumentException.class, () -> series.add(1));
        assertThrows(IllegalArgumentException.class, () -> series.column("frames"));
        assertEquals("time_us,pages\n1,2\n", series.csv());
    }

    @Test
    void recordsAreWrittenWithTheirNamesAndSixDigits() {
        Records records = new Records("r", List.of("who", "count", "share"));
        records.add("clock", 3L, 0.25);
        records.add("aging", 4, Double.NaN);
        assertEquals("who,count,share\nclock,3,0.250000\naging,4,\n", records.csv());
        assertEquals(2, records.size());
        assertThrows(IllegalArgumentException.class, () -> records.add("clock", 3L));
        assertThrows(IllegalArgumentException.class, () -> records.add("a,b", 3L, 0.5));
    }

    @Test
    void aShareIsAMeasurementAsItIs() {
        Subject share = subject("%", "share");
        Subject page = subject("ns/page", "page");
        Subject times = subject("× opt", "times");
        ScenarioResult result = new ScenarioResult(
                "",
                List.of(
                        new ScenarioResult.Figure(share, 93.5),
                        new ScenarioResult.Figure(page, 0.4),
                        new ScenarioResult.Figure(times, 1.5)),
                new TreeMap<>(),
                List.of(),
                List.of());
        Map<String, Double> values = new TreeMap<>();
        result.measurements().forEach(m -> values.put(m.subject().unit(), m.value()));
        assertEquals(Map.of("%", 93.5, "ns/page", 0.4, "× opt", 1.5), values);
    }

    @Test
    void settingsOutOfRangeAreRejected() {
        assertThrows(IllegalArgumentException.class, () -> new ScenarioSettings(0, 1, 1, false));
        assertThrows(IllegalArgumentException.class, () -> new ScenarioSettings(1, Double.NaN, 1, false));
    }
}
