package io.ballonet.host;

import io.ballonet.balloon.backend.BalloonBackend;
import io.ballonet.balloon.driver.BalloonDriver;
import io.ballonet.channel.BalloonChannel;
import io.ballonet.channel.BalloonChannels;
import io.ballonet.channel.GuestStatistic;
import io.ballonet.frame.FrameState;
import io.ballonet.frame.MachineMemory;
import io.ballonet.guest.Guest;
import io.ballonet.guest.GuestSettings;
import io.ballonet.memory.PageBatch;
import io.ballonet.paging.AccessBitmap;
import io.ballonet.paging.GuestPageTables;
import io.ballonet.paging.Mmu;
import io.ballonet.paging.NestedEntry;
import io.ballonet.paging.NestedTable;
import io.ballonet.paging.Shootdown;
import io.ballonet.reclaim.BalloonTechnique;
import io.ballonet.reclaim.ReclaimableGuest;
import io.ballonet.reclaim.ReclamationTechnique;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** The host's side of one guest, and the guest: what boots, is polled and stops together. */
final class VirtualMachine implements AutoCloseable {
    private static final int KERNEL_PARTICIPANTS = 1;
    private static final int WAIT_FOR_AGENTS = 1_000; // past spinning: other threads have to work

    private final int id;
    private final MachineMemory memory;
    private final NestedTable nested;
    private final Shootdown shootdown;
    private final BalloonChannel channel;
    private final BalloonBackend backend;
    private final NestedFaults faults;
    private final @Nullable AccessBitmap packed;
    private final Guest guest;
    private final ReclamationTechnique technique;

    VirtualMachine(int id, GuestSettings settings, MachineMemory memory, HostBuilder host, Progress progress) {
        this.id = id;
        this.memory = memory;
        this.nested = new NestedTable(settings.pages());
        this.shootdown = new Shootdown(settings.maxVirtualCpus() + KERNEL_PARTICIPANTS);
        this.channel = BalloonChannels.REGISTRY.named(host.channel).create();
        int core = id % host.cores;
        this.backend =
                new BalloonBackend(id, core, channel.host(), nested, shootdown, memory, settings.graceTimeoutNs());
        this.faults =
                new NestedFaults(id, settings.name(), core, nested, memory, backend, progress, host.faultTimeoutNs);
        GuestPageTables tables = new GuestPageTables(settings.pages());
        this.packed = settings.packedAccessBits() ? new AccessBitmap(settings.pages()) : null;
        this.guest = new Guest(
                settings,
                new Guest.Wiring(
                        id,
                        tables,
                        packed,
                        new Mmu(tables, nested, memory, packed),
                        shootdown,
                        faults,
                        channel.driver(),
                        pages -> relieve(pages, progress)));
        this.technique = host.technique.create(new ReclaimableGuest(guest, new BalloonTechnique(backend)));
    }

    /* Deflate-on-OOM: asks the guest's own driver, then lets it and the backend run. */
    private boolean relieve(long pages, Progress progress) {
        BalloonDriver driver = guest.driver();
        if (driver == null || !driver.deflateOnOom(pages)) {
            return false;
        }
        progress.await(WAIT_FOR_AGENTS);
        return true;
    }

    int id() {
        return id;
    }

    Guest guest() {
        return guest;
    }

    BalloonBackend backend() {
        return backend;
    }

    /** How frames are taken from the guest. */
    ReclamationTechnique technique() {
        return technique;
    }

    /** One poll of the host's side. */
    int poll() {
        return technique.doWork() + backend.doWork();
    }

    NestedTable nested() {
        return nested;
    }

    NestedFaults faults() {
        return faults;
    }

    boolean isQuiescent() {
        BalloonDriver driver = guest.driver();
        return backend.isQuiescent() && (driver == null || driver.isQuiescent());
    }

    /** Frames that the guest has now, by the counters of grants and reclaims: exact when nothing is in flight. Any thread. */
    long framesHeld() {
        return faults.backed() - backend.framesFreed();
    }

    /** Pages touched lately, as the guest says; all it has, where it says nothing. */
    long activePages() {
        boolean reports = backend.statistic(GuestStatistic.TOTAL_PAGES) != 0;
        return reports ? backend.statistic(GuestStatistic.ACTIVE_PAGES) : framesHeld();
    }

