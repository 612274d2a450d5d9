package io.ballonet.scenario.latency;

import io.ballonet.balloon.driver.BalloonDriver;
import io.ballonet.balloon.driver.DriverSettings;
import io.ballonet.guest.Guest;
import io.ballonet.guest.GuestSettings;
import io.ballonet.host.Host;
import java.util.Objects;

/**
 * {@value #PAGES_MOVED} free pages go into the balloon and come out of it, up to the last acknowledgement each way; host and driver
 * are stepped on the caller's thread.
 */
final class BalloonCycles implements SweptOperation {
    static final int PAGES_MOVED = 64;

    private static final int PAGES = 1 << 12;
    private static final int MOST_STEPS = 100_000;

    private final Host host;
    private final Guest guest;
    private final BalloonDriver driver;

    BalloonCycles() {
        host = Host.builder().frames(PAGES).manualTargets().stepped();
        guest = host.boot(GuestSettings.of("guest", PAGES)
                .driver(DriverSettings.forGuest(PAGES).withReservePages(0).withPagesPerPoll(PAGES)));
        driver = Objects.requireNonNull(guest.driver(), "driver");
    }

    @Override
    public void run() {
        moveTo(PAGES_MOVED);
        moveTo(0);
    }

    private void moveTo(long target) {
        host.setTarget(guest, target);
        for (int steps = 0; driver.size() != target || !driver.isQuiescent(); steps++) {
            if (steps == MOST_STEPS) {
                throw new IllegalStateException(
                        "balloon does not reach its target: target=" + target + ", size=" + driver.size());
            }
            host.step();
        }
    }

    @Override
    public void close() {
        host.validate();
        host.close();
    }
}
