package io.ballonet.frame.alloc;

import io.ballonet.memory.Words;

/**
 * Free frames that one core keeps for itself, so that it needs the buddy lists only once a batch: what Linux calls a per-CPU
 * page list.
 *
 * <p>The frame freed last is the first to be used again, while its lines are in the cache; those that have been here longest
 * go back to the lists. Every frame in it has the link {@code set aside}, order 0.
 *
 * <p><b>Concurrency:</b> every method but the two that say so is called by the holder of this page set's lock, who is mostly
 * the core's own thread, else another that passes the same core, or one that drains every set.
 */
final class BuddyPageSet {
    private static final long MASK = BuddyLayout.SET_SLOTS - 1L;

    private final SpinLock lock;
    private final long address;

    /**
     * A page set over zeroed memory.
     *
     * @param address its first byte
     */
    BuddyPageSet(long address, SpinLock lock) {
        this.lock = lock;
        this.address = address;
    }

    void lock() {
        lock.lock(address + BuddyLayout.SET_LOCK_OFFSET);
    }

    void unlock() {
        lock.unlock(address + BuddyLayout.SET_LOCK_OFFSET);
    }

    /** Acquisitions of the lock that had to wait. Any thread. */
    long contended() {
        return lock.contended(address + BuddyLayout.SET_LOCK_OFFSET);
    }

    /** Frames in it; exact when nobody holds the lock. Any thread. */
    long countOpaque() {
        return Words.getOpaque(address + BuddyLayout.SET_COUNT_OFFSET); // pairs with setCount
    }

    boolean isFull() {
        return countOpaque() == BuddyLayout.SET_SLOTS;
    }

    /** Takes the frame that came last, or {@link FrameAllocator#NO_FRAME}. */
    long popHot() {
        long count = countOpaque();
        if (count == 0) {
            return FrameAllocator.NO_FRAME;
        }
        setCount(count - 1);
        return frameAt(cold() + count - 1);
    }

    /** Puts a frame where {@link #popHot} takes it next; the set must not be full. */
    void pushHot(long frame) {
        long count = countOpaque();
        setFrameAt(cold() + count, frame);
        setCount(count + 1);
    }

    /** Takes the frame that has been here longest; the set must not be empty. */
    long popCold() {
        long cold = cold();
        setCold(cold + 1);
        setCount(countOpaque() - 1);
        return frameAt(cold);
    }

    /** Puts a frame where {@link #popHot} takes it last; the set must not be full. */
    void pushCold(long frame) {
        setCold(cold() - 1);
        setFrameAt(cold(), frame);
        setCount(countOpaque() + 1);
    }

    /** The frame at {@code index} from the cold end. */
    long get(long index) {
        return frameAt(cold() + index);
    }

    private long frameAt(long slot) {
        return Integer.toUnsignedLong(Words.getInt(slotAddress(slot)));
    }

    private void setFrameAt(long slot, long frame) {
        Words.setInt(slotAddress(slot), (int) frame);
    }

    private long slotAddress(long slot) {
        return address + BuddyLayout.SET_SLOTS_OFFSET + (slot & MASK) * Integer.BYTES;
    }

    private long cold() {
        return Words.get(address + BuddyLayout.SET_COLD_OFFSET);
    }

    private void setCold(long slot) {
        Words.set(address + BuddyLayout.SET_COLD_OFFSET, slot & MASK);
    }

    private void setCount(long count) {
        Words.setOpaque(address + BuddyLayout.SET_COUNT_OFFSET, count); // pairs with countOpaque
    }
}
