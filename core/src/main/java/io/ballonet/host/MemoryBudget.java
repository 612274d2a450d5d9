package io.ballonet.host;

import io.ballonet.balloon.driver.DriverSettings;
import io.ballonet.guest.Guest;
import io.ballonet.guest.GuestSettings;
import io.ballonet.unit.PageSize;
import java.util.ArrayList;
import java.util.List;

/**
 * Off-heap memory of a fixed size that several {@linkplain Tenant tenants} share: who writes gets pages, and who has not used
 * some lately gives them back when others need them. Where to start when using Ballonet as a library; a {@link Host} is
 * behind it, with its defaults.
 *
 * <p>Nothing that a tenant wrote is lost: what is taken from it lies in a file in {@code java.io.tmpdir} until it is read again,
 * or the tenant closes.
 *
 * <p><b>Threads:</b> any. {@link #start} makes an agent thread for itself and one for each tenant; with {@link #stepped} there
 * is none, whoever waits for a page does the work, and only one thread may use the budget and its tenants.
 */
public final class MemoryBudget implements AutoCloseable {
    /** Of a hundred frames, those that tenants may be sure of; the host keeps the rest free (its highest watermark). */
    private static final int PERCENT_TO_PROMISE = 93;

    private final Host host;
    private final long bytes;
    private final List<Tenant> tenants = new ArrayList<>();
    private long promisedPages;
    private boolean closed;

    private MemoryBudget(Host host) {
        this.host = host;
        this.bytes = PageSize.bytesOf(host.memory().frames());
    }

    /**
     * A budget with threads of its own.
     *
     * @param bytes rounded down to whole pages of 4 KiB, of which there must be at least one
     * @throws IllegalArgumentException for too little, or more than this machine has
     */
    public static MemoryBudget start(long bytes) {
        return new MemoryBudget(Host.builder().frames(bytes >> PageSize.SHIFT).start());
    }

    /** A budget without threads, for tests: the same calls give the same end. Throws as {@link #start}. */
    public static MemoryBudget stepped(long bytes) {
        return new MemoryBudget(Host.builder().frames(bytes >> PageSize.SHIFT).stepped());
    }

    /**
     * A tenant that has all its bytes, which read zeros, and no page behind them yet.
     *
     * @param name for messages
     * @param bytes rounded up to whole pages; a tenant can give back 65 % of them, and the sum over all tenants may be larger than
     *     the budget, as long as what they cannot give back fits
     * @throws IllegalArgumentException if that does not fit, or {@code bytes} is not positive
     */
    public synchronized Tenant newTenant(String name, long bytes) {
        checkOpen();
        long pages = PageSize.pagesFor(bytes);
        long kept = pages - DriverSettings.forGuest(pages).maxBalloonPages();
        long most = host.memory().frames() * PERCENT_TO_PROMISE / 100;
        if (kept > most - promisedPages) {
            throw new IllegalArgumentException("tenant could keep more than the budget has left: tenant=" + name
                    + ", bytes=" + bytes + ", keptPages=" + kept + ", leftPages=" + (most - promisedPages));
        }
        Guest guest = host.boot(GuestSettings.of(name, pages));
        Tenant tenant = new Tenant(this, guest, kept);
        tenants.add(tenant);
        promisedPages += kept;
        return tenant;
    }

    /** What the tenants share. */
    public long bytes() {
        return bytes;
    }

    /** Part of it that no tenant has now; exact when no call is under way. */
    public synchronized long freeBytes() {
        checkOpen();
        return PageSize.bytesOf(host.memory().freeFrames());
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("budget is closed: bytes=" + bytes);
        }
    }

    long usedBytes(Guest guest) {
        return PageSize.bytesOf(host.framesHeld(guest));
    }

    long givenBytes(Guest guest) {
        return PageSize.bytesOf(host.balloon(guest).size());
    }

    synchronized void leave(Tenant tenant, Guest guest) {
        if (tenants.remove(tenant)) {
            host.stop(guest);
            promisedPages -= tenant.keptPages();
        }
    }

    /** Closes every tenant, after the call that it is in, and unmaps all memory. Idempotent. */
    @Override
    public void close() {
        List<Tenant> left;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            left = List.copyOf(tenants);
        }
        left.forEach(Tenant::close);
        host.close();
    }
}