    /** Pages that have a frame. Counts the whole table. */
    long ownedFrames() {
        long owned = 0;
        for (long ppn = 0; ppn < nested.pages(); ppn++) {
            if (NestedEntry.state(nested.entryAcquire(ppn)) == NestedEntry.BACKED) {
                owned++;
            }
        }
        return owned;
    }

    /** Checks I1 to I7 for this guest; marks its frames in {@code seen}, where none may stand already. */
    void validate(BitSet seen) {
        guest.validate();
        backend.validate();
        for (long ppn = 0; ppn < nested.pages(); ppn++) {
            long entry = nested.entryAcquire(ppn);
            switch (NestedEntry.state(entry)) {
                case NestedEntry.BACKED -> validateFrame(ppn, NestedEntry.mpn(entry), seen);
                case NestedEntry.IN_TRANSIT -> throw broken("I2: page in transit although nothing is in flight", ppn);
                case NestedEntry.BALLOONED -> {
                    if (guest.kernel().isMapped(ppn)) {
                        throw broken("I4: ballooned page is mapped by a process", ppn);
                    }
                }
                default -> {
                    // unbacked: nothing to hold
                }
            }
        }
        BalloonDriver driver = guest.driver();
        if (driver != null && driver.size() != backend.size()) {
            throw new IllegalStateException("I7: books disagree: guest=" + guest.name() + ", driverSize="
                    + driver.size() + ", backendSize=" + backend.size());
        }
    }

    private void validateFrame(long ppn, long mpn, BitSet seen) {
        long word = memory.table().stateAcquire(mpn);
        if (FrameState.state(word) != FrameState.OWNED || FrameState.owner(word) != id) {
            throw broken("I1: page leads to a frame that is not its guest's: frame=" + FrameState.toString(word), ppn);
        }
        if (seen.get((int) mpn)) {
            throw broken("I1: two pages lead to one frame", ppn);
        }
        seen.set((int) mpn);
    }

    private IllegalStateException broken(String invariant, long ppn) {
        return new IllegalStateException(invariant + ": guest=" + guest.name() + ", ppn=" + ppn + ", entry="
                + NestedEntry.toString(nested.entryAcquire(ppn)));
    }

    /**
     * Fails, with nothing changed, where the guest cannot stop now.
     *
     * @throws IllegalStateException if a virtual CPU is inside, or the host has pinned a frame
     */
    void requireStoppable() {
        String inside = shootdown.laggard(Long.MAX_VALUE);
        if (inside != null) {
            throw new IllegalStateException("guest cannot stop while a virtual CPU is inside: guest=" + guest.name()
                    + ", virtualCpu=" + inside);
        }
        for (long ppn = 0; ppn < nested.pages(); ppn++) {
            long entry = nested.entryAcquire(ppn);
            if (NestedEntry.state(entry) == NestedEntry.BACKED
                    && FrameState.pins(memory.table().stateAcquire(NestedEntry.mpn(entry))) > 0) {
                throw pinned(ppn);
            }
        }
    }

    private IllegalStateException pinned(long ppn) {
        return broken("I5: guest cannot stop while the host has pinned one of its frames", ppn);
    }

    /** Frees every frame. No virtual CPU and no poll of its agents may run; a frame that the host has pinned is an error. */
    void releaseFrames() {
        try (PageBatch frames = new PageBatch(BalloonChannel.MAX_BATCH)) {
            for (long ppn = 0; ppn < nested.pages(); ppn++) {
                long entry = nested.entryAcquire(ppn);
                if (NestedEntry.state(entry) == NestedEntry.BACKED) {
                    if (!memory.table().beginReclaim(NestedEntry.mpn(entry), id)) {
                        memory.free(frames, id, 0); // what no page leads to any more is not lost to the host
                        throw pinned(ppn);
                    }
                    nested.revoke(ppn);
                    nested.ballooned(ppn);
                    nested.cas(ppn, nested.entryAcquire(ppn), NestedEntry.UNBACKED);
                    frames.add(NestedEntry.mpn(entry));
                }
                if (frames.isFull()) {
                    memory.free(frames, id, 0);
                    frames.clear();
                }
            }
            memory.free(frames, id, 0);
        }
    }

    @Override
    public void close() {
        guest.close();
        backend.close();
        channel.close();
        shootdown.close();
        nested.close();
        if (packed != null) {
            packed.close();
        }
    }
}
