package io.ballonet.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.balloon.driver.BalloonDriver;
import io.ballonet.balloon.driver.DriverSettings;
import io.ballonet.balloon.driver.Shortfall;
import io.ballonet.guest.Guest;
import io.ballonet.guest.GuestOutOfMemoryException;
import io.ballonet.guest.GuestSettings;
import io.ballonet.guest.StalledVirtualCpuException;
import io.ballonet.unit.PageSize;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The protocol of the balloon, scenario by scenario, on a stepped host. */
class BalloonProtocolTest {
    private static final int PAGES = 128;

    private static Host newHost(long frames) {
        return Host.builder().frames(frames).manualTargets().stepped();
    }

    private static DriverSettings eager(long pages) {
        return DriverSettings.forGuest(pages)
                .withMaxBalloonPages(pages)
                .withReservePages(0)
                .withWindowPolls(1)
                .withPatiencePolls(4);
    }

    private static BalloonDriver driverOf(Guest guest) {
        BalloonDriver driver = guest.driver();
        assertNotNull(driver);
        return driver;
    }

    private static void steps(Host host, int n) {
        for (int i = 0; i < n; i++) {
            host.step();
        }
    }

    private static void settle(Host host) {
        assertTrue(host.awaitQuiescence(5, TimeUnit.SECONDS));
        host.validate();
    }

    @Test
    void rateLimitBoundsWhatOnePollBegins() {
        try (Host host = newHost(PAGES)) {
            Guest guest =
                    host.boot(GuestSettings.of("a", PAGES).driver(eager(PAGES).withPagesPerPoll(10)));
            steps(host, 2);
            host.setTarget(guest, PAGES);
            long before = 0;
            for (int i = 0; i < 6; i++) {
                host.step();
                assertTrue(driverOf(guest).size() - before <= 10);
                before = driverOf(guest).size();
            }
            assertTrue(before >= 40);
            steps(host, 20);
            host.setTarget(guest, 0);
            before = driverOf(guest).size();
            for (int i = 0; i < 6; i++) {
                host.step();
                assertTrue(before - driverOf(guest).size() <= 10);
                before = driverOf(guest).size();
            }
            settle(host);
        }
    }

    @Test
    void reserveOfFreePagesIsLeftToTheGuest() {
        try (Host host = newHost(PAGES)) {
            Guest guest =
                    host.boot(GuestSettings.of("a", PAGES).driver(eager(PAGES).withReservePages(20)));
            host.setTarget(guest, PAGES);
            steps(host, 50);
            assertEquals(PAGES - 20, driverOf(guest).size());
            assertEquals(20, guest.kernel().freePages());
        }
    }

    @Test
    void targetAboveTheSettingSaysThatItIsAtItsMaximum() {
        try (Host host = newHost(PAGES)) {
            Guest guest =
                    host.boot(GuestSettings.of("a", PAGES).driver(eager(PAGES).withMaxBalloonPages(30)));
            host.setTarget(guest, PAGES);
            steps(host, 20);
            assertEquals(30, driverOf(guest).size());
            assertEquals(Shortfall.AT_MAXIMUM, driverOf(guest).shortfall());
        }
    }

    @Test
    void deflationGivesTheNewestPagesBackFirst() {
        try (Host host = newHost(PAGES)) {
            Guest guest = host.boot(GuestSettings.of("a", PAGES).driver(eager(PAGES)));
            host.setTarget(guest, 20);
            steps(host, 5);
            List<Long> first = ballooned(guest);
            host.setTarget(guest, 50);
            steps(host, 5);
            host.setTarget(guest, 20);
            steps(host, 5);
            assertEquals(first, ballooned(guest));
            settle(host);
        }
    }

    private static List<Long> ballooned(Guest guest) {
        List<Long> pages = new ArrayList<>();
        for (long ppn = 0; ppn < guest.pages(); ppn++) {
            if (driverOf(guest).pageState(ppn).equals("ballooned")) {
                pages.add(ppn);
            }
        }
        return pages;
    }

