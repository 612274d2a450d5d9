package io.ballonet.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.balloon.driver.BalloonDriver;
import io.ballonet.balloon.driver.DriverSettings;
import io.ballonet.channel.MessageType;
import io.ballonet.memory.PageBatch;
import java.io.FileNotFoundException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a guest loses when something under it fails: nothing (I6). */
class GuestFailureTest {
    private static final int PAGES = 8;

    private static void refuse() {
        throw new IllegalStateException("no frame");
    }

    @Test
    void writeBackThatFailsLosesNeitherPageNorSlot() {
        GuestSettings settings = GuestSettings.of("a", PAGES).swapPages(1).withoutDriver();
        try (GuestRig rig = new GuestRig(settings, PAGES + 1)) {
            for (int page = 0; page < PAGES; page++) {
                rig.write(page);
            }
            for (int attempt = 0; attempt < 3; attempt++) {
                rig.revokeAll();
                rig.onBack = GuestFailureTest::refuse;
                assertThrows(IllegalStateException.class, () -> rig.write(PAGES));
                rig.restoreAll();
                rig.guest.validate();
            }
            rig.onBack = () -> {};
            rig.write(PAGES); // needs the one slot
            rig.guest.validate();
            rig.check(PAGES);
        }
    }

    @Test
    void swapInThatFailsLosesNoPage() {
        GuestSettings settings =
                GuestSettings.of("a", PAGES).replacementBatch(1).withoutDriver();
        try (GuestRig rig = new GuestRig(settings, PAGES + 1)) {
            for (int page = 0; page <= PAGES; page++) {
                rig.write(page);
            }
            rig.freeWithoutFrame(3, true);
            rig.isTryBackALie = true;
            rig.onBack = GuestFailureTest::refuse;
            long before = rig.guest.kernel().freePages();
            assertThrows(IllegalStateException.class, () -> checkAll(rig));
            rig.isTryBackALie = false;
            rig.onBack = () -> {};
            rig.guest.validate();
            assertEquals(before, rig.guest.kernel().freePages());
            checkAll(rig);
            rig.guest.validate();
        }
    }

    private static void checkAll(GuestRig rig) {
        for (int page = 0; page <= PAGES; page++) {
            rig.check(page);
        }
    }

    /** Under it, the wait would keep out the driver that is to bring a frame. */
    @Test
    void frameForAPageWithOldBytesIsNotWaitedForUnderTheKernelLock() {
        GuestSettings settings = GuestSettings.of("a", PAGES).withoutDriver();
        try (GuestRig rig = new GuestRig(settings, PAGES + 1)) {
            for (int page = 0; page < PAGES; page++) {
                rig.write(page);
            }
            rig.freeWithoutFrame(3, false);
            AtomicBoolean isLocked = new AtomicBoolean();
            AtomicInteger waits = new AtomicInteger();
            rig.onBack = () -> {
                waits.incrementAndGet();
                isLocked.compareAndSet(false, !canTakeLock(rig.guest.kernel()));
            };
            rig.write(PAGES); // a fresh page: the free one, which holds somebody's bytes as far as the guest knows
            assertTrue(waits.get() > 0);
            assertFalse(isLocked.get());
            rig.guest.validate();
        }
    }

