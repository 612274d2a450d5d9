package io.ballonet.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.balloon.driver.BalloonDriver;
import io.ballonet.balloon.driver.DriverSettings;
import io.ballonet.balloon.driver.Shortfall;
import io.ballonet.frame.Zeroing;
import io.ballonet.guest.AddressSpace;
import io.ballonet.guest.Guest;
import io.ballonet.guest.GuestOutOfMemoryException;
import io.ballonet.guest.GuestSettings;
import io.ballonet.guest.VirtualCpu;
import io.ballonet.unit.PageSize;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The balloon's whole way, stepped by hand on one thread. */
class BalloonCycleTest {
    private static final long PAGES = 256;

    private static DriverSettings eager(long pages) {
        return DriverSettings.forGuest(pages)
                .withMaxBalloonPages(pages)
                .withReservePages(0)
                .withWindowPolls(2)
                .withOomHoldOffPolls(8);
    }

    private static GuestSettings settings(String name) {
        return GuestSettings.of(name, PAGES).driver(eager(PAGES));
    }

    private static BalloonDriver driverOf(Guest guest) {
        BalloonDriver driver = guest.driver();
        assertNotNull(driver);
        return driver;
    }

    private static void write(VirtualCpu cpu, long firstPage, long pages, long stamp) {
        cpu.enter();
        for (long page = firstPage; page < firstPage + pages; page++) {
            cpu.writeLong(page << PageSize.SHIFT, stamp + page);
            cpu.poll();
        }
        cpu.exit();
    }

    private static void check(VirtualCpu cpu, long firstPage, long pages, long stamp) {
        cpu.enter();
        for (long page = firstPage; page < firstPage + pages; page++) {
            assertEquals(stamp + page, cpu.readLong(page << PageSize.SHIFT), "page " + page);
            assertEquals(0, cpu.readLong((page << PageSize.SHIFT) + 8), "second word of page " + page);
            cpu.poll();
        }
        cpu.exit();
    }

    private static void steps(Host host, int n) {
        for (int i = 0; i < n; i++) {
            host.step();
        }
    }

    @ParameterizedTest
    @EnumSource(Zeroing.class)
    void framesMoveFromOneGuestToAnotherAndNobodyLosesAByte(Zeroing zeroing) {
        try (Host host =
                Host.builder().frames(PAGES).zeroing(zeroing).manualTargets().stepped()) {
            Guest a = host.boot(settings("a"));
            Guest b = host.boot(settings("b"));
            AddressSpace ofA = a.newProcess("p", PAGES);
            AddressSpace ofB = b.newProcess("p", PAGES);
            VirtualCpu cpuA = a.newVirtualCpu(ofA);
            VirtualCpu cpuB = b.newVirtualCpu(ofB);

            write(cpuA, 0, PAGES, 1_000);
            assertEquals(0, host.memory().freeFrames());

            host.setTarget(a, PAGES / 2);
            steps(host, 20);
            assertEquals(PAGES / 2, driverOf(a).size());
            assertEquals(PAGES / 2, host.memory().freeFrames());
            host.validate();

            write(cpuB, 0, PAGES / 2, 5_000);
            assertEquals(0, host.memory().freeFrames());
            check(cpuB, 0, PAGES / 2, 5_000);
            check(cpuA, 0, PAGES, 1_000);

            host.setTarget(b, PAGES / 2 + PAGES / 4); // the first half has no frames behind it
            steps(host, 20);
            host.setTarget(a, PAGES / 4);
            steps(host, 20);
            check(cpuA, 0, PAGES, 1_000);
            check(cpuB, 0, PAGES / 2, 5_000);
            assertTrue(host.awaitQuiescence(1, TimeUnit.SECONDS));
            host.validate();
            assertEquals(PAGES / 4, driverOf(a).size());

            host.stop(a);
            host.stop(b);
            assertEquals(PAGES, host.memory().freeFrames());
        }
    }

    @Test
    void freePagesAreTakenBeforeMappedOnes() {
        try (Host host = Host.builder().frames(PAGES).manualTargets().stepped()) {
            Guest guest = host.boot(settings("a"));
            VirtualCpu cpu = guest.newVirtualCpu(guest.newProcess("p", PAGES));
            write(cpu, 0, 10, 7);
            host.setTarget(guest, PAGES - 10);
            steps(host, 5);
            assertEquals(PAGES - 10, driverOf(guest).size());
            assertEquals(0, guest.kernel().swappedOut());
            assertEquals(PAGES - 10, host.balloon(guest).unbacked());
            check(cpu, 0, 10, 7);
        }
    }

    @Test
    void shortfallSaysWhyAndActivePagesAreTakenOnlyOncePatienceIsOver() {
        DriverSettings driver = eager(4).withPatiencePolls(6).withWindowPolls(1);
        try (Host host = Host.builder().frames(8).manualTargets().stepped()) {
            Guest guest = host.boot(GuestSettings.of("a", 4).driver(driver));
            VirtualCpu cpu = guest.newVirtualCpu(guest.newProcess("p", 4));
            write(cpu, 0, 4, 7);
            steps(host, 2);
            host.setTarget(guest, 3);
            for (int i = 0; i < 5; i++) {
                host.step();
                check(cpu, 0, 2, 7); // pages 0 and 1 stay active
            }
            assertEquals(2, driverOf(guest).size());
            assertEquals(Shortfall.NO_INACTIVE_PAGES, driverOf(guest).shortfall());
            for (int i = 0; i < 10; i++) {
                host.step();
            }
            assertEquals(3, driverOf(guest).size());
            check(cpu, 0, 4, 7);
        }
    }

