package io.ballonet.micro.reclaim;

import io.ballonet.balloon.driver.BalloonDriver;
import io.ballonet.balloon.driver.DriverSettings;
import io.ballonet.frame.Zeroing;
import io.ballonet.guest.AddressSpace;
import io.ballonet.guest.Guest;
import io.ballonet.guest.GuestKernel;
import io.ballonet.guest.GuestSettings;
import io.ballonet.guest.VirtualCpu;
import io.ballonet.host.Host;
import io.ballonet.host.HostBuilder;
import io.ballonet.memory.PageBatch;
import io.ballonet.memory.Words;
import io.ballonet.scan.AccessView;
import io.ballonet.unit.Backoff;
import io.ballonet.unit.PageSize;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * One guest whose every page is mapped, at random: virtual page to page and page to frame are both shuffled, so that neither
 * the guest's tables nor the frame table are met in order. Half of the pages, at random, are inactive.
 *
 * <p>Every frame is resident, so giving one back to the operating system shows in the resident set.
 *
 * <p><b>Threads:</b> one. It steps the host, unless that was started, and its virtual CPU is outside the guest between calls.
 */
final class BalloonRig implements AutoCloseable {
    private static final int BATCH = 512;
    private static final int CHUNK = 64;
    private static final int MOST_STEPS = 100_000;
    private static final long WAIT_NS = TimeUnit.SECONDS.toNanos(60);
    private static final long SEED = 42;

    private final boolean live;
    private final Host host;
    private final Guest guest;
    private final GuestKernel kernel;
    private final BalloonDriver driver;
    private final AddressSpace process;
    private final VirtualCpu cpu;
    private final boolean returnsFrames;
    private boolean resident;
    private final long[] virtualPages;
    private final long[] missing;
    private final long[] free;
    private final PageBatch batch = new PageBatch(BATCH);
    private final SplittableRandom random = new SplittableRandom(SEED);

    /**
     * A guest and its host, which has as many frames; nothing is mapped until {@link #fill}.
     *
     * @param live true for agents on threads of their own, false for a host that {@link #moveTo} steps
     */
    BalloonRig(int pages, Zeroing zeroing, boolean live) {
        HostBuilder builder = Host.builder().frames(pages).zeroing(zeroing).manualTargets();
        this.live = live;
        this.returnsFrames = zeroing == Zeroing.RETURN_TO_OS;
        this.host = live ? builder.start() : builder.stepped();
        this.guest = host.boot(GuestSettings.of("guest", pages)
                .driver(DriverSettings.forGuest(pages).withReservePages(0).withPagesPerPoll(pages)));
        this.kernel = guest.kernel();
        this.driver = driverOf(guest);
        this.process = guest.newProcess("process", pages);
        this.cpu = guest.newVirtualCpu(process);
        this.virtualPages = new long[pages];
        this.missing = new long[pages];
        this.free = new long[pages];
        Arrays.setAll(virtualPages, vpn -> vpn);
        awaitQuiescence();
    }

    private static BalloonDriver driverOf(Guest guest) {
        BalloonDriver driver = guest.driver();
        if (driver == null) {
            throw new IllegalStateException("guest has no balloon driver: guest=" + guest.name());
        }
        return driver;
    }

    /**
     * Maps every page, then makes a random half of them inactive. The balloon is empty.
     *
     * @param dirtyShare of the inactive pages, written to since they were mapped
     */
    void fill(double dirtyShare) {
        mapMissing();
        if (!resident || returnsFrames) {
            makeResident();
            resident = true;
        }
        chooseInactive(dirtyShare);
    }

    /*
     * The guest's allocator gives the lowest free page, so all free pages are taken from it and come back a few random ones at a
     * time.
     */
    private void mapMissing() {
        int unmapped = findMissing();
        int taken = takeFree();
        if (unmapped != taken) {
            throw new IllegalStateException(
                    "pages are not all free or mapped: unmapped=" + unmapped + ", free=" + taken);
        }
        shuffle(missing, unmapped);
        shuffle(free, taken);
        for (int from = 0; from < unmapped; from += CHUNK) {
            int to = Math.min(from + CHUNK, unmapped);
            batch.clear();
            for (int i = from; i < to; i++) {
                batch.add(free[i]);
            }
            kernel.release(batch, false);
            touchMissing(from, to);
        }
    }

