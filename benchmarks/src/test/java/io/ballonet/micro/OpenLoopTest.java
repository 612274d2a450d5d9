package io.ballonet.micro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OpenLoopTest {
    private static final double RATE = 1_000_000;
    private static final long INTERVAL = 1_000;
    private static final long HIGHEST = OpenLoop.HIGHEST_NANOS;

    private final StepClock clock = new StepClock();
    private final OpenLoop loop = OpenLoop.withClock(RATE, clock);

    @Test
    void operationStartsAtItsIntendedTimeWhenThereIsNoBacklog() {
        for (int i = 0; i < 100; i++) {
            operationOf(200);
        }
        assertEquals(200, loop.response().getMaxValue());
        assertEquals(200, loop.service().getMaxValue());
        assertEquals(99 * INTERVAL + 200, clock.now, "the last operation ends where the schedule says");
        assertFalse(loop.missedRate());
    }

    @Test
    void operationsBehindASlowOneCountTheirWait() {
        operationOf(10 * INTERVAL);
        for (int i = 1; i < 50; i++) {
            operationOf(100);
        }
        assertEquals(100, loop.service().getValueAtPercentile(50));
        assertEquals(11, loop.response().getCountBetweenValues(1_000, HIGHEST), "the slow one and ten behind it");
        assertEquals(9.0 * INTERVAL + 100, (double) loop.response().getValueAtPercentile(97), INTERVAL / 100.0);
        assertFalse(loop.missedRate(), "it caught up");
    }

    @Test
    void operationSlowerThanItsIntervalMissesTheRate() {
        for (int i = 0; i < 200; i++) {
            operationOf(INTERVAL + INTERVAL / 10);
        }
        assertTrue(loop.missedRate());
        assertTrue(loop.response().getMaxValue() > 15 * INTERVAL, "the queue grows");
    }

    @Test
    void pauseBeforeRestartIsNobodysLatency() {
        operationOf(100);
        clock.now += 1_000_000;
        loop.restart();
        operationOf(100);
        assertEquals(100, loop.response().getMaxValue());
        assertEquals(2, loop.completed());
        assertFalse(loop.missedRate());
    }

    @Test
    void missedRateIsRememberedAcrossStretches() {
        for (int i = 0; i < 500; i++) {
            operationOf(2 * INTERVAL);
        }
        loop.restart();
        for (int i = 0; i < 10; i++) {
            operationOf(100);
        }
        assertTrue(loop.missedRate());
    }

    @Test
    void forgetDropsLatenciesAndTheMissedRate() {
        for (int i = 0; i < 500; i++) {
            operationOf(2 * INTERVAL);
        }
        loop.forget();
        loop.restart();
        operationOf(100);
        assertEquals(1, loop.completed());
        assertEquals(1, loop.response().getTotalCount());
        assertFalse(loop.missedRate());
    }

    @Test
    void latencyBeyondTheRangeIsRecordedAsTheLongest() {
        operationOf(2 * HIGHEST);
        assertTrue(loop.response().getMaxValue() >= HIGHEST);
        assertEquals(1, loop.response().getTotalCount());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, 2e9})
    void rejectsRateOutOfRange(double rate) {
        assertThrows(IllegalArgumentException.class, () -> OpenLoop.atRate(rate));
    }

    private void operationOf(long nanos) {
        loop.awaitStart();
        clock.now += nanos;
        loop.finish();
    }

    /** A clock that moves by 1 ns when it is asked while somebody waits, so that a spin ends and arithmetic stays exact. */
    private static final class StepClock implements LongSupplier {
        long now;
        private long lastAnswer = -1;

        @Override
        public long getAsLong() {
            if (now == lastAnswer) {
                now++;
            }
            lastAnswer = now;
            return now;
        }
    }
}
