package io.ballonet.frame.alloc;

import io.ballonet.memory.Region;
import io.ballonet.memory.Words;

/**
 * A foil: a Treiber stack of free groups an order, one head for all cores, that shows what a contended head costs.
 *
 * <p>The lists, the fresh frames and the splitting are those of {@link ListAllocator}. A head carries a tag that goes up with
 * every change, so that a group that went and came back (ABA) does not pass for one that stayed; an error would need 2^32
 * changes during one call.
 *
 * <p><b>Concurrency:</b> every thread reads and writes the heads and the mark by compare-and-set. A link is written by the
 * thread that owns the group: the one that popped it, or the one whose compare-and-set took it from allocated.
 * <b>Progress:</b> lock-free. While another call splits a larger group, or holds the frames that alignment passed over, an
 * allocation can answer {@link #NO_FRAME} although those are free.
 *
 * <p>Source: R. K. Treiber, Systems Programming: Coping with Parallelism, IBM RJ 5118, 1986. The stacks of several orders and
 * the mark are ours.
 */
class CasListAllocator extends ListAllocator {
    private final int cores;

    /** As {@link ListAllocator}'s. */
    CasListAllocator(ListLayout layout, long address, Runnable unmap) {
        super(layout, address, unmap);
        this.cores = layout.cores();
    }

    static CasListAllocator create(long frames, int cores) {
        Misuse.checkShape(frames, cores, GroupLink.MOST_FRAMES, Integer.MAX_VALUE);
        ListLayout layout = new ListLayout(frames, cores);
        Region region = Region.map(layout.lengthBytes());
        return new CasListAllocator(layout, region.address(), region::close);
    }

    @Override
    final long pop(int order, int core) {
        long headAddress = headAddress(order);
        long failed = 0;
        while (true) {
            long head = headAcquire(headAddress);
            long top = ListLayout.top(head);
            if (top == 0) {
                count(failed, core);
                return NO_FRAME;
            }
            // Another thread may have popped the group by now: the link is then stale, and so is the head's tag.
            long next = GroupLink.next(links.linkAcquire(top - 1));
            if (casHead(headAddress, head, headWith(head, next & ListLayout.TOP_MASK))) {
                count(failed, core);
                return top - 1;
            }
            failed++;
        }
    }

    @Override
    final void push(long frame, int order, int core) {
        long headAddress = headAddress(order);
        long failed = -1;
        long head;
        do {
            head = headAcquire(headAddress);
            links.linkRelease(frame, GroupLink.listed(order, ListLayout.top(head)));
            failed++;
        } while (!casHead(headAddress, head, headWith(head, frame + 1)));
        count(failed, core);
    }

    @Override
    final boolean disown(long frame, int order) {
        long allocated = GroupLink.allocated(order);
        return links.casLink(frame, allocated, GroupLink.setAside(order)); // pairs with linkRelease of who took it
    }

    @Override
    final boolean moveFresh(long expected, long mark, int core) {
        boolean moved = Words.compareAndSet(freshAddress(), expected, mark); // pairs with itself and freshAcquire
        count(moved ? 0 : 1, core);
        return moved;
    }

    private static long headAcquire(long headAddress) {
        return Words.getAcquire(headAddress); // pairs with casHead
    }

    private static boolean casHead(long headAddress, long expected, long head) {
        return Words.compareAndSet(headAddress, expected, head); // full fence on success; pairs with headAcquire
    }

    /** The next value of a head; the weakened twin of the tests leaves the tag as it is. */
    long headWith(long head, long top) {
        return ListLayout.headWith(head, top);
    }

    private void count(long failed, int core) {
        if (failed != 0) {
            Words.getAndAdd(retriesAddress(core), failed); // two threads may pass one core; pairs with retries
        }
    }

    @Override
    public final long retries() {
        long retries = 0;
        for (int core = 0; core < cores; core++) {
            retries += Words.getOpaque(retriesAddress(core)); // a count; pairs with count
        }
        return retries;
    }
}
