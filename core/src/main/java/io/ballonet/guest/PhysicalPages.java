package io.ballonet.guest;

import io.ballonet.memory.Words;
import io.ballonet.paging.Fault;
import io.ballonet.paging.Mmu;
import io.ballonet.paging.NestedFaultHandler;
import io.ballonet.paging.Shootdown;
import io.ballonet.unit.PageSize;

/**
 * The guest kernel's own access to whole pages by PPN: through the nested table, so it may fault there (double paging), and
 * inside the guest while it touches bytes, so no frame is freed under it (I2).
 *
 * <p><b>Threads:</b> under the kernel lock: one participant serves all.
 */
final class PhysicalPages {
    private final Mmu mmu;
    private final Shootdown.Participant participant;
    private final NestedFaultHandler faults;
    private long nestedFaults;

    PhysicalPages(Mmu mmu, Shootdown.Participant participant, NestedFaultHandler faults) {
        this.mmu = mmu;
        this.participant = participant;
        this.faults = faults;
    }

    /** Copies the page into the swap buffer. */
    void copyTo(long ppn, GuestSwap swap) {
        long address = enter(ppn, false);
        swap.copyIn(address);
        participant.exit();
    }

    /** Copies the swap buffer into the page. */
    void copyFrom(long ppn, GuestSwap swap) {
        long address = enter(ppn, true);
        swap.copyOut(address);
        participant.exit();
    }

    void zero(long ppn) {
        long address = enter(ppn, true);
        Words.zero(address, PageSize.BYTES);
        participant.exit();
    }

    private long enter(long ppn, boolean write) {
        for (; ; ) {
            participant.enter();
            long address = mmu.translatePage(ppn, write);
            if (!Fault.isFault(address)) {
                return address;
            }
            participant.exit();
            nestedFaults++;
            faults.back(ppn);
        }
    }

    /** Faults that the guest's own paging took in the nested table. */
    long nestedFaults() {
        return nestedFaults;
    }
}
