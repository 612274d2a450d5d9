package io.ballonet.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.unit.CacheLine;
import org.junit.jupiter.api.Test;

class CountersTest {
    private enum Sample {
        PAGES_SENT,
        PAGES_TAKEN
    }

    @Test
    void countersStartAtZeroAndCountApart() {
        Counters<Sample> counters = Counters.of(Sample.class);
        counters.addRelease(Sample.PAGES_SENT, 512);
        counters.incrementRelease(Sample.PAGES_SENT);
        assertEquals(513, counters.getAcquire(Sample.PAGES_SENT));
        assertEquals(0, counters.getAcquire(Sample.PAGES_TAKEN));
        assertEquals("pages-sent=513, pages-taken=0", counters.snapshot());
    }

    @Test
    void countersLieTwoLinesApart() {
        assertEquals(CacheLine.SPACING, Counters.offsetOf(Sample.PAGES_TAKEN) - Counters.offsetOf(Sample.PAGES_SENT));
    }

    @Test
    void readersSeeACounterNeverFall() throws InterruptedException {
        int adds = 200_000;
        Counters<Sample> counters = Counters.of(Sample.class);
        Thread writer = new Thread(() -> {
            for (int i = 0; i < adds; i++) {
                counters.incrementRelease(Sample.PAGES_TAKEN);
            }
        });
        writer.start();
        long last = 0;
        while (last < adds) {
            long now = counters.getAcquire(Sample.PAGES_TAKEN);
            assertTrue(now >= last, () -> "counter fell: value=" + now);
            last = now;
        }
        writer.join();
    }
}
