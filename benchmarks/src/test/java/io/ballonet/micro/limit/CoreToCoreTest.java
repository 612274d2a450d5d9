package io.ballonet.micro.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CoreToCoreTest {
    @Test
    void everyRoundTripIsAnsweredOnOneLine() {
        try (CoreToCore lines = CoreToCore.oneLine()) {
            assertAnswers(lines);
        }
    }

    @Test
    void everyRoundTripIsAnsweredOnTwoLines() {
        try (CoreToCore lines = CoreToCore.twoLines()) {
            assertAnswers(lines);
        }
    }

    @Test
    void measureGivesNanosecondsOfARoundTrip() {
        assertTrue(CoreToCore.measure() > 1);
        assertTrue(CoreToCore.measureTwoLines() > 1);
    }

    @Test
    void benchmarksReturnWhatTheOtherCoreAnswered() {
        RoundTripLimit limit = new RoundTripLimit();
        RoundTripLimit.OneLine one = new RoundTripLimit.OneLine();
        RoundTripLimit.TwoLines two = new RoundTripLimit.TwoLines();
        for (int i = 1; i <= 100; i++) {
            assertEquals(2L * i, limit.oneLine(one));
            assertEquals(2L * i, limit.twoLines(two));
            assertEquals(i, limit.baseline());
        }
        one.close();
        two.close();
    }

    @Test
    void companionRepeatsItsStepUntilItIsClosed() {
        AtomicLong steps = new AtomicLong();
        Companion companion = Companion.start("steps", steps::incrementAndGet);
        while (steps.get() < 1_000) {
            Thread.onSpinWait();
        }
        companion.close();
        long after = steps.get();
        assertEquals(after, steps.get());
    }

    @Test
    void companionReportsTheFailureOfAStepWhenItIsClosed() {
        AtomicBoolean failed = new AtomicBoolean();
        Companion companion = Companion.start("failing", () -> {
            failed.set(true);
            throw new IllegalArgumentException("planted");
        });
        while (!failed.get()) {
            Thread.onSpinWait();
        }
        assertThrows(IllegalStateException.class, companion::close);
    }

    private static void assertAnswers(CoreToCore lines) {
        for (int i = 1; i <= 10_000; i++) {
            assertEquals(2L * i, lines.roundTrip());
        }
    }
}
