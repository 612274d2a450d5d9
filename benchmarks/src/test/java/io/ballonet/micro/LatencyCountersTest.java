package io.ballonet.micro;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LatencyCountersTest {
    /* Each look at the clock moves it by 1, so an operation takes 1 more than it says. */
    private long now;
    private final OpenLoop loop = OpenLoop.withClock(1_000_000, () -> now++);
    private final LatencyCounters counters = new LatencyCounters();

    @BeforeEach
    void open() {
        counters.use(loop);
    }

    @Test
    void sumOverIterationsIsThePercentileOfAllMeasuredIterations() {
        iteration(true, 50_000);
        long p50 = 0;
        long max = 0;
        long missed = 0;
        for (int serviceNanos : new int[] {100, 400, 200}) {
            iteration(false, serviceNanos);
            p50 += counters.serviceP50;
            max += counters.max;
            missed += counters.missedRate;
        }
        assertEquals(loop.service().getValueAtPercentile(50), p50);
        assertEquals(201, p50, "the median of all three iterations, and nothing of the warm-up");
        assertEquals(loop.response().getMaxValue(), max);
        assertEquals(0, missed);
    }

    @Test
    void warmupPublishesItsOwnPercentiles() {
        iteration(true, 300);
        assertEquals(301, counters.serviceP50);
        iteration(true, 500);
        assertEquals(501, counters.serviceP50, "each warm-up iteration stands alone");
    }

    private void iteration(boolean warmup, int serviceNanos) {
        counters.begin(warmup);
        for (int i = 0; i < 100; i++) {
            loop.awaitStart();
            now += serviceNanos;
            loop.finish();
        }
        counters.publish();
    }
}
