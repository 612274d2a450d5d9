package io.ballonet.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.balloon.driver.BalloonDriver;
import io.ballonet.balloon.driver.DriverReport;
import io.ballonet.balloon.driver.DriverSettings;
import io.ballonet.frame.Zeroing;
import io.ballonet.guest.Guest;
import io.ballonet.guest.GuestSettings;
import io.ballonet.guest.VirtualCpu;
import io.ballonet.unit.Backoff;
import io.ballonet.unit.PageSize;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Two guests on one host of half their size stamp and check every page that they touch while their balloon targets change at
 * random, on threads of their own, until {@code ballonet.stress.pages} frames have changed hands.
 *
 * <p>Each guest works in a window of its pages that shrinks and grows against its balloon, so that frames are given by one and
 * taken by the other all the time, dirty ones through guest swap. At the end nothing is in flight and I1 to I7 hold.
 */
class ContentionStressTest {
    private static final long FRAMES_TO_MOVE = Long.getLong("ballonet.stress.pages", 10_000_000);
    private static final long SEED = Long.getLong("ballonet.stress.seed", System.nanoTime());
    private static final int PAGES = 8192;
    private static final int SPARE = 512;
    /* At any time one page in 16 is written to, and odd ones never are: some leave dirty, some clean, some as zeros. */
    private static final int PHASES = 16;

    @Test
    void framesChangeHandsByTheMillionAndNobodySeesAnothersBytes() throws InterruptedException {
        SplittableRandom random = new SplittableRandom(SEED);
        System.out.println("stress: seed=" + SEED + ", framesToMove=" + FRAMES_TO_MOVE);
        try (Host host = Host.builder()
                .frames(PAGES + SPARE)
                .zeroing(Zeroing.AT_ALLOCATION)
                .manualTargets()
                .start()) {
            Worker a = new Worker(host, "a", random.nextLong());
            Worker b = new Worker(host, "b", random.nextLong());
            a.start();
            b.start();
            while (host.memory().framesMoved() < FRAMES_TO_MOVE && a.failure == null && b.failure == null) {
                int window = random.nextInt(PAGES / 16, PAGES - PAGES / 16);
                Worker shrinking = window < a.window ? a : b;
                Worker growing = shrinking == a ? b : a;
                shrinking.resize(shrinking == a ? window : PAGES - window);
                growing.resize(PAGES - shrinking.window);
            }
            a.finish();
            b.finish();
            host.setTarget(a.guest, a.driver().size());
            host.setTarget(b.guest, b.driver().size());
            assertTrue(host.awaitQuiescence(30, TimeUnit.SECONDS), "still in flight: seed=" + SEED);
            host.validate();
            report(host, a, b);
        }
    }

    private static void report(Host host, Worker a, Worker b) {
        long acknowledged = a.driver().report().inflated() + b.driver().report().inflated();
        long freed = host.balloon(a.guest).framesFreed() + host.balloon(b.guest).framesFreed();
        long dirty = a.guest.kernel().balloonWriteBacks() + b.guest.kernel().balloonWriteBacks();
        System.out.printf(
                "stress: acknowledged=%d, freed=%d, moved=%d, dirty=%d (%.1f %%), accesses=%d, majorFaults=%d, rescued=%d,"
                        + " refused=%d, forced=%d, bytesZeroed=%d%n",
                acknowledged,
                freed,
                host.memory().framesMoved(),
                dirty,
                100.0 * dirty / acknowledged,
                a.accesses + b.accesses,
                a.guest.kernel().majorFaults() + b.guest.kernel().majorFaults(),
                rescued(a) + rescued(b),
                host.balloon(a.guest).refused() + host.balloon(b.guest).refused(),
                a.driver().report().forced() + b.driver().report().forced(),
                host.memory().bytesZeroed());
        assertTrue(host.memory().framesMoved() >= FRAMES_TO_MOVE, "too few frames moved: seed=" + SEED);
        assertTrue(freed >= FRAMES_TO_MOVE, "too few frames freed: seed=" + SEED);
        assertTrue(acknowledged >= freed, "more frames freed than pages acknowledged: seed=" + SEED);
        assertTrue(dirty * 10 >= acknowledged, "less than a tenth was dirty: seed=" + SEED);
    }

