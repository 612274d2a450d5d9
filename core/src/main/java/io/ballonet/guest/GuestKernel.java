package io.ballonet.guest;

import io.ballonet.balloon.driver.GuestMemory;
import io.ballonet.frame.alloc.FrameAllocator;
import io.ballonet.frame.alloc.FrameAllocators;
import io.ballonet.memory.PageBatch;
import io.ballonet.paging.AccessBitmap;
import io.ballonet.paging.GuestEntry;
import io.ballonet.paging.GuestPageTables;
import io.ballonet.paging.NestedFaultHandler;
import io.ballonet.paging.ReverseMap;
import io.ballonet.paging.Shootdown;
import io.ballonet.scan.AccessView;
import io.ballonet.scan.PackedAccessView;
import io.ballonet.scan.ReverseMapView;
import io.ballonet.scan.ScanStrategies;
import io.ballonet.scan.ScanStrategy;
import io.ballonet.telemetry.FaultEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The paging of one guest: faults, its own replacement and swap, and what its balloon driver asks of it.
 *
 * <p>A fault on an empty entry maps a page that reads zeros; on a swapped one, a page read back from swap; on a pinned one, the
 * page itself if it has not left yet. When no page is free, replacement evicts a batch; when nothing can be evicted, the
 * balloon deflates; when there is none, the process gets {@link GuestOutOfMemoryException}.
 *
 * <p><b>Concurrency:</b> one lock serves all slow paths. Whoever waits for it is outside the guest, so a grace period that is
 * waited for under the lock always ends unless a virtual CPU does not poll, and that wait has a bound. Scans take no
 * lock.
 */
public final class GuestKernel implements GuestMemory, AutoCloseable {
    private static final int MAX_BATCH = 512;
    private static final long NO_PAGE = FrameAllocator.NO_FRAME;
    private static final long HANDLED = -2;

    private final int guestId;
    private final String name;
    private final GuestPageTables tables;
    private final ReverseMap reverseMap;
    private final Shootdown shootdown;
    private final NestedFaultHandler nestedFaults;
    private final OutOfMemoryRelief relief;
    private final long graceTimeoutNs;
    private final int evictionBatch;
    private final boolean shootdownOnClear;

    private final ReentrantLock lock = new ReentrantLock();
    private final FrameAllocator pages;
    private final PageInfo info;
    private final @Nullable GuestSwap swap;
    private final PhysicalPages physical;
    private final AccessView view;
    private final ScanStrategy scan;
    private final Replacement replacement;
    private final PageBatch victims = new PageBatch(MAX_BATCH);
    private final List<AddressSpace> spaces = new ArrayList<>();
    private volatile long majorFaults;
    private volatile long minorFaults;
    private long balloonWriteBacks;
    private long rescues;
    private long oomReliefs;

    GuestKernel(GuestSettings settings, Guest.Wiring wiring) {
        this.guestId = wiring.id();
        this.name = settings.name;
        this.tables = wiring.tables();
        this.shootdown = wiring.shootdown();
        this.nestedFaults = wiring.nestedFaults();
        this.relief = wiring.relief();
        this.graceTimeoutNs = settings.graceTimeoutNs;
        this.evictionBatch = Math.clamp(settings.replacementBatch, 1, MAX_BATCH);
        this.shootdownOnClear = settings.shootdownOnClear;
        this.reverseMap = new ReverseMap(settings.pages);
        this.pages = FrameAllocators.REGISTRY.named(settings.pageAllocator).create(settings.pages, 1);
        this.info = new PageInfo(settings.pages);
        this.swap = settings.swapPages > 0 ? new GuestSwap(settings.swapDirectory, settings.swapPages) : null;
        this.physical = new PhysicalPages(wiring.mmu(), shootdown.register(name + "/kernel"), nestedFaults);
        AccessBitmap packed = wiring.packed();
        this.view = packed == null
                ? new ReverseMapView(reverseMap, tables)
                : new PackedAccessView(packed, reverseMap.mappedAddress());
        this.scan = ScanStrategies.REGISTRY.named(settings.replacement).create(settings.pages, settings.seed);
        this.replacement = new Replacement(tables, reverseMap, info, swap, physical, MAX_BATCH);
    }

