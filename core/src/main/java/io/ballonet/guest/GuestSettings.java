package io.ballonet.guest;

import io.ballonet.balloon.driver.DriverSettings;
import io.ballonet.paging.SoftTlb;
import java.nio.file.Path;

/**
 * How a guest is configured: every setting has a default, and is read once, when the guest boots.
 *
 * <p><b>Threads:</b> one.
 */
public final class GuestSettings {
    private static final long DEFAULT_GRACE_TIMEOUT_NS = 5_000_000_000L;
    private static final int DEFAULT_EVICTION_BATCH = 64;

    final String name;
    final long pages;
    long swapPages;
    Path swapDirectory = Path.of(System.getProperty("java.io.tmpdir"));
    String pageAllocator = "bitmap";
    String replacement = "clock";
    int replacementBatch;
    boolean shootdownOnClear;
    boolean packedAccessBits;
    String driverScan = "linear";
    DriverSettings driver;
    boolean hasDriver = true;
    int maxVirtualCpus = 8;
    int tlbEntries = SoftTlb.DEFAULT_ENTRIES;
    long graceTimeoutNs = DEFAULT_GRACE_TIMEOUT_NS;
    long shares;
    long minPages;
    long seed = 1;

    private GuestSettings(String name, long pages) {
        this.name = name;
        this.pages = pages;
        this.swapPages = pages;
        this.shares = pages;
        this.replacementBatch = Math.clamp(pages / 64, 1, DEFAULT_EVICTION_BATCH);
        this.driver = DriverSettings.forGuest(pages);
    }

    /**
     * Defaults: swap as large as memory, {@code clock} replacement, a driver with a {@code linear} scan, shares in proportion
     * to size, no guaranteed minimum.
     *
     * @param name for messages and reports
     * @param pages that the guest believes it has, at least 1
     */
    public static GuestSettings of(String name, long pages) {
        if (pages < 1) {
            throw new IllegalArgumentException("a guest needs at least one page: name=" + name + ", pages=" + pages);
        }
        return new GuestSettings(name, pages);
    }

    /** Slots of the guest's swap; 0 for none. */
    public GuestSettings swapPages(long value) {
        swapPages = atLeast(0, "swapPages", value);
        return this;
    }

    /** Where the swap file is made; it is deleted when the guest stops. */
    public GuestSettings swapDirectory(Path value) {
        swapDirectory = value;
        return this;
    }

    /** Registry name of the allocator of the guest's pages. */
    public GuestSettings pageAllocator(String value) {
        pageAllocator = value;
        return this;
    }

    /** Registry name of the scan that chooses pages to evict. */
    public GuestSettings replacement(String value) {
        replacement = value;
        return this;
    }

    /** Pages evicted at once when none is free, at least 1. */
    public GuestSettings replacementBatch(int value) {
        replacementBatch = (int) atLeast(1, "replacementBatch", value);
        return this;
    }

    /**
     * True to make virtual CPUs forget translations whenever replacement cleared an accessed bit, so that the next access sets
     * it again; false leaves accesses hidden by the TLB, as kernels do.
     */
    public GuestSettings shootdownOnClear(boolean value) {
        shootdownOnClear = value;
        return this;
    }

    /**
     * True to note accesses in a bitmap of one bit a page ({@link io.ballonet.paging.AccessBitmap}); false, the default, in the
     * entries of the page tables, as x86-64 does.
     */
    public GuestSettings packedAccessBits(boolean value) {
        packedAccessBits = value;
        return this;
    }

    /** Registry name of the scan that finds inactive pages for the balloon. */
    public GuestSettings driverScan(String value) {
        driverScan = value;
        return this;
    }

    /** The balloon driver's settings. */
    public GuestSettings driver(DriverSettings value) {
        driver = value;
        return this;
    }

    /** A guest without a balloon driver. */
    public GuestSettings withoutDriver() {
        hasDriver = false;
        return this;
    }

    /** Most virtual CPUs the guest may add. */
    public GuestSettings maxVirtualCpus(int value) {
        maxVirtualCpus = (int) atLeast(1, "maxVirtualCpus", value);
        return this;
    }

    /** Entries of each virtual CPU's TLB, a power of two. */
    public GuestSettings tlbEntries(int value) {
        tlbEntries = value;
        return this;
    }

    /** How long replacement waits for a virtual CPU that does not poll before it names it. */
    public GuestSettings graceTimeoutNs(long value) {
        graceTimeoutNs = atLeast(0, "graceTimeoutNs", value);
        return this;
    }

    /** Weight in the host's allocation of memory. */
    public GuestSettings shares(long value) {
        shares = atLeast(0, "shares", value);
        return this;
    }

    /** Memory that the host never takes, in pages. */
    public GuestSettings minPages(long value) {
        minPages = atLeast(0, "minPages", value);
        return this;
    }

    /** For scans that choose at random. */
    public GuestSettings seed(long value) {
        seed = value;
        return this;
    }

    /* Here, not where the host would trip over it and every other guest with it. */
    private long atLeast(long minimum, String setting, long value) {
        if (value < minimum) {
            throw new IllegalArgumentException("guest setting out of range: guest=" + name + ", " + setting + "="
                    + value + ", minimum=" + minimum);
        }
        return value;
    }

    public String name() {
        return name;
    }

    public long pages() {
        return pages;
    }

    public long shares() {
        return shares;
    }

    public long minPages() {
        return minPages;
    }

    public DriverSettings driver() {
        return driver;
    }

    public boolean hasDriver() {
        return hasDriver;
    }

    public boolean packedAccessBits() {
        return packedAccessBits;
    }

    public int maxVirtualCpus() {
        return maxVirtualCpus;
    }

    public long graceTimeoutNs() {
        return graceTimeoutNs;
    }
}
