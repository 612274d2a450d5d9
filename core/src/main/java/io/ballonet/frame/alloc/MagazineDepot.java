package io.ballonet.frame.alloc;

import io.ballonet.memory.Words;

/**
 * The magazines that no core has: full ones and empty ones, each kind in a list, and the memory of all magazines.
 *
 * <p>There are as many magazines as there were from the start, so that a core which wants an empty one may be refused; it then
 * empties one of its own.
 *
 * <p><b>Concurrency:</b> one lock for both lists. A magazine in the depot is the holder's, one outside belongs to the core or the
 * drain that took it. <b>Progress:</b> blocking, see {@link SpinLock}; no call waits for anything but this lock while it holds it.
 */
final class MagazineDepot {
    /** No magazine of that kind. */
    static final long NONE = -1;

    private final MagazineLayout layout;
    private final long address;
    private final SpinLock lock;

    MagazineDepot(MagazineLayout layout, long address, SpinLock lock) {
        this.layout = layout;
        this.address = address;
        this.lock = lock;
    }

    void lock() {
        lock.lock(address + MagazineLayout.DEPOT_LOCK_OFFSET);
    }

    void unlock() {
        lock.unlock(address + MagazineLayout.DEPOT_LOCK_OFFSET);
    }

    /** Acquisitions of the lock that had to wait. */
    long contended() {
        return lock.contended(address + MagazineLayout.DEPOT_LOCK_OFFSET);
    }

    /** Full magazines; exact when nobody holds the lock. */
    long fullsOpaque() {
        return Words.getOpaque(address + MagazineLayout.DEPOT_FULLS_OFFSET); // pairs with addFulls
    }

    /** Takes a full magazine and leaves an empty one, or does neither and answers {@link #NONE}. */
    long exchangeEmpty(long empty) {
        if (fullsOpaque() == 0) {
            return NONE; // whoever comes this late goes to the allocator behind; saves the lock
        }
        lock();
        long full = popFull();
        if (full != NONE) {
            pushEmpty(empty);
        }
        unlock();
        return full;
    }

    /** Takes an empty magazine and leaves a full one, or does neither and answers {@link #NONE}. */
    long exchangeFull(long full) {
        lock();
        long empty = pop(MagazineLayout.DEPOT_EMPTY_OFFSET);
        if (empty != NONE) {
            push(MagazineLayout.DEPOT_FULL_OFFSET, full);
            addFulls(1);
        }
        unlock();
        return empty;
    }

    /** Under the lock. */
    long popFull() {
        long full = pop(MagazineLayout.DEPOT_FULL_OFFSET);
        if (full != NONE) {
            addFulls(-1);
        }
        return full;
    }

    /** Under the lock. */
    void pushEmpty(long magazine) {
        push(MagazineLayout.DEPOT_EMPTY_OFFSET, magazine);
    }

    /** The first full magazine, or {@link #NONE}. Under the lock. */
    long firstFull() {
        return top(MagazineLayout.DEPOT_FULL_OFFSET);
    }

    /** The first empty magazine, or {@link #NONE}. Under the lock. */
    long firstEmpty() {
        return top(MagazineLayout.DEPOT_EMPTY_OFFSET);
    }

    /** The magazine below one in its list, or {@link #NONE}. Under the lock. */
    long below(long magazine) {
        return Words.get(nextAddress(magazine)) - 1;
    }

    private long top(long listOffset) {
        return Words.get(address + listOffset) - 1;
    }

    private long pop(long listOffset) {
        long magazine = top(listOffset);
        if (magazine != NONE) {
            Words.set(address + listOffset, Words.get(nextAddress(magazine)));
        }
        return magazine;
    }

    private void push(long listOffset, long magazine) {
        Words.set(nextAddress(magazine), Words.get(address + listOffset));
        Words.set(address + listOffset, magazine + 1);
    }

    private void addFulls(long delta) {
        Words.setOpaque(address + MagazineLayout.DEPOT_FULLS_OFFSET, fullsOpaque() + delta); // pairs with fullsOpaque
    }

    private long nextAddress(long magazine) {
        return address + layout.magazineOffset(magazine) + MagazineLayout.NEXT_OFFSET;
    }
}