    @Test
    void hostPinnedPageIsRefusedAndNotOfferedAgainForAWhile() {
        try (Host host = Host.builder().frames(PAGES).manualTargets().stepped()) {
            Guest guest = host.boot(settings("a"));
            VirtualCpu cpu = guest.newVirtualCpu(guest.newProcess("p", PAGES));
            write(cpu, 0, PAGES, 7);
            long mpn = host.pin(guest, 5);
            assertTrue(mpn >= 0);
            host.setTarget(guest, PAGES - 1);
            steps(host, 50);
            assertEquals(1, host.balloon(guest).refused());
            assertEquals(PAGES - 1, driverOf(guest).size());
            assertEquals("backed(mpn=" + mpn + ")", host.describe(guest, 5).replaceAll(", .*", ")"));
            host.unpin(mpn);
            host.setTarget(guest, 0);
            steps(host, 50);
            check(cpu, 0, PAGES, 7);
            host.validate();
        }
    }

    @Test
    void withoutSwapOnlyCleanPagesLeaveAndDeflationOnOomBringsOthersBack() {
        try (Host host = Host.builder().frames(PAGES).manualTargets().stepped()) {
            Guest guest = host.boot(settings("a").swapPages(0));
            VirtualCpu cpu = guest.newVirtualCpu(guest.newProcess("p", PAGES + 1));
            write(cpu, 0, PAGES / 2, 7);
            cpu.enter();
            for (long page = PAGES / 2; page < PAGES; page++) {
                assertEquals(0, cpu.readLong(page << PageSize.SHIFT));
            }
            cpu.exit();
            host.setTarget(guest, PAGES);
            steps(host, 50);
            assertEquals(PAGES / 2, driverOf(guest).size());
            check(cpu, 0, PAGES / 2, 7);
            write(cpu, PAGES / 2, PAGES / 2, 9); // every touch needs a page that only the balloon has
            assertTrue(driverOf(guest).report().oomDeflated() > 0);
            check(cpu, 0, PAGES / 2, 7);
            check(cpu, PAGES / 2, PAGES / 2, 9);
            assertThrows(GuestOutOfMemoryException.class, () -> write(cpu, PAGES, 1, 9));
            assertTrue(host.awaitQuiescence(1, TimeUnit.SECONDS));
            host.validate();
        }
    }

    @Test
    void deflationOnOomAsksForNoMoreThanWhatIsMissing() {
        try (Host host = Host.builder().frames(4).manualTargets().stepped()) {
            Guest guest = host.boot(GuestSettings.of("a", 4).swapPages(0).driver(eager(4)));
            VirtualCpu cpu = guest.newVirtualCpu(guest.newProcess("p", 4));
            write(cpu, 0, 2, 7);
            host.setTarget(guest, 2);
            steps(host, 4);
            assertEquals(2, driverOf(guest).size());
            write(cpu, 2, 1, 7); // one page is missing; it takes the driver more than one poll to bring it
            assertTrue(host.awaitQuiescence(1, TimeUnit.SECONDS));
            assertEquals(1, driverOf(guest).report().oomDeflated());
            assertEquals(1, driverOf(guest).size());
            host.validate();
        }
    }

    @Test
    void resetEmptiesBothBooks() {
        try (Host host = Host.builder().frames(PAGES).manualTargets().stepped()) {
            Guest guest = host.boot(settings("a"));
            VirtualCpu cpu = guest.newVirtualCpu(guest.newProcess("p", PAGES));
            write(cpu, 0, PAGES, 7);
            host.setTarget(guest, PAGES / 2);
            steps(host, 20);
            assertEquals(PAGES / 2, driverOf(guest).size());
            host.setTarget(guest, 0);
            driverOf(guest).requestReset();
            steps(host, 4);
            assertEquals(0, driverOf(guest).size());
            assertEquals(0, host.balloon(guest).size());
            check(cpu, 0, PAGES, 7);
            assertTrue(host.awaitQuiescence(1, TimeUnit.SECONDS));
            host.validate();
        }
    }

    @Test
    void guestLargerThanTheHostRunsInItsOwnSwap() {
        try (Host host = Host.builder().frames(64).manualTargets().stepped()) {
            Guest guest =
                    host.boot(GuestSettings.of("a", 64).swapPages(4 * PAGES).driver(eager(64)));
            VirtualCpu cpu = guest.newVirtualCpu(guest.newProcess("p", 2 * PAGES));
            write(cpu, 0, 2 * PAGES, 3);
            check(cpu, 0, 2 * PAGES, 3);
            assertTrue(guest.kernel().swappedOut() >= 2 * PAGES - 64);
            host.validate();
        }
    }

    @Test
    void accessOutsideTheGuestIsAMisuse() {
        try (Host host = Host.builder().frames(8).manualTargets().stepped()) {
            Guest guest = host.boot(GuestSettings.of("a", 8));
            VirtualCpu cpu = guest.newVirtualCpu(guest.newProcess("p", 8));
            write(cpu, 0, 1, 1);
            assertThrows(IllegalStateException.class, () -> cpu.readLong(0));
        }
    }

    @Test
    void virtualCpuRunsNoProcessOfAnotherGuest() {
        try (Host host = Host.builder().frames(16).manualTargets().stepped()) {
            Guest a = host.boot(GuestSettings.of("a", 8));
            Guest b = host.boot(GuestSettings.of("b", 8));
            AddressSpace ofA = a.newProcess("of-a", 8);
            VirtualCpu cpuB = b.newVirtualCpu(b.newProcess("of-b", 8));
            assertThrows(IllegalArgumentException.class, () -> b.newVirtualCpu(ofA));
            assertThrows(IllegalArgumentException.class, () -> cpuB.switchTo(ofA));
        }
    }
}
