package io.ballonet.scenario.latency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** Sweeps on a clock that only the operation and the looks at it move. */
final class RateSweepTest {
    private static final long SERVICE_NS = 2_000;

    private long now;
    private int closed;

    /** Takes the same time, every time. */
    private final SweptOperation steady = new SweptOperation() {
        @Override
        public void run() {
            now += SERVICE_NS;
        }

        @Override
        public void close() {
            closed++;
        }
    };

    private RateSweep sweep() {
        return new RateSweep(steady, () -> now++, 0.02, 1);
    }

    /** A rate whose every response takes so long. */
    private static SweptRate rate(double share, boolean missed, double responseNs) {
        Histogram response = new Histogram(5);
        response.recordValue(Math.round(responseNs));
        return new SweptRate(share, share, share, missed, response, response);
    }

    @Test
    void everyShareIsRunAndThoseBeyondTheClosedLoopAreMissed() {
        List<SweptRate> rates = sweep().run();
        for (double share : RateSweep.shares()) {
            SweptRate rate = rates.stream()
                    .filter(swept -> swept.share() == share)
                    .findFirst()
                    .orElseThrow();
            assertEquals(share > 1, rate.missed(), "share=" + share);
            assertTrue(rate.response().getTotalCount() >= RateSweep.ROUNDS * 20, "share=" + share);
        }
        assertEquals(0, closed, "who made the operation closes it");
    }

    @Test
    void achievedIsWhatWasAskedForUntilItCannotBe() {
        RateSweep sweep = sweep();
        List<SweptRate> rates = sweep.run();
        for (SweptRate rate : rates) {
            double most = Math.min(rate.intended(), sweep.closedRate());
            assertEquals(1, rate.achieved() / most, 0.06, "share=" + rate.share());
        }
    }

    @Test
    void waitsBehindLateOperationsCountInResponseAlone() {
        List<SweptRate> rates = sweep().run();
        SweptRate least = rates.getFirst();
        SweptRate most = rates.getLast();
        assertEquals(SERVICE_NS, least.responseP99(), SERVICE_NS / 100.0);
        assertTrue(most.responseP99() > 2 * SERVICE_NS, "p99=" + most.responseP99());
        assertEquals(SERVICE_NS, (double) most.service().getValueAtPercentile(99), SERVICE_NS / 100.0);
    }

    @Test
    void moreRatesAreRunAroundTheKnee() {
        List<SweptRate> rates = sweep().run();
        SweptRate knee = Knee.of(rates).orElseThrow();
        assertTrue(rates.size() > RateSweep.shares().length, "rates=" + rates.size());
        assertFalse(knee.missed());
        assertTrue(knee.share() > 0.9, "a steady operation has its knee where it is saturated: " + knee.share());
        for (int i = 1; i < rates.size(); i++) {
            assertTrue(
                    rates.get(i - 1).share() < rates.get(i).share(),
                    rates.get(i).toString());
        }
    }

    @Test
    void kneeOfAQueueWithoutMemoryIsAtHalfItsCapacity() {
        // Kleinrock's rule for M/M/1: response = service / (1 - load).
        List<SweptRate> rates = new ArrayList<>();
        for (int percent = 5; percent < 100; percent += 5) {
            rates.add(rate(percent / 100.0, false, 1e6 / (1 - percent / 100.0)));
        }
        assertEquals(0.5, Knee.of(rates).orElseThrow().share());
    }

    @Test
    void missedRateIsNoKnee() {
        assertEquals(
                0.5,
                Knee.of(List.of(rate(0.5, false, 1_000), rate(0.9, true, 10)))
                        .orElseThrow()
                        .share());
        assertEquals(Optional.empty(), Knee.of(List.of(rate(0.5, true, 1_000))));
    }

    @Test
    void ratesAroundAKneeAreGeometricAndNew() {
        List<SweptRate> rates = List.of(rate(0.4, false, 1), rate(0.8, false, 1), rate(1.6, true, 1));
        double[] shares = Knee.around(rates.get(1), rates, 1);
        assertEquals(0.4 * Math.sqrt(2), shares[0], 1e-9);
        assertEquals(0.8 * Math.sqrt(2), shares[1], 1e-9);
        assertEquals(1, Knee.around(rates.get(0), rates, 1).length, Arrays.toString(shares));
    }
}
