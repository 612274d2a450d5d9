package io.ballonet.frame.alloc;

import io.ballonet.memory.Words;
import io.ballonet.unit.PageSize;

/**
 * The binary buddy system proper: a doubly linked list of free groups an order, split on demand and merged on every free.
 *
 * <p>A group's buddy is the group of its size with which it makes an aligned one of the next order: the frame number with one
 * bit turned over. Frames that were never used count as groups of order 9 that are not yet listed, so that fresh ones come in
 * ascending order and unused links stay untouched.
 *
 * <p><b>Concurrency:</b> every method but the three that say so is called by the holder of the lock. It writes the links of
 * listed groups; a group that it hands out keeps a stale link, which says free, until the caller writes it.
 *
 * <p>Source: D. E. Knuth, The Art of Computer Programming 1, 2.5, algorithms R and S; Linux, {@code mm/page_alloc.c}.
 */
final class BuddyLists {
    private static final int MAX_ORDER = GroupLink.MAX_ORDER;
    private static final int ORDER_BITS = 4;

    private final SpinLock lock;
    private final long address;
    private final long previousAddress;
    private final long frames;
    private final GroupLinks links;

    BuddyLists(BuddyLayout layout, long address, SpinLock lock, GroupLinks links) {
        this.lock = lock;
        this.address = address;
        this.previousAddress = address + layout.previousOffset();
        this.frames = layout.frames();
        this.links = links;
    }

    void lock() {
        lock.lock(address + BuddyLayout.LOCK_OFFSET);
    }

    void unlock() {
        lock.unlock(address + BuddyLayout.LOCK_OFFSET);
    }

    /** Acquisitions of the lock that had to wait. Any thread. */
    long contended() {
        return lock.contended(address + BuddyLayout.LOCK_OFFSET);
    }

    /** Frames in no list; exact when nobody holds the lock. Any thread. */
    long takenOpaque() {
        return Words.getOpaque(address + BuddyLayout.TAKEN_OFFSET); // pairs with addTaken
    }

    /** Frames from here on were never in a list; exact when nobody holds the lock. Any thread. */
    long freshOpaque() {
        return Words.getOpaque(address + BuddyLayout.FRESH_OFFSET); // pairs with listFresh
    }

    /** Unlists a group of that order, splitting a larger one; {@link FrameAllocator#NO_FRAME} if there is none. */
    long take(int order) {
        int larger = leastListed(order);
        if (larger > MAX_ORDER) {
            return FrameAllocator.NO_FRAME;
        }
        long frame = top(larger) - 1;
        takeTop(frame, larger, order);
        return frame;
    }

    /**
     * Unlists a group of at most {@code most} frames, as large as it can be had without splitting smaller ones apart.
     *
     * @return what {@link #runFrame} and {@link #runOrder} read, or {@link FrameAllocator#NO_FRAME}
     */
    long takeRun(int most) {
        int larger = leastListed(0);
        if (larger > MAX_ORDER) {
            return FrameAllocator.NO_FRAME;
        }
        int order = Math.min(larger, 31 - Integer.numberOfLeadingZeros(most));
        long frame = top(larger) - 1;
        takeTop(frame, larger, order);
        return frame << ORDER_BITS | order;
    }

    static long runFrame(long run) {
        return run >>> ORDER_BITS;
    }

    static int runOrder(long run) {
        return (int) (run & ((1 << ORDER_BITS) - 1));
    }

    /** Lists a group, merged with its buddy, that one with its own, and so on. */
    void give(long first, int firstOrder) {
        addTaken(-(1L << firstOrder));
        long frame = first;
        int order = firstOrder;
        while (order < MAX_ORDER) {
            long buddy = frame ^ (1L << order);
            long link = buddy < frames ? links.linkAcquire(buddy) : GroupLink.INSIDE;
            if (GroupLink.state(link) != GroupLink.LISTED || GroupLink.order(link) != order) {
                break;
            }
            unlist(buddy, link);
            links.linkRelease(Math.max(frame, buddy), GroupLink.INSIDE);
            frame = Math.min(frame, buddy);
            order++;
        }
        list(frame, order);
    }

