package io.ballonet.host;

import io.ballonet.balloon.backend.BalloonBackend;
import io.ballonet.frame.MachineMemory;
import io.ballonet.frame.alloc.FrameAllocator;
import io.ballonet.paging.NestedEntry;
import io.ballonet.paging.NestedFaultHandler;
import io.ballonet.paging.NestedTable;
import io.ballonet.telemetry.FaultEvent;
import java.util.concurrent.atomic.LongAdder;

/**
 * The host's answers to one guest's nested faults: a zeroed frame for an unbacked page, a wait for one in transit, and a popped
 * page for one that was ballooned and touched all the same.
 *
 * <p><b>Concurrency:</b> any thread; the winner of the compare-and-set on the entry backs the page, the others give their
 * frame back. {@link #tryBack} is lock-free; {@link #back} waits, with a bound, outside the guest.
 */
final class NestedFaults implements NestedFaultHandler {
    private final int guestId;
    private final String guestName;
    private final int core;
    private final NestedTable nested;
    private final MachineMemory memory;
    private final BalloonBackend backend;
    private final Progress progress;
    private final long timeoutNs;
    private final LongAdder backed = new LongAdder();
    private final LongAdder waits = new LongAdder();

    NestedFaults(
            int guestId,
            String guestName,
            int core,
            NestedTable nested,
            MachineMemory memory,
            BalloonBackend backend,
            Progress progress,
            long timeoutNs) {
        this.guestId = guestId;
        this.guestName = guestName;
        this.core = core;
        this.nested = nested;
        this.memory = memory;
        this.backend = backend;
        this.progress = progress;
        this.timeoutNs = timeoutNs;
    }

    @Override
    public boolean tryBack(long ppn) {
        for (; ; ) {
            long entry = nested.entryAcquire(ppn);
            int state = NestedEntry.state(entry);
            if (state == NestedEntry.BACKED) {
                return true;
            }
            if (state == NestedEntry.IN_TRANSIT) {
                return false;
            }
            long mpn = memory.allocate(guestId, core);
            if (mpn == FrameAllocator.NO_FRAME) {
                return false;
            }
            if (nested.cas(ppn, entry, NestedEntry.back(entry, mpn))) { // pairs with the walk's entryAcquire
                backed.increment();
                FaultEvent.emit(guestId, ppn, "nested");
                if (state == NestedEntry.BALLOONED) {
                    backend.popped(ppn);
                }
                return true;
            }
            memory.giveBack(mpn, guestId, core);
        }
    }

    @Override
    public void back(long ppn) {
        if (tryBack(ppn)) {
            return;
        }
        waits.increment();
        long start = System.nanoTime();
        for (int attempt = 0; !tryBack(ppn); attempt++) {
            if (System.nanoTime() - start > timeoutNs) {
                throw new HostOutOfMemoryException("host has no frame for a guest: guest=" + guestName + ", ppn=" + ppn
                        + ", freeFrames=" + memory.freeFrames() + ", frames=" + memory.frames() + ", waitedNs="
                        + (System.nanoTime() - start));
            }
            progress.await(attempt);
        }
    }

    /** Pages backed since boot. */
    long backed() {
        return backed.sum();
    }

    /** Faults that had to wait. */
    long waits() {
        return waits.sum();
    }
}