    @Test
    void targetThatChangesCancelsNoBatchOnItsWay() {
        try (Host host = newHost(PAGES)) {
            Guest guest = host.boot(GuestSettings.of("a", PAGES).driver(eager(PAGES)));
            StampedProcess process = new StampedProcess(guest, PAGES);
            process.writeAll();
            steps(host, 2);
            process.cpu().enter(); // holds up every grace period from here on
            host.setTarget(guest, 60);
            steps(host, 8);
            assertEquals(0, driverOf(guest).size());
            host.setTarget(guest, 10);
            steps(host, 8);
            process.cpu().exit();
            steps(host, 20);
            assertTrue(driverOf(guest).report().inflated() > 10, "the batch was cancelled");
            assertEquals(10, driverOf(guest).size());
            process.checkAll("");
            settle(host);
        }
    }

    @Test
    void resetWithPinnedAndSentPagesLosesNothing() {
        try (Host host = newHost(PAGES)) {
            Guest guest = host.boot(GuestSettings.of("a", PAGES).driver(eager(PAGES)));
            StampedProcess process = new StampedProcess(guest, PAGES);
            process.writeAll();
            steps(host, 2);
            host.setTarget(guest, 30);
            steps(host, 10);
            process.cpu().enter();
            host.setTarget(guest, 90);
            steps(host, 6);
            driverOf(guest).requestReset();
            steps(host, 6);
            driverOf(guest).requestReset();
            process.cpu().exit();
            process.checkAll("mid-reset");
            host.setTarget(guest, 50);
            steps(host, 60);
            process.checkAll("after reset");
            settle(host);
            host.setTarget(guest, 0);
            steps(host, 20);
            settle(host);
            process.checkAll("after deflation");
        }
    }

    @Test
    void refusedPagesAreOfferedAgainOnceTheirTimeIsOver() {
        try (Host host = newHost(PAGES)) {
            Guest guest =
                    host.boot(GuestSettings.of("a", PAGES).driver(eager(PAGES).withRefusedPolls(20)));
            StampedProcess process = new StampedProcess(guest, PAGES);
            process.writeAll();
            long mpn = host.pin(guest, 5);
            host.setTarget(guest, PAGES);
            steps(host, 18);
            assertEquals(1, host.balloon(guest).refused());
            steps(host, 100);
            long refused = host.balloon(guest).refused();
            assertTrue(refused >= 3 && refused <= 8, () -> "refused=" + refused);
            host.unpin(mpn);
            steps(host, 40);
            assertEquals(PAGES, driverOf(guest).size());
            host.setTarget(guest, 0);
            steps(host, 20);
            process.checkAll("");
            settle(host);
        }
    }

    /** More refused pages than a batch holds: each look at them must stay within the driver's buffers. */
    @Test
    void guestWhosePagesAreAllPinnedByTheHostKeepsItsDriver() {
        int pages = 600;
        try (Host host = newHost(pages)) {
            Guest guest = host.boot(GuestSettings.of("a", pages).driver(eager(pages)));
            StampedProcess process = new StampedProcess(guest, pages);
            process.writeAll();
            long[] pinned = IntStream.range(0, pages)
                    .mapToLong(ppn -> host.pin(guest, ppn))
                    .toArray();
            host.setTarget(guest, pages);
            for (int i = 0; i < 5; i++) {
                steps(host, 12);
                process.checkAll("while everything is pinned"); // maps refused pages, so that scans find them
            }
            assertEquals(0, driverOf(guest).size());
            for (long mpn : pinned) {
                host.unpin(mpn);
            }
            process.checkAll("");
            settle(host);
        }
    }

    /** A ring that is full of returns must not make the driver believe that it has already returned more. */
    @Test
    void deflationThatWaitsForRoomInTheRingDoesNotInflate() {
        int pages = 8192;
        try (Host host = Host.builder()
                .frames(pages)
                .channel("page-per-message")
                .manualTargets()
                .stepped()) {
            Guest guest = host.boot(GuestSettings.of("a", pages).driver(eager(pages)));
            host.setTarget(guest, 4096);
            steps(host, 600);
            assertEquals(4096, driverOf(guest).size());
            assertEquals(4096, driverOf(guest).report().inflated());
            host.setTarget(guest, 1024);
            steps(host, 600);
            assertEquals(1024, driverOf(guest).size());
            assertEquals(4096, driverOf(guest).report().inflated());
            settle(host);
        }
    }

