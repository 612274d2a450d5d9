package io.ballonet.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.frame.ZeroStores;
import io.ballonet.frame.Zeroing;
import io.ballonet.frame.ZeroingSettings;
import io.ballonet.guest.Guest;
import io.ballonet.guest.GuestSettings;
import io.ballonet.unit.Backoff;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A host whose frames are zeroed in the background: the agent runs in its steps, or on a thread of its own. */
class BackgroundZeroingHostTest {
    private static final int PAGES = 256;

    private static HostBuilder builder(ZeroStores stores) {
        return Host.builder()
                .frames(PAGES)
                .zeroing(ZeroingSettings.of(Zeroing.BACKGROUND).withStores(stores))
                .manualTargets();
    }

    @ParameterizedTest
    @EnumSource(ZeroStores.class)
    void stepsOfTheHostZeroWhatAGuestLeft(ZeroStores stores) {
        try (Host host = builder(stores).stepped()) {
            leaveDirtyFrames(host);
            host.step();
            assertTrue(host.memory().framesZeroedInBackground() > 0);
            while (host.memory().dirtyFrames() > 0) {
                host.step();
            }
            checkNextGuestIsServedFromTheStock(host);
        }
    }

    @ParameterizedTest
    @EnumSource(ZeroStores.class)
    void startedHostZeroesOnItsOwn(ZeroStores stores) {
        try (Host host = builder(stores).start()) {
            leaveDirtyFrames(host);
            host.validate(); // beside the agent's thread
            for (int attempt = 0; host.memory().dirtyFrames() > 0; attempt++) {
                Backoff.pause(attempt);
            }
            checkNextGuestIsServedFromTheStock(host);
        }
    }

    private static void leaveDirtyFrames(Host host) {
        Guest guest = host.boot(GuestSettings.of("first", PAGES));
        new StampedProcess(guest, PAGES / 2).touch(new SplittableRandom(1), 1_000, "first guest");
        assertTrue(host.ownedFrames(guest) > 0);
        host.stop(guest);
        assertEquals(PAGES, host.memory().freeFrames());
    }

    private static void checkNextGuestIsServedFromTheStock(Host host) {
        long late = host.memory().framesZeroedAtAllocation();
        Guest guest = host.boot(GuestSettings.of("second", PAGES));
        StampedProcess process = new StampedProcess(guest, PAGES / 2);
        process.touch(new SplittableRandom(2), 1_000, "second guest");
        process.checkAll("second guest");
        assertEquals(late, host.memory().framesZeroedAtAllocation());
        host.validate();
    }
}
