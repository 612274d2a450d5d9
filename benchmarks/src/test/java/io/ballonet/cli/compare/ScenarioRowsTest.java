package io.ballonet.cli.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.result.JmhFile;
import io.ballonet.result.Measurement;
import io.ballonet.result.Summarizer;
import io.ballonet.result.Surroundings;
import io.ballonet.scan.ScanStrategies;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ScenarioRowsTest {
    private static final BenchmarkRow OVERCOMMIT =
            ScenarioRows.rows(List.of("balloon"), List.of()).getFirst();
    private static final TimePlan ONCE = new TimePlan(1, 1, 1, Duration.ofMillis(1), Duration.ofSeconds(1));

    /** Answers with the benchmark's name. */
    private static final class Echo implements RowRunner {
        private boolean isClosed;

        @Override
        public String run(BenchmarkRow row, TimePlan plan) {
            return row.benchmark();
        }

        @Override
        public void close() {
            isClosed = true;
        }
    }

    @Test
    void overcommitIsMeasuredInEveryProfile() {
        for (Profile profile : Profile.values()) {
            assertTrue(BenchmarkCatalogue.load().measuredRows(profile).contains(OVERCOMMIT), profile.label());
            assertTrue(!ScenarioRows.duration(List.of(OVERCOMMIT), profile).isZero());
        }
        assertEquals("technique", OVERCOMMIT.family());
        assertEquals("balloon", OVERCOMMIT.contender());
    }

    @Test
    void scenarioRunsHereAndBecomesMeasurements() throws RowRunner.RowFailure {
        String json = new ScenarioRows(new Echo(), Profile.SMOKE, 1).run(OVERCOMMIT, ONCE);
        List<Measurement> measurements =
                Summarizer.summarize(JmhFile.runs(JmhFile.entry(json, OVERCOMMIT.subjects(), 0, Surroundings.UNKNOWN)));
        assertEquals(OVERCOMMIT.subjects().size(), measurements.size());
        for (Measurement measurement : measurements) {
            assertTrue(measurement.value() > 0 && Double.isFinite(measurement.value()), measurement.toString());
        }
    }

    @Test
    void everyScanIsARowOfItsOwnSoThatItCanBeAskedForByName() throws RowRunner.RowFailure {
        List<BenchmarkRow> scans = ScenarioRows.rows(List.of(), ScenarioRows.OWN_SCANS).stream()
                .filter(row -> row.family().equals("scan"))
                .toList();
        assertEquals(
                ScanStrategies.REGISTRY.names(),
                scans.stream().map(BenchmarkRow::contender).toList());
        BenchmarkRow clock = scans.get(ScanStrategies.CLOCK.ordinal());
        String json = new ScenarioRows(new Echo(), Profile.SMOKE, 1).run(clock, ONCE);
        List<Measurement> measurements =
                Summarizer.summarize(JmhFile.runs(JmhFile.entry(json, clock.subjects(), 0, Surroundings.UNKNOWN)));
        assertEquals(
                List.of("accuracy"),
                measurements.stream().map(m -> m.subject().benchmark()).toList());
        double f1 = measurements.getFirst().value();
        assertTrue(f1 > 80 && f1 < 100, "found most idle pages, but for what the TLB hid: " + f1);
    }

    @Test
    void everyOtherRowGoesToTheBenchmarks() throws RowRunner.RowFailure {
        Echo benchmarks = new Echo();
        BenchmarkRow pair = Rows.row("allocator", "pair", "tree", 1);
        try (ScenarioRows runner = new ScenarioRows(benchmarks, Profile.SMOKE, 1)) {
            assertEquals(pair.benchmark(), runner.run(pair, ONCE));
        }
        assertTrue(benchmarks.isClosed);
    }
}
