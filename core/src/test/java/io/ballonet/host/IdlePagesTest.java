package io.ballonet.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.ballonet.guest.Guest;
import io.ballonet.guest.GuestSettings;
import io.ballonet.guest.VirtualCpu;
import io.ballonet.scan.AccessView;
import io.ballonet.unit.PageSize;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The balloon's view of a guest's pages, where some are mapped, some of those accessed, and some of those pinned. */
final class IdlePagesTest {
    private static final int PAGES = 200;
    private static final long SEED = 5;

    @Test
    void idleWordIsTheCandidatesThatWereNotAccessed() {
        try (Host host = Host.builder().frames(PAGES).manualTargets().stepped()) {
            Guest guest = host.boot(GuestSettings.of("a", PAGES));
            VirtualCpu cpu = guest.newVirtualCpu(guest.newProcess("p", PAGES));
            SplittableRandom random = new SplittableRandom(SEED);
            cpu.enter();
            for (int i = 0; i < PAGES; i++) {
                cpu.readLong(PageSize.bytesOf(random.nextInt(PAGES)));
            }
            cpu.exit();
            AccessView view = guest.kernel().view();
            for (int i = 0; i < PAGES; i++) {
                view.clearAccessed(random.nextInt(PAGES));
            }
            long all = 0;
            for (long word = 0; word <= (PAGES - 1) / Long.SIZE; word++) {
                assertEquals(
                        view.candidateWord(word) & ~view.accessedWord(word),
                        view.idleWord(word),
                        "seed=" + SEED + ", word=" + word);
                all |= view.idleWord(word);
            }
            assertNotEquals(0, all);
        }
    }
}