    /** The least order from {@code order} on with a listed group, after fresh frames were listed if need be. */
    private int leastListed(int order) {
        int least = order;
        while (true) {
            while (least <= MAX_ORDER && top(least) == 0) {
                least++;
            }
            if (least <= MAX_ORDER || !listFresh()) {
                return least;
            }
            least = order;
        }
    }

    /** Lists the next fresh huge frame, or what there is at the end; false if there is nothing. */
    private boolean listFresh() {
        long fresh = freshOpaque();
        if (fresh == frames) {
            return false;
        }
        long end = Math.min(frames, fresh + PageSize.FRAMES_PER_HUGE);
        Words.setOpaque(address + BuddyLayout.FRESH_OFFSET, end); // pairs with freshOpaque
        while (fresh < end) {
            int order = 63 - Long.numberOfLeadingZeros(end - fresh);
            list(fresh, order);
            fresh += 1L << order;
        }
        return true;
    }

    private void takeTop(long frame, int larger, int order) {
        unlist(frame, links.linkAcquire(frame));
        for (int half = larger - 1; half >= order; half--) {
            list(frame + (1L << half), half);
        }
        addTaken(1L << order);
    }

    private void list(long frame, int order) {
        long next = top(order);
        links.linkRelease(frame, GroupLink.listed(order, next));
        Words.set(previousAddress + (frame << 3), 0);
        if (next != 0) {
            Words.set(previousAddress + (next - 1 << 3), frame + 1);
        }
        Words.set(address + BuddyLayout.headOffset(order), frame + 1);
    }

    private void unlist(long frame, long link) {
        long next = GroupLink.next(link);
        long previous = Words.get(previousAddress + (frame << 3));
        if (next != 0) {
            Words.set(previousAddress + (next - 1 << 3), previous);
        }
        if (previous != 0) {
            links.linkRelease(previous - 1, GroupLink.listed(GroupLink.order(link), next));
        } else {
            Words.set(address + BuddyLayout.headOffset(GroupLink.order(link)), next);
        }
    }

    private long top(int order) {
        return Words.get(address + BuddyLayout.headOffset(order));
    }

    private void addTaken(long delta) {
        Words.setOpaque(address + BuddyLayout.TAKEN_OFFSET, takenOpaque() + delta); // pairs with takenOpaque
    }

    /** Compares lists, links and counter, and that no two free buddies stand apart. When no call is in flight. */
    void validate() {
        long fresh = freshOpaque();
        long inLists = 0;
        for (int order = 0; order <= MAX_ORDER; order++) {
            inLists += validateList(order, fresh) << order;
        }
        long byLinks = links.validate(fresh, GroupLink.LISTED);
        if (inLists != byLinks || fresh - inLists != takenOpaque()) {
            throw new IllegalStateException("lists, links and counter differ: inLists=" + inLists + ", byLinks="
                    + byLinks + ", taken=" + takenOpaque() + ", fresh=" + fresh);
        }
    }

    private long validateList(int order, long fresh) {
        long groups = 0;
        long above = 0;
        for (long top = top(order); top != 0; groups++) {
            long frame = top - 1;
            long link = frame < fresh ? links.linkAcquire(frame) : GroupLink.INSIDE;
            long buddy = frame ^ (1L << order);
            if (GroupLink.state(link) != GroupLink.LISTED
                    || GroupLink.order(link) != order
                    || Words.get(previousAddress + (frame << 3)) != above
                    || groups == fresh) {
                throw new IllegalStateException("list holds a frame that it must not: frame=" + frame + ", order="
                        + order + ", link=0x" + Long.toHexString(link) + ", fresh=" + fresh);
            }
            if (order < MAX_ORDER && buddy < fresh && isListed(buddy, order)) {
                throw new IllegalStateException(
                        "two free buddies stand apart: frame=" + frame + ", buddy=" + buddy + ", order=" + order);
            }
            above = top;
            top = GroupLink.next(link);
        }
        return groups;
    }

    private boolean isListed(long frame, int order) {
        long link = links.linkAcquire(frame);
        return GroupLink.state(link) == GroupLink.LISTED && GroupLink.order(link) == order;
    }
}
