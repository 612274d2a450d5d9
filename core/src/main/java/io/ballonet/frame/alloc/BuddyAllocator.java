package io.ballonet.frame.alloc;

import io.ballonet.memory.PageBatch;
import io.ballonet.memory.Region;

/**
 * A binary buddy behind one lock, with a set of free frames for each core in front of it, as Linux has it.
 *
 * <p>Single frames come from and go to the core's {@link BuddyPageSet}, which takes {@link BuddyLayout#BATCH} frames from the
 * {@link BuddyLists} when it is empty and gives as many back when it is full; other orders go to the lists. When the lists
 * have nothing, every page set is emptied into them before an allocation fails, so that free frames merge wherever they
 * lie. Frames in page sets are free: every query counts them, and a second free of one is found by its link.
 *
 * <p><b>Concurrency:</b> one lock for the lists, one for each page set; a thread takes at most one page set's, then the lists'.
 * A frame is freed by the compare-and-set of its link, a larger group by a look at it under the lists' lock, so that of two
 * threads that free it one gets an error; the link is written before the group can be found again. <b>Progress:</b> blocking, see {@link SpinLock}. While other calls are in flight
 * an allocation can answer {@link #NO_FRAME} although a page set holds a frame that was just moved there.
 *
 * <p>Source: D. E. Knuth, The Art of Computer Programming 1, 2.5; Linux, {@code mm/page_alloc.c}: {@code rmqueue},
 * {@code free_one_page}, {@code free_pcppages_bulk}, {@code drain_all_pages}.
 *
 * <p>Deviations from Linux: only order 0 has page sets (Linux keeps orders 0 to 3, and 9, with a list for each migration type);
 * their high mark is fixed, where Linux moves it with the zone's size and the load; a page set is an array and not a list; any
 * thread may pass any core, so that a lock guards each set also against its own core (Linux tries it and else takes the zone's
 * lock); draining is done by the thread that needs it, where Linux asks each CPU to; no zones, no watermarks, one migration type;
 * largest order 9, Linux's is 10.
 */
final class BuddyAllocator implements FrameAllocator {
    private static final long ALLOCATED = GroupLink.allocated(0);
    private static final long SET_ASIDE = GroupLink.setAside(0);

    private final BuddyLayout layout;
    private final int cores;
    private final long frames;
    private final GroupLinks links;
    private final BuddyLists lists;
    private final BuddyPageSet[] pageSets;
    private final Runnable unmap;

    /**
     * An allocator over zeroed memory.
     *
     * @param address first byte of {@code layout.lengthBytes()} bytes
     * @param lock {@link SpinLock#PLAIN} but in tests
     * @param unmap what {@link #close} does with the memory
     */
    BuddyAllocator(BuddyLayout layout, long address, SpinLock lock, Runnable unmap) {
        this.layout = layout;
        this.cores = layout.cores();
        this.frames = layout.frames();
        this.links = new GroupLinks(address + layout.linksOffset(), frames);
        this.lists = new BuddyLists(layout, address, lock, links);
        this.pageSets = new BuddyPageSet[cores];
        for (int core = 0; core < cores; core++) {
            pageSets[core] = new BuddyPageSet(address + BuddyLayout.setOffset(core), lock);
        }
        this.unmap = unmap;
    }

    static BuddyAllocator create(long frames, int cores) {
        Misuse.checkShape(frames, cores, GroupLink.MOST_FRAMES, 1 << 16);
        BuddyLayout layout = new BuddyLayout(frames, cores);
        Region region = Region.map(layout.lengthBytes());
        return new BuddyAllocator(layout, region.address(), SpinLock.PLAIN, region::close);
    }

    @Override
    public long allocate(int order, int core) {
        Misuse.checkCall(order, GroupLink.MAX_ORDER, core, cores);
        long frame = order == 0 ? takeFromSet(pageSets[core]) : takeFromLists(order);
        if (frame == NO_FRAME) {
            drainAll();
            frame = takeFromLists(order);
        }
        return frame;
    }

    private long takeFromSet(BuddyPageSet set) {
        set.lock();
        try {
            long frame = set.popHot();
            if (frame == NO_FRAME) {
                refill(set);
                frame = set.popHot();
            }
            if (frame != NO_FRAME) {
                links.linkRelease(frame, ALLOCATED); // pairs with casLink in disown
            }
            return frame;
        } finally {
            set.unlock();
        }
    }

    private long takeFromLists(int order) {
        lists.lock();
        try {
            long frame = lists.take(order);
            if (frame != NO_FRAME) {
                links.linkRelease(frame, GroupLink.allocated(order)); // pairs with casLink in disown and with freeGroup
            }
            return frame;
        } finally {
            lists.unlock();
        }
    }

    private void refill(BuddyPageSet set) {
        lists.lock();
        try {
            int left = BuddyLayout.BATCH;
            while (left > 0) {
                long run = lists.takeRun(left);
                if (run == NO_FRAME) {
                    return;
                }
                long end = BuddyLists.runFrame(run) + (1L << BuddyLists.runOrder(run));
                for (long frame = BuddyLists.runFrame(run); frame < end; frame++) {
                    links.linkRelease(frame, SET_ASIDE); // pairs with linkAcquire of who asks for its state
                    set.pushCold(frame);
                }
                left -= 1 << BuddyLists.runOrder(run);
            }
        } finally {
            lists.unlock();
        }
    }

