package io.ballonet.peer.alloc;

import io.ballonet.unit.PageSize;

/**
 * A peer that gives addresses: the frame number is the address without the bits that alignment leaves 0.
 *
 * <p>Nothing else is kept of a group, so {@link #close} cannot free what is still held: who allocates frees, or the memory stays
 * until the process ends.
 */
abstract class AddressAllocator extends PeerAllocator {
    private final int shift;

    /** For addresses that are multiples of {@code 1 << shift}. */
    AddressAllocator(String peer, long frames, int cores, int shift) {
        super(peer, frames, cores);
        this.shift = shift;
    }

    /** Address of so many bytes, or 0. */
    abstract long acquire(int order);

    /** Frees what {@link #acquire} gave. */
    abstract void release(long address);

    @Override
    final long take(int order, int core) {
        long address = acquire(order);
        return address == 0 ? NO_FRAME : address >>> shift;
    }

    @Override
    final void give(long frame, int order, int core) {
        release(frame << shift);
    }

    @Override
    final long address(long frame) {
        return frame << shift;
    }

    @Override
    public final void close() {
        /* No resource of ours. */
    }

    static long bytes(int order) {
        return (long) PageSize.BYTES << order;
    }

    static boolean isPageAligned(long address) {
        return (address & PageSize.OFFSET_MASK) == 0;
    }
}
