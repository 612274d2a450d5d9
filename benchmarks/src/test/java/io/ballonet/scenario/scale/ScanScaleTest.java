package io.ballonet.scenario.scale;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.scenario.ScenarioProgress;
import io.ballonet.scenario.ScenarioResult;
import io.ballonet.scenario.ScenarioSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScanScaleTest {
    private static final long PAGES = 1 << 18;

    @Test
    void smallRunAnswersEveryQuestion() {
        ScanScale scenario = new ScanScale();
        ScenarioResult result = scenario.run(new ScenarioSettings(0.05, 0.002, 1, false), ScenarioProgress.SILENT);
        assertEquals(List.of(), result.failures());
        assertEquals(scenario.subjects(), result.subjects());
        String csv = result.tables().getFirst().csv();
        for (String question : new String[] {"a-pass-a-second", "against-memory", "against-hot", "every-strategy"}) {
            assertTrue(csv.contains("\n" + question + ","), csv);
        }
        assertTrue(result.text().lines().allMatch(line -> line.length() <= 100), result.text());
    }

    private static ScalePlan plan(double scale) {
        return new ScalePlan("linear", true, 16_384, scale, 0.0625 / 16_384, 1, 0, 1);
    }

    @Test
    void sixteenTerabytesWithLittleHotAreMappedAndStayOutOfMemory() {
        List<String> failures = new ArrayList<>();
        ScanScale.Outcome outcome =
                ScanScale.measured(plan(1), ScenarioSettings.DEFAULT, failures).orElseThrow();
        assertEquals(List.of(), failures);
        assertEquals(1L << 32, outcome.score().examined(), "every page's bit");
        assertEquals(1, outcome.score().precision());
        assertEquals(1, outcome.score().recall());
        assertTrue(outcome.residentBytes() > 0);
    }

    @Test
    void metadataThatCannotBeMappedIsAFailureThatSaysWhy() {
        List<String> failures = new ArrayList<>();
        assertEquals(Optional.empty(), ScanScale.measured(plan(1e6), ScenarioSettings.DEFAULT, failures));
        assertEquals(1, failures.size());
        assertTrue(
                failures.getFirst().startsWith("metadata of 16,384,000,000 GiB cannot be mapped for linear: "),
                failures.getFirst());
    }

    @Test
    void residentMemoryThatGrowsWithMemoryIsAFailure() {
        ScaleRun.Score score = new ScaleRun.Score(1, 1, 1);
        ScanScale.Outcome small = new ScanScale.Outcome(plan(0.1), 1, 1, score, 100 << 20);
        ScanScale.Outcome bounded = new ScanScale.Outcome(plan(1), 1, 1, score, 300 << 20);
        ScanScale.Outcome grown = new ScanScale.Outcome(plan(1), 1, 1, score, 612 << 20);
        List<String> failures = new ArrayList<>();
        ScanScale.checkResident(List.of(small, bounded), failures);
        assertEquals(List.of(), failures);
        ScanScale.checkResident(List.of(small, grown), failures);
        assertEquals(
                List.of("metadata that nobody touched is in memory: strategy=linear, gibibytes=16,384, residentMiB=612,"
                        + " withLessMemory=100"),
                failures);
    }

    @Test
    void clustersAreAlignedAndApartAndAsManyPagesAsAsked() {
        HotClusters hot = new HotClusters(PAGES, 21, 4, new SplittableRandom(5));
        Set<Long> pages = new HashSet<>();
        int begins = 0;
        for (long i = 0; i < hot.hotPages(); i++) {
            long page = hot.page(i);
            assertTrue(page >= 0 && page < PAGES);
            assertTrue(pages.add(page), "page=" + page);
            begins += pages.contains(page - 1) ? 0 : 1;
            assertTrue(pages.contains(page - 1) || page % HotClusters.GROUP == 0);
        }
        assertEquals(21 * HotClusters.GROUP, pages.size());
        assertTrue(begins <= 4, "clusters=" + begins);
        assertEquals(5 * HotClusters.GROUP, hot.smallest());
        assertThrows(IllegalArgumentException.class, () -> new HotClusters(PAGES, 3, 4, new SplittableRandom(5)));
        assertThrows(IllegalArgumentException.class, () -> new HotClusters(PAGES, 513, 4, new SplittableRandom(5)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void strategyThatLooksAtEveryPageNamesExactlyWhatWasTouched(boolean packed) {
        HotClusters hot = new HotClusters(PAGES, 8, 8, new SplittableRandom(1));
        try (ScaleRun run = new ScaleRun("linear", packed, PAGES, hot, 1, 2)) {
            run.touch();
            run.pass();
            ScaleRun.Score score = run.score();
            assertEquals(1, score.precision());
            assertEquals(1, score.recall());
            assertEquals(PAGES, score.examined());
            assertTrue(run.medianNs(0) > 0 && run.mostNs(0) >= run.medianNs(0));
        }
    }

    @Test
    void whatIsNamedWithoutATouchCostsPrecisionAndWhatIsMissedRecall() {
        try (TouchedPages truth = new TouchedPages(128)) {
            truth.touch(3);
            truth.touch(3);
            truth.touch(64);
            truth.active(0, 0b1001);
            assertEquals(0.5, truth.precision());
            assertEquals(0.5, truth.recall());
        }
    }

    @Test
    void hierarchicalLooksAtWhatIsHotAndNotAtMemory() {
        HotClusters small = new HotClusters(PAGES, 8, 8, new SplittableRandom(1));
        HotClusters large = new HotClusters(64 * PAGES, 8, 8, new SplittableRandom(1));
        try (ScaleRun inSmall = new ScaleRun("hierarchical", true, PAGES, small, 1, 1);
                ScaleRun inLarge = new ScaleRun("hierarchical", true, 64 * PAGES, large, 1, 1)) {
            long few = inSmall.score().examined();
            long many = inLarge.score().examined();
            assertTrue(few < 8 * HotClusters.GROUP + 8 * 512 + 64, "examined=" + few);
            assertTrue(many < few + 8 * 512 + 64 * 64, "examined=" + many);
        }
    }
}
