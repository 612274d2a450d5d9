package io.ballonet.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.guest.Guest;
import io.ballonet.guest.GuestSettings;
import io.ballonet.guest.VirtualCpu;
import io.ballonet.reclaim.policy.MemoryState;
import io.ballonet.unit.PageSize;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scheduler on a stepped host: watermarks move memory from the idle guest to the needy one, and back. */
class SchedulerTest {
    private static final int PAGES = 4096;

    private static void write(VirtualCpu cpu, int from, int to) {
        cpu.enter();
        for (long page = from; page < to; page++) {
            cpu.writeLong(page << PageSize.SHIFT, page + 1);
            cpu.poll();
        }
        cpu.exit();
    }

    private static void check(VirtualCpu cpu, int pages) {
        cpu.enter();
        for (long page = 0; page < pages; page++) {
            assertEquals(page + 1, cpu.readLong(page << PageSize.SHIFT));
            cpu.poll();
        }
        cpu.exit();
    }

    @ParameterizedTest
    @ValueSource(strings = {"esx", "proportional"})
    void needyGuestGetsTheIdleOnesFrames(String policy) {
        try (Host host = Host.builder().frames(PAGES).policy(policy).stepped()) {
            Guest idle = host.boot(GuestSettings.of("idle", PAGES));
            Guest needy = host.boot(GuestSettings.of("needy", PAGES));
            VirtualCpu idleCpu = idle.newVirtualCpu(idle.newProcess("p", PAGES));
            VirtualCpu needyCpu = needy.newVirtualCpu(needy.newProcess("p", PAGES));
            write(idleCpu, 0, PAGES - PAGES / 8);
            write(needyCpu, 0, PAGES / 2); // more than is free: its faults wait for the idle guest's balloon
            assertTrue(host.memory().framesMoved() > 0);
            assertTrue(host.balloon(idle).size() > 0);
            check(needyCpu, PAGES / 2);
            for (int i = 0; i < 2_000; i++) {
                host.step();
            }
            assertEquals(MemoryState.HIGH, host.memoryState());
            assertTrue(host.awaitQuiescence(1, TimeUnit.SECONDS));
            host.validate();
        }
    }

    @Test
    void balloonDeflatesWhenMemoryIsFreeAgain() {
        try (Host host = Host.builder().frames(PAGES).stepped()) {
            Guest first = host.boot(GuestSettings.of("first", PAGES));
            Guest second = host.boot(GuestSettings.of("second", PAGES));
            VirtualCpu firstCpu = first.newVirtualCpu(first.newProcess("p", PAGES));
            VirtualCpu secondCpu = second.newVirtualCpu(second.newProcess("p", PAGES));
            write(firstCpu, 0, PAGES - PAGES / 8);
            write(secondCpu, 0, PAGES / 2);
            assertTrue(host.balloon(first).size() > 0);
            secondCpu.exit();
            host.stop(second);
            for (int i = 0; i < 2_000; i++) {
                host.step();
            }
            assertEquals(0, host.balloon(first).size());
            check(firstCpu, PAGES - PAGES / 8);
            host.validate();
        }
    }
}
