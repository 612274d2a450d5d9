package io.ballonet.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.balloon.driver.BalloonDriver;
import io.ballonet.balloon.driver.DriverSettings;
import io.ballonet.frame.FrameState;
import io.ballonet.guest.Guest;
import io.ballonet.guest.GuestSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Threads pin and unpin random pages for the host while a virtual CPU stamps and checks them and another thread steps the
 * host's agents, whose balloon goes up and down: a pinned frame stays its page's (I5), and no byte is lost. Ends after {@code
 * -Dballonet.stress.pins} pins.
 */
class HostPinStressTest {
    private static final long PINS = Long.getLong("ballonet.stress.pins", 40_000);
    private static final long SEED = Long.getLong("ballonet.stress.seed", System.nanoTime());
    private static final int PAGES = 256;
    private static final int PINNERS = 2;
    private static final int STEPS_PER_TARGET = 8;

    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final AtomicBoolean running = new AtomicBoolean(true);
    private final AtomicLong pins = new AtomicLong();

    @Test
    void pinnedFramesStayTheirPagesWhileTheBalloonGoesUpAndDown() throws InterruptedException {
        String where = "seed=" + SEED;
        SplittableRandom random = new SplittableRandom(SEED);
        DriverSettings eager = DriverSettings.forGuest(PAGES)
                .withMaxBalloonPages(PAGES)
                .withReservePages(4)
                .withWindowPolls(1)
                .withPatiencePolls(2)
                .withRefusedPolls(2);
        try (Host host = Host.builder().frames(PAGES).manualTargets().stepped()) {
            Guest guest = host.boot(GuestSettings.of("a", PAGES).driver(eager));
            StampedProcess process = new StampedProcess(guest, PAGES);
            List<Thread> threads = new ArrayList<>();
            threads.add(new Thread(guarded(() -> step(host, guest, random.split()))));
            SplittableRandom touches = random.split();
            threads.add(new Thread(guarded(() -> process.touch(touches, 64, where))));
            for (int i = 0; i < PINNERS; i++) {
                SplittableRandom pages = random.split();
                threads.add(new Thread(guarded(() -> pinAndCheck(host, guest, pages.nextLong(PAGES)))));
            }
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
            assertNull(failure.get(), () -> where + ", failure=" + failure.get());
            host.setTarget(guest, 0);
            assertTrue(host.awaitQuiescence(10, TimeUnit.SECONDS), where);
            BalloonDriver driver = guest.driver();
            assertNotNull(driver);
            assertTrue(driver.report().inflated() > 0, where);
            process.checkAll(where);
            host.validate();
            host.stop(guest);
            assertEquals(PAGES, host.memory().freeFrames(), where);
        }
    }

    private Runnable guarded(Runnable round) {
        return () -> {
            try {
                while (running.get() && failure.get() == null) {
                    round.run();
                }
            } catch (RuntimeException | AssertionError e) {
                failure.compareAndSet(null, e);
            }
        };
    }

    private static void step(Host host, Guest guest, SplittableRandom random) {
        host.setTarget(guest, random.nextLong(PAGES));
        for (int i = 0; i < STEPS_PER_TARGET; i++) {
            host.step();
        }
    }

    private void pinAndCheck(Host host, Guest guest, long ppn) {
        long mpn = host.pin(guest, ppn);
        if (mpn >= 0) {
            for (int look = 0; look < 4; look++) {
                long word = host.memory().table().stateAcquire(mpn);
                assertEquals(FrameState.OWNED, FrameState.state(word), () -> FrameState.toString(word));
                assertEquals("backed(mpn=" + mpn + ")", host.describe(guest, ppn));
                Thread.onSpinWait();
            }
            host.unpin(mpn);
            if (pins.incrementAndGet() >= PINS) {
                running.set(false);
            }
        }
    }
}
