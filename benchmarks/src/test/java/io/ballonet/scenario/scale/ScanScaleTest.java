package io.ballonet.scenario.scale;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.scenario.ScenarioProgress;
import io.ballonet.scenario.ScenarioResult;
import io.ballonet.scenario.ScenarioSettings;
import java.util.HashSet;
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
        assertEquals(java.util.List.of(), result.failures());
        assertEquals(scenario.subjects(), result.subjects());
        String csv = result.tables().getFirst().csv();
        for (String question : new String[] {"a-pass-a-second", "against-memory", "against-hot", "every-strategy"}) {
            assertTrue(csv.contains("\n" + question + ","), csv);
        }
        assertTrue(result.text().lines().allMatch(line -> line.length() <= 100), result.text());
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
