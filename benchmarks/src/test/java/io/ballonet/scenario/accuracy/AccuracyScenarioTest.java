package io.ballonet.scenario.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.result.Subject;
import io.ballonet.scan.ScanStrategies;
import io.ballonet.scenario.CsvTable;
import io.ballonet.scenario.ScenarioProgress;
import io.ballonet.scenario.ScenarioResult;
import io.ballonet.scenario.ScenarioSettings;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class AccuracyScenarioTest {
    private static final String BLIND = BlindScan.class.getName();
    private static final String BROKEN = BrokenScan.class.getName();

    private static String csv(ScenarioResult result, String name) {
        return result.tables().stream()
                .filter(table -> table.name().equals(name))
                .map(CsvTable::csv)
                .collect(Collectors.joining());
    }

    @Test
    void aSmallRunHoldsEveryCheckAndGivesEveryFigure() {
        AccuracyScenario scenario = new AccuracyScenario();
        ScenarioResult result = scenario.run(new ScenarioSettings(1, 0.01, 1, false), ScenarioProgress.SILENT);
        assertEquals(List.of(), result.failures());
        assertEquals(scenario.subjects(), result.subjects());
        for (ScenarioResult.Figure figure : result.figures()) {
            assertTrue(figure.value() > 0 && Double.isFinite(figure.value()), figure.toString());
        }
        assertEquals(result.figures().size(), result.measurements().size());
        for (String line : result.text().split("\n", -1)) {
            assertTrue(line.length() <= 100, line);
            assertFalse(line.contains("NaN"), line);
        }
        for (String strategy : ScanStrategies.REGISTRY.names()) {
            assertTrue(result.text().contains("\n" + strategy + " "), strategy);
        }
    }

    @Test
    void aStrategyFromOutsideStandsBesideTheOthers() {
        ScenarioResult result = AccuracyScenario.run(SmallWorkloads.plan("linear", BLIND), ScenarioProgress.SILENT);
        assertEquals(List.of(), result.failures());
        assertTrue(result.text().contains("\nblind "), result.text());
        assertTrue(csv(result, "identification").contains("\nzipf,blind,none,packed,"));
        assertTrue(csv(result, "reclaim").contains("\nloop,blind,shootdown,50,"));
        List<String> contenders =
                result.subjects().stream().map(Subject::contender).distinct().toList();
        assertEquals(List.of("linear", "blind"), contenders);
    }

    @Test
    void aRunThatBreaksIsALineAndTheOthersGoOn() {
        ScenarioResult result = AccuracyScenario.run(SmallWorkloads.plan("linear", BROKEN), ScenarioProgress.SILENT);
        // In each layout to warm up; then two workloads, four times in part A and twice at each of two sizes in part B.
        assertEquals(2 + 2 * (4 + 2 * 2), result.failures().size());
        assertTrue(result.failures().getFirst().startsWith("run broke: workload=zipf, strategy="));
        assertTrue(result.failures().getFirst().endsWith(": planted"));
        assertTrue(result.subjects().stream()
                .allMatch(subject -> subject.contender().equals("linear")));
        assertTrue(result.text().contains("\nlinear "), result.text());
    }

    @Test
    void aSweepThatIsNotExactFailsTheRun() {
        ScenarioResult result =
                AccuracyScenario.run(SmallWorkloads.plan(FalseLinearScan.class.getName()), ScenarioProgress.SILENT);
        // Two workloads in two layouts; without a shootdown nothing is promised.
        assertEquals(4, result.failures().size());
        assertTrue(result.failures().getFirst().startsWith("linear with shootdown must be exact: workload=zipf"));
    }

    @Test
    void everyScoreIsARowOfATable() {
        AccuracyScores scores = SmallWorkloads.scores("clock", "aging");
        List<CsvTable> tables = AccuracyTables.of(scores);
        assertEquals(
                List.of("identification", "reclaim", "estimation", "idle-ages"),
                tables.stream().map(CsvTable::name).toList());
        List<Long> rows =
                tables.stream().map(table -> table.csv().lines().count() - 1).toList();
        assertEquals(List.of(16L, 16L, 4L, 8L), rows);
    }
}
