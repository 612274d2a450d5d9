package io.ballonet.reclaim.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Thresholds and hysteresis, on a host of 10,000 frames: 100 frames are one percent. */
class MemoryStateTest {
    @ParameterizedTest
    @CsvSource({
        // falls at once, below the worse state's threshold
        "HIGH, 400, HIGH",
        "HIGH, 399, SOFT",
        "HIGH, 199, HARD",
        "HIGH, 99, LOW",
        "HIGH, 0, LOW",
        "SOFT, 200, SOFT",
        "SOFT, 199, HARD",
        "HARD, 100, HARD",
        "HARD, 99, LOW",
        // rises only an eighth above the better state's threshold
        "SOFT, 600, SOFT",
        "SOFT, 675, SOFT",
        "SOFT, 676, HIGH",
        "HARD, 450, HARD",
        "HARD, 451, SOFT",
        "LOW, 225, LOW",
        "LOW, 226, HARD",
        "LOW, 451, SOFT",
        "LOW, 10000, HIGH",
        "LOW, 300, HARD",
        "HARD, 676, HIGH"
    })
    void fallsAtOnceAndRisesLate(MemoryState from, long freeFrames, MemoryState to) {
        assertEquals(to, MemoryState.next(from, freeFrames, 10_000));
    }

    @ParameterizedTest
    @EnumSource
    void restsWhereItArrives(MemoryState from) {
        for (long free = 0; free <= 10_000; free++) {
            MemoryState next = MemoryState.next(from, free, 10_000);
            assertEquals(next, MemoryState.next(next, free, 10_000));
        }
    }

    @ParameterizedTest
    @EnumSource
    void moreFreeIsNeverWorse(MemoryState from) {
        MemoryState last = MemoryState.LOW;
        for (long free = 0; free <= 10_000; free++) {
            MemoryState next = MemoryState.next(from, free, 10_000);
            assertTrue(last.isAtLeast(next), "free=" + free);
            last = next;
        }
    }

    @Test
    void rejectsFramesThatCannotBe() {
        assertThrows(IllegalArgumentException.class, () -> MemoryState.next(MemoryState.HIGH, -1, 10));
        assertThrows(IllegalArgumentException.class, () -> MemoryState.next(MemoryState.HIGH, 11, 10));
        assertThrows(IllegalArgumentException.class, () -> MemoryState.next(MemoryState.HIGH, 0, 0));
    }

    @Test
    void reclaimsUntilHighAndReturnsOnlyBeyondABand() {
        assertEquals(376, Watermarks.shortage(MemoryState.SOFT, 300, 10_000));
        assertEquals(MemoryState.HIGH, MemoryState.next(MemoryState.SOFT, 676, 10_000));
        assertEquals(0, Watermarks.shortage(MemoryState.HIGH, 500, 10_000));
        assertEquals(0, Watermarks.surplus(MemoryState.HIGH, 750, 10_000));
        assertEquals(1, Watermarks.surplus(MemoryState.HIGH, 751, 10_000));
        assertEquals(0, Watermarks.surplus(MemoryState.SOFT, 5000, 10_000));
    }
}
