package io.ballonet.scenario.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.guest.Guest;
import io.ballonet.guest.GuestSettings;
import io.ballonet.host.Host;
import io.ballonet.memory.Words;
import io.ballonet.trace.PageAccess;
import io.ballonet.trace.PageTrace;
import io.ballonet.unit.PageSize;
import org.junit.jupiter.api.Test;

final class TraceProcessTest {
    private static final int PAGES = 8;

    /** Every page is written, then every page is read. */
    private static PageTrace writesThenReads() {
        long[] accesses = new long[2 * PAGES];
        for (int i = 0; i < accesses.length; i++) {
            accesses[i] = PageAccess.of(100 + i % PAGES, i < PAGES);
        }
        return PageTrace.of("writes then reads", accesses);
    }

    private static Guest boot(Host host) {
        return host.boot(
                GuestSettings.of("g", PAGES).withoutDriver().swapPages(0).pageAllocator("bitmap"));
    }

    @Test
    void playsOnFromWhereItStoppedToTheEnd() {
        try (Host host = Host.builder().frames(PAGES).manualTargets().stepped()) {
            TraceProcess process = new TraceProcess(boot(host), writesThenReads(), 1);
            process.playNext(3);
            assertEquals(3, process.guestFaults());
            assertEquals(2, process.ppnOf(2));
            assertEquals(-1, process.ppnOf(3));
            process.playNext(1_000);
            assertEquals(PAGES, process.guestFaults());
            process.playNext(1);
            assertEquals(PAGES, process.guestFaults());
        }
    }

    @Test
    void bytesThatItDidNotWriteAreFound() {
        try (Host host = Host.builder().frames(PAGES).manualTargets().stepped()) {
            TraceProcess process = new TraceProcess(boot(host), writesThenReads(), 1);
            process.playNext(PAGES);
            for (int frame = 0; frame < PAGES; frame++) {
                Words.set(host.memory().baseAddress() + PageSize.bytesOf(frame), 42);
            }
            IllegalStateException lost = assertThrows(IllegalStateException.class, () -> process.playNext(1));
            assertTrue(String.valueOf(lost.getMessage()).startsWith("I6: a page holds other bytes"), lost.getMessage());
        }
    }
}
