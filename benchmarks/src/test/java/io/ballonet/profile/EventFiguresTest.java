package io.ballonet.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

final class EventFiguresTest {
    @Test
    void percentilesAreThoseOfHdrHistogram() {
        SplittableRandom random = new SplittableRandom(7);
        for (int size : new int[] {1, 2, 9, 10, 99, 100, 101, 5_000}) {
            // Five digits hold each value below 100,000 exactly.
            Histogram histogram = new Histogram(100_000, 5);
            long[] values = random.longs(size, 1, 100_000).sorted().toArray();
            Arrays.stream(values).forEach(histogram::recordValue);
            for (int percent : new int[] {50, 90, 99}) {
                assertEquals(
                        histogram.getValueAtPercentile(percent),
                        EventFigures.percentile(values, percent),
                        "size=" + size + ", percent=" + percent);
            }
        }
    }

    @Test
    void figuresOfATypeAreThoseOfItsSortedDurations() {
        EventSeries series = new EventSeries("Example");
        for (long duration : new long[] {50, 10, 40, 20, 30}) {
            series.add(1_000, duration, "");
        }
        assertEquals(
                new EventFigures("Example", "", true, 5, 150, 10, 30, 50, 50, 50),
                EventFigures.of(series, time -> true).getFirst());
    }
}
