package io.ballonet.trace.curve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FrameHistogramTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 511, 512, 513, 1022, 1023})
    void isExactForFewFrames(long frames) {
        FrameHistogram histogram = new FrameHistogram();
        histogram.add(frames, 2.5);
        assertEquals(2.5, histogram.upTo(frames));
        assertEquals(frames == 0 ? 2.5 : 0, histogram.upTo(Math.max(0, frames - 1)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1024, 1025, 4095, 100_000, 123_456_789, 1L << 40, Long.MAX_VALUE})
    void isWithinABucketForMany(long frames) {
        FrameHistogram histogram = new FrameHistogram();
        histogram.add(frames, 1);
        assertEquals(1, histogram.upTo(frames));
        assertEquals(0, histogram.upTo(frames - frames / 512 - 1));
    }
}