    @Override
    public void free(long frame, int order, int core) {
        Misuse.checkCall(order, GroupLink.MAX_ORDER, core, cores);
        Misuse.checkGroup(frame, order, frames);
        if (order == 0) {
            BuddyPageSet set = pageSets[core];
            disown(frame);
            set.lock();
            try {
                putIntoSet(set, frame);
            } finally {
                set.unlock();
            }
        } else {
            freeGroup(frame, order);
        }
    }

    private void freeGroup(long frame, int order) {
        lists.lock();
        try {
            // The link of a larger group than one frame is written under this lock only.
            if (links.linkAcquire(frame) != GroupLink.allocated(order)) {
                throw links.notFreeable(frame, order);
            }
            lists.give(frame, order);
        } finally {
            lists.unlock();
        }
    }

    private void disown(long frame) {
        // Of two threads that free the frame, one gets past here; pairs with linkRelease of who allocated it.
        if (!links.casLink(frame, ALLOCATED, SET_ASIDE)) {
            throw links.notFreeable(frame, 0);
        }
    }

    private void putIntoSet(BuddyPageSet set, long frame) {
        if (set.isFull()) {
            drain(set, BuddyLayout.BATCH);
        }
        set.pushHot(frame);
    }

    private void drain(BuddyPageSet set, long count) {
        lists.lock();
        try {
            for (long i = 0; i < count; i++) {
                lists.give(set.popCold(), 0);
            }
        } finally {
            lists.unlock();
        }
    }

    private void drainAll() {
        for (BuddyPageSet set : pageSets) {
            set.lock();
            try {
                drain(set, set.countOpaque());
            } finally {
                set.unlock();
            }
        }
    }

    @Override
    public int allocateBatch(PageBatch destination, int count, int core) {
        Misuse.checkCore(core, cores);
        Misuse.checkRoom(destination, count);
        int left = takeFromSet(pageSets[core], destination, count);
        left = takeFromLists(destination, left);
        if (left > 0) {
            drainAll();
            left = takeFromLists(destination, left);
        }
        return count - left;
    }

    private int takeFromSet(BuddyPageSet set, PageBatch destination, int count) {
        set.lock();
        try {
            int left = count;
            while (left > 0 && set.countOpaque() > 0) {
                take(set.popHot(), destination);
                left--;
            }
            return left;
        } finally {
            set.unlock();
        }
    }

    private int takeFromLists(PageBatch destination, int count) {
        int left = count;
        lists.lock();
        try {
            while (left > 0) {
                long run = lists.takeRun(left);
                if (run == NO_FRAME) {
                    return left;
                }
                long end = BuddyLists.runFrame(run) + (1L << BuddyLists.runOrder(run));
                for (long frame = BuddyLists.runFrame(run); frame < end; frame++) {
                    take(frame, destination);
                }
                left -= 1 << BuddyLists.runOrder(run);
            }
            return left;
        } finally {
            lists.unlock();
        }
    }

    private void take(long frame, PageBatch destination) {
        links.linkRelease(frame, ALLOCATED); // pairs with casLink in disown
        destination.add(frame);
    }

    @Override
    public void freeBatch(PageBatch source, int core) {
        Misuse.checkCore(core, cores);
        BuddyPageSet set = pageSets[core];
        set.lock();
        try {
            for (int i = 0; i < source.size(); i++) {
                long frame = source.get(i);
                Misuse.checkFrame(frame, frames);
                disown(frame);
                putIntoSet(set, frame);
            }
        } finally {
            set.unlock();
        }
    }

    @Override
    public long frames() {
        return frames;
    }

    @Override
    public long freeFrames() {
        return frames - lists.takenOpaque() + inPageSets();
    }

    private long inPageSets() {
        long count = 0;
        for (BuddyPageSet set : pageSets) {
            count += set.countOpaque();
        }
        return count;
    }

    @Override
    public long freeHugeFrames() {
        return links.freeHugeFrames(lists.freshOpaque());
    }

    @Override
    public boolean isFree(long frame) {
        Misuse.checkFrame(frame, frames);
        return links.isFree(frame);
    }

    @Override
    public int maxOrder() {
        return GroupLink.MAX_ORDER;
    }

    @Override
    public long metadataBytes() {
        return layout.lengthBytes();
    }

    @Override
    public long retries() {
        long retries = lists.contended();
        for (BuddyPageSet set : pageSets) {
            retries += set.contended();
        }
        return retries;
    }

    @Override
    public void validate() {
        lists.validate();
        for (BuddyPageSet set : pageSets) {
            for (long i = 0; i < set.countOpaque(); i++) {
                long frame = set.get(i);
                if (frame >= frames || links.linkAcquire(frame) != SET_ASIDE) {
                    throw new IllegalStateException(
                            "page set holds a frame that it must not: frame=" + frame + ", index=" + i);
                }
            }
        }
        long setAside = links.validate(lists.freshOpaque(), GroupLink.SET_ASIDE);
        if (setAside != inPageSets()) {
            throw new IllegalStateException(
                    "links and page sets differ: setAside=" + setAside + ", inPageSets=" + inPageSets());
        }
    }

    @Override
    public void close() {
        unmap.run();
    }
}