    @Test
    void guestOutOfMemoryGetsPagesThatAreOnTheirWayToTheHost() {
        try (Host host = newHost(PAGES)) {
            Guest guest = host.boot(GuestSettings.of("a", PAGES).swapPages(0).driver(eager(PAGES)));
            StampedProcess process = new StampedProcess(guest, PAGES);
            steps(host, 2);
            process.cpu().enter();
            for (int page = 0; page < PAGES / 2; page++) {
                process.write(page);
            }
            process.cpu().exit();
            host.setTarget(guest, PAGES / 2);
            host.step(); // every free page is sent, and the driver has not read the answer
            assertEquals(0, driverOf(guest).size());
            process.cpu().enter();
            process.write(PAGES - 1);
            process.cpu().exit();
            process.checkAll("");
        }
    }

    @Test
    void inflationRestsAfterTheGuestRanOut() {
        try (Host host = newHost(PAGES)) {
            Guest guest = host.boot(GuestSettings.of("a", PAGES)
                    .swapPages(0)
                    .driver(eager(PAGES).withOomHoldOffPolls(30)));
            StampedProcess process = new StampedProcess(guest, PAGES);
            steps(host, 2);
            host.setTarget(guest, PAGES);
            steps(host, 10);
            assertEquals(PAGES, driverOf(guest).size());
            process.cpu().enter();
            process.write(3);
            process.cpu().exit();
            steps(host, 5); // what was asked for twice, while the first pages were on their way
            long size = driverOf(guest).size();
            assertTrue(size < PAGES);
            steps(host, 10);
            assertEquals(Shortfall.OUT_OF_MEMORY, driverOf(guest).shortfall());
            assertEquals(size, driverOf(guest).size());
            steps(host, 60);
            assertEquals(PAGES - 1, driverOf(guest).size(), "all but the dirty page, which has no swap");
            process.cpu().enter();
            process.check(3, "");
            process.cpu().exit();
            settle(host);
        }
    }

    @Test
    void guestWithoutBalloonOrSwapRunsOutOfMemoryByName() {
        try (Host host = newHost(PAGES)) {
            Guest guest = host.boot(GuestSettings.of("poor", 8).swapPages(0).withoutDriver());
            StampedProcess process = new StampedProcess(guest, 9);
            GuestOutOfMemoryException thrown = assertThrows(GuestOutOfMemoryException.class, process::writeAll);
            assertTrue(String.valueOf(thrown.getMessage()).contains("guest=poor"), thrown.getMessage());
            process.cpu().exit();
            process.cpu().enter();
            for (int page = 0; page < 8; page++) {
                process.check(page, "after running out");
            }
            process.cpu().exit();
            host.validate();
        }
    }

    @Test
    void replacementNamesAVirtualCpuThatDoesNotPollAndFreesNothing() {
        try (Host host = newHost(PAGES)) {
            Guest guest = host.boot(
                    GuestSettings.of("a", 16).graceTimeoutNs(1_000_000).withoutDriver());
            StampedProcess process = new StampedProcess(guest, 17);
            StampedProcess stalled = new StampedProcess(guest, 1);
            process.cpu().enter();
            for (int page = 0; page < 16; page++) {
                process.write(page);
            }
            stalled.cpu().enter();
            StalledVirtualCpuException thrown = assertThrows(StalledVirtualCpuException.class, () -> process.write(16));
            assertTrue(
                    String.valueOf(thrown.getMessage())
                            .contains("virtualCpu=" + stalled.cpu().name()),
                    thrown.getMessage());
            assertEquals(0, guest.kernel().freePages());
            stalled.cpu().exit();
            process.write(16);
            for (int page = 0; page < 17; page++) {
                process.check(page, "after the stall");
            }
            process.cpu().exit();
            host.validate();
        }
    }

    @Test
    void backendNamesAVirtualCpuThatDoesNotPollAndTheOtherGuestGoesOn() {
        try (Host host = newHost(2 * PAGES)) {
            Guest guest = host.boot(GuestSettings.of("a", PAGES).driver(eager(PAGES)));
            Guest other = host.boot(GuestSettings.of("b", PAGES).driver(eager(PAGES)));
            StampedProcess stalled = new StampedProcess(guest, 4);
            StampedProcess process = new StampedProcess(other, PAGES);
            process.writeAll();
            steps(host, 2);
            stalled.cpu().enter();
            host.setTarget(guest, 20);
            host.setTarget(other, 20);
            steps(host, 20);
            assertEquals(0, driverOf(guest).size());
            assertEquals(20, driverOf(other).size());
            assertFalse(driverOf(guest).isQuiescent());
            process.checkAll("");
            stalled.cpu().exit();
            steps(host, 5);
            assertEquals(20, driverOf(guest).size());
            settle(host);
        }
    }

