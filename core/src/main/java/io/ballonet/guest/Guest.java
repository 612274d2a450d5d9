package io.ballonet.guest;

import io.ballonet.balloon.driver.BalloonDriver;
import io.ballonet.channel.DriverEnd;
import io.ballonet.paging.AccessBitmap;
import io.ballonet.paging.GuestPageTables;
import io.ballonet.paging.Mmu;
import io.ballonet.paging.NestedFaultHandler;
import io.ballonet.paging.Shootdown;
import io.ballonet.scan.ScanStrategies;
import io.ballonet.scan.ScanStrategy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One guest: its kernel, processes, virtual CPUs and, where it has one, its balloon driver. The host boots and stops it.
 *
 * <p><b>Threads:</b> processes and virtual CPUs are added by any one thread at a time; each virtual CPU then runs on a thread
 * of the caller's.
 */
public final class Guest implements GuestView, AutoCloseable {
    private final int id;
    private final GuestSettings settings;
    private final GuestPageTables tables;
    private final Mmu mmu;
    private final Shootdown shootdown;
    private final NestedFaultHandler nestedFaults;
    private final GuestKernel kernel;
    private final @Nullable BalloonDriver driver;
    private final List<VirtualCpu> virtualCpus = new ArrayList<>();

    /** What the host wires a guest to; a guest never sees behind it. */
    public record Wiring(
            int id,
            GuestPageTables tables,
            @Nullable AccessBitmap packed,
            Mmu mmu,
            Shootdown shootdown,
            NestedFaultHandler nestedFaults,
            DriverEnd channel,
            OutOfMemoryRelief relief) {}

    /** Boots a guest that owns {@code wiring.tables()}. */
    public Guest(GuestSettings settings, Wiring wiring) {
        this.id = wiring.id();
        this.settings = settings;
        this.tables = wiring.tables();
        this.mmu = wiring.mmu();
        this.shootdown = wiring.shootdown();
        this.nestedFaults = wiring.nestedFaults();
        this.kernel = new GuestKernel(settings, wiring);
        this.driver = settings.hasDriver ? newDriver(settings, wiring.channel()) : null;
    }

    private BalloonDriver newDriver(GuestSettings with, DriverEnd channel) {
        ScanStrategy scan = ScanStrategies.REGISTRY.named(with.driverScan).create(with.pages, with.seed);
        return new BalloonDriver(id, kernel, channel, scan, with.driverScan, with.driver);
    }

    /** A new process with {@code pages} virtual pages that read zeros. */
    public AddressSpace newProcess(String name, long pages) {
        return kernel.newSpace(name, pages);
    }

    /**
     * A virtual CPU that runs {@code process}, outside the guest until {@link VirtualCpu#enter}.
     *
     * @throws IllegalArgumentException if the process is another guest's
     */
    public synchronized VirtualCpu newVirtualCpu(AddressSpace process) {
        kernel.requireOwn(process);
        if (virtualCpus.size() == settings.maxVirtualCpus) {
            throw new IllegalStateException(
                    "too many virtual CPUs: guest=" + name() + ", max=" + settings.maxVirtualCpus);
        }
        String cpuName = name() + "/cpu" + virtualCpus.size();
        VirtualCpu cpu = new VirtualCpu(
                cpuName, mmu, kernel, nestedFaults, shootdown.register(cpuName), process, settings.tlbEntries);
        virtualCpus.add(cpu);
        return cpu;
    }

    @Override
    public int id() {
        return id;
    }

    @Override
    public String name() {
        return settings.name;
    }

    @Override
    public long pages() {
        return settings.pages;
    }

    @Override
    public GuestSettings settings() {
        return settings;
    }

    public GuestKernel kernel() {
        return kernel;
    }

    /** The balloon driver, or null for a guest without one. */
    public @Nullable BalloonDriver driver() {
        return driver;
    }

    /** Checks the guest's books. Only while none of its virtual CPUs runs and nothing is in flight. */
    public void validate() {
        kernel.validate();
        if (driver != null) {
            driver.validate();
        }
        long elsewhere = kernel.pagesNeitherMappedNorFree();
        long held = driver == null ? 0 : driver.pagesHeld();
        if (elsewhere != held) {
            throw new IllegalStateException("guest book: pages neither mapped nor free: guest=" + name() + ", pages="
                    + elsewhere + ", heldByDriver=" + held);
        }
    }

    /** Ends the guest; none of its virtual CPUs and no poll of its driver may run. */
    @Override
    public void close() {
        if (driver != null) {
            driver.close();
        }
        virtualCpus.forEach(VirtualCpu::close);
        kernel.close();
        tables.close();
    }
}