    private int findMissing() {
        int count = 0;
        for (long vpn : virtualPages) {
            if (kernel.ppnOf(process, vpn) < 0) {
                missing[count++] = vpn;
            }
        }
        return count;
    }

    private int takeFree() {
        int taken = 0;
        batch.clear();
        while (kernel.takeFree(batch, BATCH) > 0) {
            for (int i = 0; i < batch.size(); i++) {
                free[taken++] = batch.get(i);
            }
            batch.clear();
        }
        return taken;
    }

    /* A plain store of what was just read is one that the compiler leaves out. */
    private void makeResident() {
        for (long mpn = 0; mpn < host.memory().frames(); mpn++) {
            Words.getAndAdd(host.memory().baseAddress() + PageSize.bytesOf(mpn), 0);
        }
    }

    private void chooseInactive(double dirtyShare) {
        shuffle(virtualPages, virtualPages.length);
        int inactive = virtualPages.length / 2;
        cpu.enter();
        for (int i = 0; i < (int) (inactive * dirtyShare); i++) {
            cpu.writeLong(virtualPages[i] << PageSize.SHIFT, virtualPages[i]);
            cpu.poll();
        }
        for (int i = inactive; i < virtualPages.length; i++) {
            cpu.readLong(virtualPages[i] << PageSize.SHIFT);
            cpu.poll();
        }
        cpu.exit();
        AccessView view = kernel.view();
        for (int i = 0; i < inactive; i++) {
            view.clearAccessed(kernel.ppnOf(process, virtualPages[i]));
        }
        kernel.beginGrace(); // no translation outlives its cleared bit
    }

    /** Remembers, in random order, which virtual pages are not mapped, for {@link #touchMissing(int)}; returns how many. */
    int rememberMissing() {
        int count = findMissing();
        shuffle(missing, count);
        return count;
    }

    /** Reads the first {@code count} virtual pages that were missing when last looked for. */
    void touchMissing(int count) {
        touchMissing(0, count);
    }

    private void touchMissing(int from, int to) {
        cpu.enter();
        for (int i = from; i < to; i++) {
            cpu.readLong(missing[i] << PageSize.SHIFT);
            cpu.poll();
        }
        cpu.exit();
    }

    private void shuffle(long[] numbers, int count) {
        for (int i = count - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            long number = numbers[i];
            numbers[i] = numbers[other];
            numbers[other] = number;
        }
    }

    /** Sets the target and waits, or steps, until the balloon has that size and nothing is under way. */
    long moveTo(long target) {
        host.setTarget(guest, target);
        if (live) {
            awaitSize(target);
        } else {
            stepTo(target);
        }
        return driver.size();
    }

    private void stepTo(long target) {
        for (int steps = 0; driver.size() != target || !driver.isQuiescent(); steps++) {
            if (steps == MOST_STEPS) {
                throw unmet(target);
            }
            host.step();
        }
    }

    private void awaitSize(long target) {
        long start = System.nanoTime();
        for (int attempt = 0; driver.size() != target || !driver.isQuiescent(); attempt++) {
            if (System.nanoTime() - start > WAIT_NS) {
                throw unmet(target);
            }
            Backoff.pause(attempt);
        }
    }

    private IllegalStateException unmet(long target) {
        return new IllegalStateException("balloon does not reach its target: target=" + target + ", size="
                + driver.size() + ", shortfall=" + driver.shortfall().text());
    }

    private void awaitQuiescence() {
        if (!host.awaitQuiescence(WAIT_NS, TimeUnit.NANOSECONDS)) {
            throw new IllegalStateException("balloon does not come to rest: guest=" + guest.name());
        }
    }

    Host host() {
        return host;
    }

    Guest guest() {
        return guest;
    }

    /** One more virtual CPU of the process, outside. */
    VirtualCpu newVirtualCpu() {
        return guest.newVirtualCpu(process);
    }

    /** Every virtual page, once; after {@link #fill} the first half of the list is inactive. */
    long[] virtualPages() {
        return virtualPages;
    }

    /** Holds I1 to I7. */
    void validate() {
        awaitQuiescence();
        host.validate();
    }

    @Override
    public void close() {
        batch.close();
        host.close();
    }
}