    @Test
    void hostOutOfMemoryNamesTheGuestWithinItsBound() {
        try (Host host = Host.builder()
                .frames(8)
                .faultTimeoutNs(2_000_000)
                .manualTargets()
                .stepped()) {
            Guest guest = host.boot(GuestSettings.of("big", PAGES));
            StampedProcess process = new StampedProcess(guest, 9);
            HostOutOfMemoryException thrown = assertThrows(HostOutOfMemoryException.class, process::writeAll);
            assertTrue(String.valueOf(thrown.getMessage()).contains("guest=big"), thrown.getMessage());
            process.cpu().exit();
            process.cpu().enter();
            for (int page = 0; page < 8; page++) {
                process.check(page, "after the host ran out");
            }
            process.cpu().exit();
            host.validate();
        }
    }

    @Test
    void guestWithPinnedFramesRunsOnWhenStoppingItFails() {
        try (Host host = newHost(PAGES)) {
            Guest guest = host.boot(GuestSettings.of("a", PAGES).driver(eager(PAGES)));
            StampedProcess process = new StampedProcess(guest, PAGES);
            process.writeAll();
            long ppn = guest.kernel().ppnOf(process.space(), PAGES / 2);
            long mpn = host.pin(guest, ppn);
            IllegalStateException thrown = assertThrows(IllegalStateException.class, () -> host.stop(guest));
            assertTrue(String.valueOf(thrown.getMessage()).contains("guest=a"), thrown.getMessage());
            process.checkAll("after the failed stop");
            host.validate();
            host.unpin(mpn);
            process.close();
            host.stop(guest);
            assertEquals(PAGES, host.memory().freeFrames());
            host.validate();
        }
    }

    @Test
    void guestStopsWithItsBalloonInflated() {
        try (Host host = newHost(PAGES)) {
            Guest guest = host.boot(GuestSettings.of("a", PAGES).driver(eager(PAGES)));
            StampedProcess process = new StampedProcess(guest, PAGES);
            process.writeAll();
            host.setTarget(guest, PAGES / 2);
            steps(host, 3); // some pages are in, some on their way
            process.close();
            host.stop(guest);
            assertEquals(PAGES, host.memory().freeFrames());
            host.validate();
        }
    }

    @Test
    void hostPinTwiceHoldsUntilBothAreGivenBack() {
        try (Host host = newHost(PAGES)) {
            Guest guest =
                    host.boot(GuestSettings.of("a", PAGES).driver(eager(PAGES).withRefusedPolls(2)));
            StampedProcess process = new StampedProcess(guest, PAGES);
            process.writeAll();
            long mpn = host.pin(guest, 9);
            assertEquals(mpn, host.pin(guest, 9));
            host.unpin(mpn);
            host.setTarget(guest, PAGES);
            steps(host, 40);
            assertEquals(PAGES - 1, driverOf(guest).size());
            host.unpin(mpn);
            steps(host, 40);
            assertEquals(PAGES, driverOf(guest).size());
            assertThrows(IllegalStateException.class, () -> host.unpin(mpn));
            assertEquals(-1, host.pin(guest, 9));
            assertEquals(-1, host.pin(guest, PAGES));
            assertEquals(-1, host.pin(guest, -1));
            host.setTarget(guest, 0);
            steps(host, 20);
            process.checkAll("");
            settle(host);
        }
    }

    @Test
    void guestNumberingItsPagesBeyondOneBatchKeepsEveryByte() {
        int pages = 1500;
        try (Host host = newHost(pages)) {
            Guest guest = host.boot(GuestSettings.of("a", pages).driver(eager(pages)));
            StampedProcess process = new StampedProcess(guest, pages);
            process.writeAll();
            host.setTarget(guest, pages - 3);
            steps(host, 100);
            assertEquals(pages - 3, driverOf(guest).size());
            assertEquals(PageSize.bytesOf(3), PageSize.bytesOf(host.ownedFrames(guest)));
            host.setTarget(guest, 0);
            steps(host, 100);
            process.checkAll("");
            settle(host);
        }
    }
}
