package io.ballonet.guest;

import io.ballonet.memory.Words;
import io.ballonet.paging.Fault;
import io.ballonet.paging.Mmu;
import io.ballonet.paging.NestedFaultHandler;
import io.ballonet.paging.Shootdown;
import io.ballonet.paging.SoftTlb;
import io.ballonet.unit.PageSize;

/**
 * A virtual CPU: reads and writes a process's bytes through translation.
 *
 * <p>It is inside the guest between {@link #enter} and {@link #exit} and must {@link #poll} often there, at least every few
 * hundred accesses: shootdowns wait for it. A fault takes it outside, to the guest's kernel or the host, and back; an access
 * returns when it has been made. An access while outside is a misuse and throws.
 *
 * <p><b>Threads:</b> one at a time. An access that hits the TLB is wait-free and touches no line that others write; one that
 * faults may block.
 */
public final class VirtualCpu implements AutoCloseable {
    private final String name;
    private final Mmu mmu;
    private final GuestKernel kernel;
    private final NestedFaultHandler nestedFaults;
    private final Shootdown.Participant participant;
    private final SoftTlb tlb;
    private AddressSpace space;
    private long tlbMisses;
    private long guestFaults;
    private long hostFaults;

    VirtualCpu(
            String name,
            Mmu mmu,
            GuestKernel kernel,
            NestedFaultHandler nestedFaults,
            Shootdown.Participant participant,
            AddressSpace space,
            int tlbEntries) {
        this.name = name;
        this.mmu = mmu;
        this.kernel = kernel;
        this.nestedFaults = nestedFaults;
        this.participant = participant;
        this.space = space;
        this.tlb = new SoftTlb(tlbEntries);
    }

    public String name() {
        return name;
    }

    /** Runs another process from the next access on. */
    public void switchTo(AddressSpace next) {
        kernel.requireOwn(next);
        if (!next.equals(space)) {
            space = next;
            tlb.drop();
        }
    }

    /** Goes inside the guest. */
    public void enter() {
        participant.enter(tlb);
        tlb.setInside(true);
    }

    /** Goes outside: nothing waits for this virtual CPU any more. */
    public void exit() {
        tlb.setInside(false);
        participant.exit();
    }

    /** A point where no access is under way: shootdowns go on. */
    public void poll() {
        participant.poll(tlb);
    }

    /** Reads 8 bytes at {@code va}, which must be a multiple of 8. */
    public long readLong(long va) {
        long address = tlb.lookupRead(va);
        return Words.get(address != 0 ? address : resolve(va, false));
    }

    /** Writes 8 bytes at {@code va}, which must be a multiple of 8. */
    public void writeLong(long va, long value) {
        long address = tlb.lookupWrite(va);
        Words.set(address != 0 ? address : resolve(va, true), value);
    }

    /** Reads one byte. */
    public byte readByte(long va) {
        long aligned = va & -Long.BYTES;
        long address = tlb.lookupRead(aligned);
        return Words.getByte((address != 0 ? address : resolve(aligned, false)) + (va - aligned));
    }

    /** Writes one byte. */
    public void writeByte(long va, byte value) {
        long aligned = va & -Long.BYTES;
        long address = tlb.lookupWrite(aligned);
        Words.setByte((address != 0 ? address : resolve(aligned, true)) + (va - aligned), value);
    }

    /** Walks, faults, and walks again until the translation stands. */
    private long resolve(long va, boolean write) {
        if (!participant.isInside()) {
            throw new IllegalStateException("access outside the guest: virtualCpu=" + name + ", va=0x"
                    + Long.toHexString(va) + ": call enter() first");
        }
        tlbMisses++;
        for (; ; ) {
            long result = mmu.translate(space.root(), va, write, tlb);
            if (!Fault.isFault(result)) {
                return result;
            }
            exit();
            try {
                handle(result, va);
            } finally {
                enter();
            }
        }
    }

    private void handle(long fault, long va) {
        switch (Fault.kind(fault)) {
            case Fault.NESTED -> {
                hostFaults++;
                nestedFaults.back(Fault.page(fault));
            }
            case Fault.NOT_PRESENT -> {
                guestFaults++;
                kernel.handleFault(space, Fault.page(fault));
            }
            case Fault.READ_ONLY -> throw fault("write to a read-only page", va);
            case Fault.BAD_PAGE -> throw fault("page table names a page that the guest does not have", va);
            default -> throw fault("address is misaligned or not canonical", va);
        }
    }

    private SegmentationFault fault(String what, long va) {
        return new SegmentationFault(what + ": virtualCpu=" + name + ", process=" + space.name() + ", va=0x"
                + Long.toHexString(va) + ", vpn=" + (va >>> PageSize.SHIFT));
    }

    /** Accesses that walked. */
    public long tlbMisses() {
        return tlbMisses;
    }

    /** Faults handled by the guest's kernel. */
    public long guestFaults() {
        return guestFaults;
    }

    /** Faults handled by the host. */
    public long hostFaults() {
        return hostFaults;
    }

    @Override
    public void close() {
        exit();
        tlb.close();
    }
}
