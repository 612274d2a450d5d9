package io.ballonet.scenario.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.paging.AccessBitmap;
import io.ballonet.scan.PackedAccessView;
import io.ballonet.scan.SampledIdleEstimator;
import io.ballonet.trace.PageTrace;
import io.ballonet.trace.PublicTraces;
import io.ballonet.trace.TraceSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ESX's estimator where every access sets its bit: its error is that of its sample, √(f(1−f)/n), and it has no bias. */
final class EstimatorOnTracesTest {
    private static final int SAMPLE = SampledIdleEstimator.DEFAULT_SAMPLE;
    private static final int SEEDS = 20;
    private static final double MOST = 1.15;
    private static final double MOST_BIAS = 0.005;

    private static List<SampledIdleEstimator> estimators(int pages) {
        return LongStream.range(0, SEEDS)
                .mapToObj(seed -> new SampledIdleEstimator(pages, SAMPLE, seed))
                .toList();
    }

    /** One period, whose accesses {@code period} makes, for all estimators. */
    private static void period(
            List<SampledIdleEstimator> estimators, AccessBitmap bitmap, EstimationTally tally, Runnable period) {
        PackedAccessView view = new PackedAccessView(bitmap, 0);
        view.clearAccessed(0, view.pages());
        estimators.forEach(estimator -> estimator.begin(view));
        period.run();
        double truth = (double) view.countAccessed(0, view.pages()) / view.pages();
        for (SampledIdleEstimator estimator : estimators) {
            estimator.end(view);
            tally.add(truth, estimator.currentShare(), estimator.activeShare());
        }
    }

    private static void check(EstimationScore score) {
        assertTrue(score.ratio() <= MOST, score.toString());
        assertEquals(0, score.bias(), MOST_BIAS, score.toString());
        assertTrue(score.activeBias() >= score.bias(), score.toString());
    }

    @Test
    void errorIsTheSamplesOnEveryPublicTrace() throws IOException {
        Path folder = PublicTraces.folderOrSkip(EstimatorOnTracesTest.class);
        Map<String, List<String[]>> windows = Files.readAllLines(folder.resolve("wss.csv")).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .collect(Collectors.groupingBy(cells -> cells[0], LinkedHashMap::new, Collectors.toList()));
        assertTrue(windows.size() >= 10, "traces in wss.csv: " + windows.keySet());
        for (Map.Entry<String, List<String[]>> trace : windows.entrySet()) {
            EstimationScore score = onTrace(folder.resolve(trace.getKey() + ".pt.gz"), trace.getValue());
            System.out.printf(
                    Locale.ROOT,
                    "%s %-14s active %5.1f %%, error %.2f points, %.2f of the sample's noise, bias %+.2f%n",
                    EstimatorOnTracesTest.class.getSimpleName(),
                    trace.getKey(),
                    100 * score.meanShare(),
                    100 * score.rmsError(),
                    score.ratio(),
                    100 * score.bias());
            check(score);
        }
    }

    private static EstimationScore onTrace(Path file, List<String[]> windows) {
        PageTrace trace = PageTrace.load(TraceSource.ofFile(file));
        int[] ids = trace.numbering().ids();
        int length = Integer.parseInt(windows.getFirst()[1]);
        List<SampledIdleEstimator> estimators = estimators(trace.distinctPages());
        EstimationTally tally = new EstimationTally(trace.distinctPages());
        try (AccessBitmap bitmap = new AccessBitmap(trace.distinctPages())) {
            PackedAccessView view = new PackedAccessView(bitmap, 0);
            for (String[] window : windows) {
                int start = Integer.parseInt(window[2]) * length;
                period(estimators, bitmap, tally, () -> {
                    for (int time = start; time < Math.min(ids.length, start + length); time++) {
                        bitmap.touch(ids[time]);
                    }
                });
                assertEquals(Long.parseLong(window[3]), view.countAccessed(0, view.pages()), String.join(",", window));
            }
        }
        return tally.score(trace.name(), TlbMode.SHOOTDOWN);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9})
    void errorIsTheSamplesAtEveryShare(double share) {
        int pages = 5_000;
        SplittableRandom random = new SplittableRandom(11);
        List<SampledIdleEstimator> estimators = estimators(pages);
        EstimationTally tally = new EstimationTally(pages);
        try (AccessBitmap bitmap = new AccessBitmap(pages)) {
            for (int i = 0; i < 100; i++) {
                period(estimators, bitmap, tally, () -> {
                    for (int page = 0; page < pages; page++) {
                        if (random.nextDouble() < share) {
                            bitmap.touch(page);
                        }
                    }
                });
            }
        }
        check(tally.score("share " + share, TlbMode.SHOOTDOWN));
    }

    /** Of 20 estimators, each sees a jump from 10 to 70 % in the period in which it happens: five times its noise. */
    @Test
    void theEstimateRisesWithinThePeriodOfAJump() {
        int pages = 2_000;
        List<SampledIdleEstimator> estimators = estimators(pages);
        EstimationTally tally = new EstimationTally(pages);
        try (AccessBitmap bitmap = new AccessBitmap(pages)) {
            for (int i = 0; i < 40; i++) {
                period(estimators, bitmap, tally, () -> touch(bitmap, pages / 10));
            }
            estimators.forEach(estimator -> assertEquals(0.1, estimator.activeShare(), 0.15));
            period(estimators, bitmap, tally, () -> touch(bitmap, pages * 7 / 10));
            estimators.forEach(estimator -> assertTrue(estimator.activeShare() > 0.5, "" + estimator.activeShare()));
        }
    }

    private static void touch(AccessBitmap bitmap, int pages) {
        for (int page = 0; page < pages; page++) {
            bitmap.touch(page);
        }
    }
}