    AddressSpace newSpace(String spaceName, long spacePages) {
        lock.lock();
        try {
            int id = spaces.size();
            AddressSpace space = new AddressSpace(id, spaceName, tables.newRoot(id), spacePages);
            spaces.add(space);
            return space;
        } finally {
            lock.unlock();
        }
    }

    /** Another guest's process would be walked in this guest's tables. */
    void requireOwn(AddressSpace space) {
        lock.lock();
        try {
            if (!spaces.contains(space)) {
                throw new IllegalArgumentException(
                        "process is not this guest's: guest=" + name + ", process=" + space.name());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Makes {@code vpn} present, whatever it takes. The caller is outside the guest. */
    void handleFault(AddressSpace space, long vpn) {
        if (vpn < 0 || vpn >= space.pages()) {
            throw new SegmentationFault("address out of range: guest=" + name + ", process=" + space.name() + ", vpn="
                    + vpn + ", pages=" + space.pages());
        }
        long held = NO_PAGE;
        while (true) {
            long result = tryFault(space, vpn, held);
            if (result == HANDLED) {
                return;
            }
            if (result == NO_PAGE) {
                relieveOutOfMemory();
            } else {
                held = result;
                backOrFree(held);
            }
        }
    }

    /* Outside the lock: waiting for a frame under it could keep out the very driver that is to free one. */
    private void backOrFree(long held) {
        try {
            nestedFaults.back(held);
        } catch (RuntimeException e) {
            pages.free(held, 0, 0);
            throw e;
        }
    }

    /**
     * One attempt, with a page that an earlier one took or {@link #NO_PAGE}.
     *
     * @return {@link #HANDLED}; {@link #NO_PAGE} if no page can be had; or a page to be backed before the next attempt
     */
    private long tryFault(AddressSpace space, long vpn, long held) {
        lock.lock();
        try {
            long offset = tables.leafOrCreate(space.root(), vpn);
            long entry = tables.entryAcquire(offset);
            boolean isRescued = replacement.rescue(offset);
            if (isRescued
                    || GuestEntry.isPresent(entry)) { // pinned and not gone yet, or another virtual CPU was faster
                if (held != NO_PAGE) {
                    pages.free(held, 0, 0);
                }
                if (isRescued) {
                    rescues++;
                    FaultEvent.emit(guestId, vpn, "rescue");
                }
                return HANDLED;
            }
            long ppn = held != NO_PAGE ? held : takePage();
            if (ppn == NO_PAGE) {
                return NO_PAGE;
            }
            boolean isSwapped = GuestEntry.isSwapped(entry);
            if ((isSwapped || info.hasResidue(ppn)) && !nestedFaults.tryBack(ppn)) {
                return ppn; // its bytes are about to be written, and a frame for them is waited for outside the lock
            }
            fillOrFree(ppn, isSwapped, entry);
            reverseMap.mapRelease(ppn, offset);
            tables.setRelease(offset, GuestEntry.present(ppn, true)); // pairs with the walk's entryAcquire
            return HANDLED;
        } finally {
            lock.unlock();
        }
    }

    private void fillOrFree(long ppn, boolean isSwapped, long entry) {
        try {
            if (isSwapped) {
                swapIn(ppn, GuestEntry.slot(entry));
            } else {
                zeroFill(ppn);
            }
        } catch (RuntimeException e) {
            info.set(ppn, PageInfo.NO_SLOT, true);
            pages.free(ppn, 0, 0);
            throw e;
        }
    }

    private void swapIn(long ppn, long slot) {
        GuestSwap file = swap;
        if (file == null) {
            throw new IllegalStateException("swapped page without swap: guest=" + name + ", slot=" + slot);
        }
        file.read(slot);
        physical.copyFrom(ppn, file);
        info.set(ppn, slot, true);
        majorFaults = majorFaults() + 1;
        FaultEvent.emit(guestId, ppn, "major");
    }

    private void zeroFill(long ppn) {
        if (info.hasResidue(ppn)) {
            physical.zero(ppn);
        }
        info.set(ppn, PageInfo.NO_SLOT, false);
        minorFaults = minorFaults() + 1;
        FaultEvent.emit(guestId, ppn, "minor");
    }

    private long takePage() {
        long ppn = pages.allocate(0, 0);
        while (ppn == NO_PAGE && evict(evictionBatch) > 0) {
            ppn = pages.allocate(0, 0);
        }
        return ppn;
    }

    /**
     * Evicts up to {@code wanted} pages to the free list; returns how many. Goes on while the scan finds victims that cannot be
     * taken (dirty, with swap full or absent), for at most two looks at every page. Where a scan that clears nothing finds that
     * every page was accessed, the bits are cleared for it and it looks again. Under the lock.
     */
    private int evict(int wanted) {
        long examined = scan.pagesExamined();
        int evicted = 0;
        boolean found = true;
        boolean isAged = false;
        while (found && evicted == 0 && scan.pagesExamined() - examined <= 2 * pages.frames()) {
            victims.clear();
            long cleared = scan.bitsCleared();
            found = scan.selectVictims(view, wanted, victims) > 0;
            if (!found && !isAged) {
                isAged = true;
                scan.pass(view, true);
                examined = scan.pagesExamined();
                found = scan.selectVictims(view, wanted, victims) > 0;
            }
            if (replacement.pin(victims) > 0) {
                awaitUnreachable(shootdownOnClear && scan.bitsCleared() != cleared);
                evicted = replacement.settle(victims);
                pages.freeBatch(victims, 0);
            }
        }
        return evicted;
    }

    private void awaitUnreachable(boolean forgetAll) {
        long generation = victims.size() == 1 && !forgetAll
                ? shootdown.begin(tables.vpnOf(reverseMap.entryOffsetAcquire(victims.get(0))))
                : shootdown.begin();
        String laggard = shootdown.await(generation, graceTimeoutNs);
        if (laggard != null) {
            replacement.unpin(victims);
            throw new StalledVirtualCpuException("virtual CPU does not poll: guest=" + name + ", virtualCpu=" + laggard
                    + ", timeoutNs=" + graceTimeoutNs);
        }
    }

    private void relieveOutOfMemory() {
        long deadline = System.nanoTime() + graceTimeoutNs;
        oomReliefs++;
        while (pages.freeFrames() == 0) {
            if (!relief.relieve(evictionBatch) || System.nanoTime() - deadline > 0) {
                if (pages.freeFrames() > 0) {
                    return;
                }
                throw new GuestOutOfMemoryException(
                        "guest is out of memory: guest=" + name + ", pages=" + pages.frames()
                                + ", freeSwapSlots=" + (swap == null ? 0 : swap.freeSlots())
                                + ": nothing to evict and no balloon to deflate");
            }
        }
    }

    @Override
    public long pages() {
        return pages.frames();
    }

    @Override
    public long freePages() {
        return pages.freeFrames();
    }

    @Override
    public AccessView view() {
        return view;
    }

    @Override
    public int takeFree(PageBatch batch, int count) {
        return pages.allocateBatch(batch, count, 0);
    }

    @Override
    public int pin(PageBatch batch) {
        lock.lock();
        try {
            return replacement.pin(batch);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void unpin(PageBatch batch) {
        lock.lock();
        try {
            replacement.unpin(batch);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int chooseVictims(PageBatch batch, int count) {
        lock.lock();
        try {
            return scan.selectVictims(view, count, batch);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long beginGrace() {
        return shootdown.begin();
    }

    @Override
    public boolean isGraceComplete(long generation) {
        return shootdown.isComplete(generation);
    }

    @Override
    public int settle(PageBatch pinned) {
        lock.lock();
        try {
            long before = replacement.swappedOut();
            int settled = replacement.settle(pinned);
            balloonWriteBacks += replacement.swappedOut() - before;
            return settled;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void release(PageBatch batch, boolean fresh) {
        if (batch.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            if (fresh) {
                for (int i = 0; i < batch.size(); i++) {
                    info.set(batch.get(i), PageInfo.NO_SLOT, false);
                }
            }
            pages.freeBatch(batch, 0);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void adopt(long ppn) {
        lock.lock();
        try {
            if (reverseMap.entryOffsetAcquire(ppn) == 0 && !pages.isFree(ppn)) {
                info.set(ppn, PageInfo.NO_SLOT, true);
                pages.free(ppn, 0, 0);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long majorFaults() {
        return majorFaults;
    }

    @Override
    public long minorFaults() {
        return minorFaults;
    }

    @Override
    public long swappedOut() {
        return replacement.swappedOut();
    }

    /** Dirty pages written to swap because the balloon took them. */
    public long balloonWriteBacks() {
        return balloonWriteBacks;
    }

    /** Pages that a process touched while they were pinned and not yet given away. */
    public long rescues() {
        return rescues;
    }

    /** Times that no page was free and nothing could be evicted. */
    public long oomReliefs() {
        return oomReliefs;
    }

    /** Pages that replacement and balloon dropped without a write. */
    public long droppedClean() {
        return replacement.droppedClean();
    }

    /** Dirty pages that stayed because swap is full. */
    public long swapFull() {
        return replacement.swapFull();
    }

    /** Nested faults that the guest's own paging took (double paging). */
    public long kernelNestedFaults() {
        return physical.nestedFaults();
    }

    /** Bytes of page tables, reverse map, page allocator and page states. */
    public long metadataBytes() {
        return tables.metadataBytes() + reverseMap.metadataBytes() + pages.metadataBytes() + info.metadataBytes();
    }

    /** Physical page and state of a virtual page, in words, for people. */
    public String describe(AddressSpace space, long vpn) {
        long offset = tables.leaf(space.root(), vpn);
        return GuestEntry.toString(offset == 0 ? GuestEntry.EMPTY : tables.entryAcquire(offset));
    }

    /** PPN that maps {@code vpn}, or -1. */
    public long ppnOf(AddressSpace space, long vpn) {
        long offset = tables.leaf(space.root(), vpn);
        long entry = offset == 0 ? GuestEntry.EMPTY : tables.entryAcquire(offset);
        return GuestEntry.isPresent(entry) ? GuestEntry.ppn(entry) : -1;
    }

    /** True if a process's entry leads to the page. */
    public boolean isMapped(long ppn) {
        return reverseMap.entryOffsetAcquire(ppn) != 0;
    }

    /** Pages that are neither a process's nor free: at rest, those that the balloon driver has. */
    long pagesNeitherMappedNorFree() {
        long elsewhere = 0;
        for (long ppn = 0; ppn < pages.frames(); ppn++) {
            elsewhere += isMapped(ppn) || pages.isFree(ppn) ? 0 : 1;
        }
        return elsewhere;
    }

    /** Checks allocator, reverse map and tables against each other. Only while no virtual CPU runs. */
    void validate() {
        pages.validate();
        for (long ppn = 0; ppn < pages.frames(); ppn++) {
            long offset = reverseMap.entryOffsetAcquire(ppn);
            if (offset == 0) {
                continue;
            }
            long entry = tables.entryAcquire(offset);
            boolean maps = (GuestEntry.isPresent(entry) || GuestEntry.isPinned(entry)) && GuestEntry.ppn(entry) == ppn;
            if (!maps || pages.isFree(ppn)) {
                throw new IllegalStateException("guest book: guest=" + name + ", ppn=" + ppn + ", entry="
                        + GuestEntry.toString(entry) + ", free=" + pages.isFree(ppn));
            }
        }
    }

    @Override
    public void close() {
        scan.close();
        victims.close();
        replacement.close();
        if (swap != null) {
            swap.close();
        }
        info.close();
        pages.close();
        reverseMap.close();
    }
}