    private static long rescued(Worker worker) {
        DriverReport report = worker.driver().report();
        return report.rescued();
    }

    /** One guest with one virtual CPU that stamps and checks its window, over and over. */
    private static final class Worker extends Thread {
        private final Host host;
        private final Guest guest;
        private final VirtualCpu cpu;
        private final SplittableRandom random;
        private final int[] versions = new int[PAGES];
        private volatile int window = PAGES / 2;
        private volatile int phase;
        private volatile long sweeps;
        private volatile boolean running = true;
        private volatile @Nullable Throwable failure;
        private long accesses;

        Worker(Host host, String name, long seed) {
            super(name);
            this.host = host;
            DriverSettings driver = DriverSettings.forGuest(PAGES)
                    .withMaxBalloonPages(PAGES)
                    .withReservePages(32)
                    .withWindowPolls(2)
                    .withPatiencePolls(64);
            guest = host.boot(GuestSettings.of(name, PAGES).driver(driver));
            cpu = guest.newVirtualCpu(guest.newProcess("worker", PAGES));
            random = new SplittableRandom(seed);
        }

        BalloonDriver driver() {
            return Objects.requireNonNull(guest.driver());
        }

        @Override
        public void run() {
            try {
                cpu.enter();
                while (running) {
                    sweep();
                    sweeps = sweeps() + 1;
                }
                cpu.exit();
            } catch (Throwable e) {
                failure = e;
            }
        }

        private long sweeps() {
            return sweeps;
        }

        private void sweep() {
            int pages = window;
            int phase = this.phase;
            for (int page = 0; page < pages && running; page++) {
                check(page);
                if ((page & PHASES - 1) == phase) {
                    stamp(page);
                }
                cpu.poll();
            }
        }

        private void check(int page) {
            long va = (long) page << PageSize.SHIFT;
            long expected = versions[page] == 0 ? 0 : word(page);
            for (int offset = 0; offset < PageSize.BYTES; offset += PageSize.BYTES / 2) {
                long found = cpu.readLong(va + offset);
                if (found != expected) {
                    throw new AssertionError(
                            "wrong bytes: guest=" + guest.name() + ", page=" + page + ", offset=" + offset
                                    + ", expected=" + Long.toHexString(expected) + ", found=" + Long.toHexString(found)
                                    + ", seed=" + SEED);
                }
            }
            accesses += 2;
        }

        private void stamp(int page) {
            versions[page]++;
            long va = (long) page << PageSize.SHIFT;
            for (int offset = 0; offset < PageSize.BYTES; offset += PageSize.BYTES / 2) {
                cpu.writeLong(va + offset, word(page));
            }
            accesses += 2;
        }

        private long word(int page) {
            return (long) guest.id() << 48 | (long) page << 32 | versions[page];
        }

        /** Shrinks the window before its balloon grows, or grows it after its balloon has shrunk; then one whole sweep. */
        void resize(int pages) {
            int balloon = PAGES - pages;
            if (pages < window) {
                window = pages;
            }
            host.setTarget(guest, balloon);
            boolean mustShrink = pages > window;
            await(() -> !mustShrink || driver().size() <= balloon);
            window = pages;
            phase = 2 * random.nextInt(PHASES / 2);
            long start = sweeps;
            await(() -> sweeps >= start + 2);
        }

        private void await(BooleanSupplier done) {
            for (int attempt = 0; !done.getAsBoolean() && failure == null; attempt++) {
                Backoff.pause(attempt);
            }
        }

        void finish() throws InterruptedException {
            running = false;
            join();
            Throwable cause = failure;
            if (cause != null) {
                throw new AssertionError("guest " + guest.name() + " failed: seed=" + SEED, cause);
            }
            assertEquals(0, guest.kernel().oomReliefs(), "the guest ran out of memory: seed=" + SEED);
        }
    }
}
