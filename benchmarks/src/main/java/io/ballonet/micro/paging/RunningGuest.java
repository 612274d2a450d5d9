package io.ballonet.micro.paging;

import io.ballonet.guest.AddressSpace;
import io.ballonet.guest.Guest;
import io.ballonet.guest.GuestKernel;
import io.ballonet.guest.GuestSettings;
import io.ballonet.guest.VirtualCpu;
import io.ballonet.host.Host;
import io.ballonet.micro.limit.Companion;
import io.ballonet.unit.Backoff;
import io.ballonet.unit.PageSize;
import java.util.ArrayList;
import java.util.List;

/**
 * A guest whose virtual CPUs load from their pages around and around, each on a thread of its own, and poll.
 *
 * <p><b>Threads:</b> one starts, measures and closes; each virtual CPU is used by its companion between start and close.
 */
final class RunningGuest implements AutoCloseable {
    /** Loads between two polls. */
    static final int LOADS_PER_POLL = 64;

    private static final int PAGES_EACH = 64;

    private final Host host;
    private final GuestKernel kernel;
    private final List<VirtualCpu> cpus = new ArrayList<>();
    private final List<Companion> threads = new ArrayList<>();
    private boolean running;

    /** A guest whose virtual CPUs are outside. */
    RunningGuest(int virtualCpus) {
        long pages = (long) virtualCpus * PAGES_EACH;
        this.host = Host.builder().frames(pages).manualTargets().stepped();
        Guest guest = host.boot(
                GuestSettings.of("running", pages).swapPages(0).withoutDriver().maxVirtualCpus(virtualCpus));
        this.kernel = guest.kernel();
        for (int i = 0; i < virtualCpus; i++) {
            AddressSpace process = guest.newProcess("p" + i, PAGES_EACH);
            VirtualCpu cpu = guest.newVirtualCpu(process);
            cpu.enter();
            for (long page = 0; page < PAGES_EACH; page++) {
                cpu.writeLong(PageSize.bytesOf(page), 1);
                cpu.poll();
            }
            cpu.exit();
            cpus.add(cpu);
        }
    }

    /** Enters the guest with every virtual CPU and lets it run. */
    void start() {
        running = true;
        for (VirtualCpu cpu : cpus) {
            cpu.enter();
            threads.add(Companion.start(cpu.name(), () -> loadAndPoll(cpu)));
        }
    }

    private static void loadAndPoll(VirtualCpu cpu) {
        long sum = 0;
        for (int load = 0; load < LOADS_PER_POLL; load++) {
            sum += cpu.readLong(PageSize.bytesOf(load & PAGES_EACH - 1));
        }
        if (sum != LOADS_PER_POLL) {
            throw new IllegalStateException(
                    "a page lost what was written: sum=" + sum + ", expected=" + LOADS_PER_POLL);
        }
        cpu.poll();
    }

    /** Begins a shootdown and waits until nobody can use what was revoked before; returns how often it looked in vain. */
    long awaitGrace() {
        long generation = kernel.beginGrace();
        int looks = 0;
        while (!kernel.isGraceComplete(generation)) {
            Backoff.pause(looks++);
        }
        return looks;
    }

    List<VirtualCpu> cpus() {
        return cpus;
    }

    GuestKernel kernel() {
        return kernel;
    }

    /** Stops the virtual CPUs and takes them outside. */
    void stop() {
        threads.forEach(Companion::close);
        threads.clear();
        if (running) {
            cpus.forEach(VirtualCpu::exit);
        }
        running = false;
    }

    @Override
    public void close() {
        try {
            stop();
            host.validate();
        } finally {
            host.close();
        }
    }
}
