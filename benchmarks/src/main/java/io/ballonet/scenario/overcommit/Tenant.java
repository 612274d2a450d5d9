package io.ballonet.scenario.overcommit;

import io.ballonet.balloon.driver.BalloonDriver;
import io.ballonet.guest.Guest;
import io.ballonet.guest.GuestSettings;
import io.ballonet.host.Host;
import io.ballonet.scenario.live.TraceProcess;

/** One of the two guests, with its process. Its process runs on one thread at a time. */
final class Tenant {
    private final Guest guest;
    private final BalloonDriver driver;
    private final TraceProcess process;

    /** Boots guest {@code index} of the plan: its memory is exactly what its trace touches. */
    Tenant(Host host, OvercommitPlan plan, int index) {
        guest = host.boot(GuestSettings.of(plan.traces().get(index).name(), plan.pages(index)));
        BalloonDriver itsDriver = guest.driver();
        if (itsDriver == null) {
            throw new IllegalStateException("guest has no driver: guest=" + guest.name());
        }
        driver = itsDriver;
        process =
                new TraceProcess(guest, plan.traces().get(index), plan.widths().get(index));
    }

    Guest guest() {
        return guest;
    }

    String name() {
        return guest.name();
    }

    TraceProcess process() {
        return process;
    }

    /** Pages in the balloon by the driver's book. Any thread. */
    long balloon() {
        return driver.size();
    }

    /** Faults on what was taken earlier, since boot. Any thread. */
    long refaults() {
        return guest.kernel().majorFaults();
    }
}
