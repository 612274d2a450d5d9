package io.ballonet.frame.alloc;

import io.ballonet.memory.PageBatch;
import io.ballonet.memory.Region;
import io.ballonet.memory.Words;

/**
 * A foil: a list of free groups an order behind one lock, that shows what a contended lock costs.
 *
 * <p>The lists, the fresh frames and the splitting are those of {@link ListAllocator}; a batch holds the lock throughout.
 *
 * <p><b>Concurrency:</b> only the holder of the lock writes heads and mark; any thread reads them when nothing is in flight.
 * Links are read at any time, and written under the lock. <b>Progress:</b> blocking, see {@link SpinLock}.
 *
 * <p>Source: D. E. Knuth, The Art of Computer Programming 1, 2.2.3 (linked stacks). A list behind a lock is also what LLFree
 * (USENIX ATC '23) is measured against.
 */
final class LockListAllocator extends ListAllocator {
    private final SpinLock lock;
    private final long lockAddress;

    /**
     * As {@link ListAllocator}'s.
     *
     * @param lock {@link SpinLock#PLAIN} but in tests
     */
    LockListAllocator(ListLayout layout, long address, SpinLock lock, Runnable unmap) {
        super(layout, address, unmap);
        this.lock = lock;
        this.lockAddress = address + ListLayout.LOCK_OFFSET;
    }

    static LockListAllocator create(long frames, int cores) {
        Misuse.checkShape(frames, cores, GroupLink.MOST_FRAMES, Integer.MAX_VALUE);
        ListLayout layout = new ListLayout(frames, cores);
        Region region = Region.map(layout.lengthBytes());
        return new LockListAllocator(layout, region.address(), SpinLock.PLAIN, region::close);
    }

    @Override
    public long allocate(int order, int core) {
        lock.lock(lockAddress);
        try {
            return super.allocate(order, core);
        } finally {
            lock.unlock(lockAddress);
        }
    }

    @Override
    public void free(long frame, int order, int core) {
        lock.lock(lockAddress);
        try {
            super.free(frame, order, core);
        } finally {
            lock.unlock(lockAddress);
        }
    }

    @Override
    public int allocateBatch(PageBatch destination, int count, int core) {
        lock.lock(lockAddress);
        try {
            return super.allocateBatch(destination, count, core);
        } finally {
            lock.unlock(lockAddress);
        }
    }

    @Override
    public void freeBatch(PageBatch source, int core) {
        lock.lock(lockAddress);
        try {
            super.freeBatch(source, core);
        } finally {
            lock.unlock(lockAddress);
        }
    }

    @Override
    long pop(int order, int core) {
        long headAddress = headAddress(order);
        long top = Words.get(headAddress);
        if (top == 0) {
            return NO_FRAME;
        }
        Words.set(headAddress, GroupLink.next(links.linkAcquire(top - 1)));
        return top - 1;
    }

    @Override
    void push(long frame, int order, int core) {
        long headAddress = headAddress(order);
        links.linkRelease(frame, GroupLink.listed(order, Words.get(headAddress)));
        Words.set(headAddress, frame + 1);
    }

    @Override
    boolean disown(long frame, int order) {
        return links.linkAcquire(frame) == GroupLink.allocated(order); // push writes it, still under the lock
    }

    @Override
    boolean moveFresh(long expected, long mark, int core) {
        Words.setRelease(freshAddress(), mark); // pairs with freshAcquire
        return true;
    }

    @Override
    public long retries() {
        return lock.contended(lockAddress);
    }
}
