package io.ballonet.cli.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FrameCountTest {
    @ParameterizedTest
    @CsvSource({
        // Rows of the oracle, where rounding to the nearest would give another number.
        "10%, 875, 87",
        "25%, 875, 218",
        "50%, 875, 437",
        "75%, 875, 656",
        "90%, 875, 787",
        "25%, 9939, 2484",
        "50%, 9939, 4969",
        "75%, 269210, 201907",
        "90%, 1223, 1100",
        // Exact where binary fractions are not.
        "0.1%, 3000, 3",
        "29%, 100, 29",
        "12.5%, 800, 100",
        // At least one frame.
        "1%, 7, 1",
        "0.000000001%, 875, 1",
        // More frames than pages.
        "100%, 875, 875",
        "200%, 875, 1750",
        // Counts are what they are.
        "1, 875, 1",
        "5000, 875, 5000",
        "007, 875, 7"
    })
    void roundsPercentagesDown(String text, long distinctPages, long frames) {
        assertEquals(frames, FrameCount.parse(text).of(distinctPages));
    }
}