    private static boolean canTakeLock(GuestKernel kernel) {
        PageBatch none = new PageBatch(1); // not closed: the thread may still have it
        try {
            Thread other = new Thread(() -> kernel.unpin(none));
            other.setDaemon(true);
            other.start();
            other.join(5_000);
            return !other.isAlive();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void interruptedVirtualCpuKeepsItsGuestsSwap() {
        GuestSettings settings =
                GuestSettings.of("a", PAGES).swapPages(2 * PAGES).withoutDriver();
        try (GuestRig rig = new GuestRig(settings, 2 * PAGES)) {
            Thread.currentThread().interrupt();
            for (int page = 0; page < 2 * PAGES; page++) {
                rig.write(page);
            }
            for (int page = 0; page < 2 * PAGES; page++) {
                rig.check(page);
            }
            assertTrue(Thread.interrupted(), "whoever interrupted is still to be heard");
        }
    }

    /** The host must not hear of pages whose content is not safe, whatever went wrong before. */
    @Test
    void driverSendsNoPageThatCouldNotBeWrittenBack() {
        DriverSettings eager = DriverSettings.forGuest(PAGES)
                .withMaxBalloonPages(PAGES)
                .withReservePages(0)
                .withWindowPolls(1);
        try (GuestRig rig = new GuestRig(GuestSettings.of("a", PAGES).driver(eager), PAGES)) {
            BalloonDriver driver = rig.guest.driver();
            assertNotNull(driver);
            for (int page = 0; page < PAGES; page++) {
                rig.write(page);
            }
            driver.doWork();
            rig.acceptSession();
            rig.channel.host().targetRelease(PAGES / 2);
            rig.revokeAll();
            rig.onBack = GuestFailureTest::refuse;
            int failures = 0;
            AtomicInteger inflates = new AtomicInteger();
            for (int i = 0; i < 20; i++) {
                try {
                    driver.doWork();
                } catch (IllegalStateException e) {
                    failures++;
                }
                rig.channel
                        .host()
                        .poll((type, session, entries) -> inflates.addAndGet(type == MessageType.INFLATE ? 1 : 0), 8);
            }
            assertTrue(failures > 0, "nothing failed");
            assertEquals(0, inflates.get());
            rig.restoreAll();
            rig.onBack = () -> {};
            for (int page = 0; page < PAGES; page++) {
                rig.check(page);
            }
            rig.guest.validate();
        }
    }

    @Test
    void fullDiskIsNamedWithItsSlot() throws FileNotFoundException {
        try (GuestSwap swap = new GuestSwap(new RandomAccessFile("/dev/full", "rw"), 4)) {
            UncheckedIOException thrown = assertThrows(UncheckedIOException.class, () -> swap.write(2));
            assertEquals("cannot write guest swap: slot=2", thrown.getMessage());
        }
    }

    @Test
    void slotThatWasNeverWrittenIsAnError() {
        try (GuestSwap swap = new GuestSwap(Path.of(System.getProperty("java.io.tmpdir")), 4)) {
            assertThrows(UncheckedIOException.class, () -> swap.read(0));
            swap.write(0);
            swap.read(0);
            assertEquals(1, swap.reads());
            assertEquals(1, swap.writes());
        }
    }

    @Test
    void settingsOutOfRangeAreRefusedWhereTheyAreMade() {
        GuestSettings settings = GuestSettings.of("a", PAGES);
        assertThrows(IllegalArgumentException.class, () -> GuestSettings.of("a", 0));
        assertThrows(IllegalArgumentException.class, () -> settings.shares(-1));
        assertThrows(IllegalArgumentException.class, () -> settings.minPages(-1));
        assertThrows(IllegalArgumentException.class, () -> settings.swapPages(-1));
        assertThrows(IllegalArgumentException.class, () -> settings.maxVirtualCpus(0));
        assertThrows(IllegalArgumentException.class, () -> settings.replacementBatch(0));
        IllegalArgumentException thrown =
                assertThrows(IllegalArgumentException.class, () -> settings.graceTimeoutNs(-1));
        assertEquals("guest setting out of range: guest=a, graceTimeoutNs=-1, minimum=0", thrown.getMessage());
    }

    @Test
    void linearReplacementEvictsThoughEveryPageWasAccessed() {
        GuestSettings settings = GuestSettings.of("a", PAGES)
                .swapPages(2 * PAGES)
                .replacement("linear")
                .withoutDriver();
        try (GuestRig rig = new GuestRig(settings, 2 * PAGES)) {
            for (int page = 0; page < 2 * PAGES; page++) {
                rig.write(page);
            }
            for (int page = 0; page < 2 * PAGES; page++) {
                rig.check(page);
            }
            rig.guest.validate();
        }
    }
}
