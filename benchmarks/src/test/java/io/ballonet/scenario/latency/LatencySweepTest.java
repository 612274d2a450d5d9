package io.ballonet.scenario.latency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.result.Subject;
import io.ballonet.scenario.ScenarioProgress;
import io.ballonet.scenario.ScenarioResult;
import io.ballonet.scenario.ScenarioSettings;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class LatencySweepTest {
    private static final List<String> OPERATIONS = List.of("frames", "message", "balloon");
    private static final LatencySweep SCENARIO = new LatencySweep();

    private static ScenarioResult result = ScenarioResult.ofText("");

    @BeforeAll
    static void run() {
        result = SCENARIO.run(new ScenarioSettings(0.3, 1, 1, false), ScenarioProgress.SILENT);
    }

    @Test
    void smallRunSweepsEveryOperation() {
        List<Subject> known = SCENARIO.subjects();
        assertTrue(known.containsAll(result.subjects()), result.subjects().toString());
        assertTrue(result.text().lines().allMatch(line -> line.length() <= 100), result.text());
        String csv = result.tables().getFirst().csv();
        for (String operation : OPERATIONS) {
            assertTrue(csv.contains("\n" + operation + ",0.100000,"), csv);
            assertTrue(
                    result.files()
                            .getOrDefault("latency-sweep-" + operation + ".svg", "")
                            .contains("response p99.9"),
                    operation);
        }
    }

    @Test
    void logHoldsEachRoundOfEachRateUnderTheTagOfItsShare() {
        ScenarioResult result = new LatencySweep().run(new ScenarioSettings(0.3, 1, 1, false), ScenarioProgress.SILENT);
        for (String operation : OPERATIONS) {
            String log = result.files().getOrDefault("latency-sweep-" + operation + "-response.hlog", "");
            Set<String> tags = new HashSet<>();
            int intervals = 0;
            try (HistogramLogReader reader =
                    new HistogramLogReader(new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)))) {
                while (reader.nextIntervalHistogram() instanceof Histogram read) {
                    tags.add(read.getTag());
                    intervals++;
                    assertTrue(read.getTotalCount() > 0);
                }
            }
            assertTrue(tags.contains("share=0.100") && tags.contains("share=1.200"), tags.toString());
            assertEquals(RateSweep.ROUNDS * tags.size(), intervals);
        }
    }
}
