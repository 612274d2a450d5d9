package io.ballonet.frame.alloc;

import io.ballonet.memory.PageBatch;
import io.ballonet.memory.Words;

/**
 * What the two foils share: one list of free groups an order, and a mark below which every frame was handed out once.
 *
 * <p>An allocation takes the top of its order's list, else fresh frames from the mark, else the top of the next larger list that
 * has one, whose other parts go to the smaller lists. Groups are never put together again. Fresh frames come in ascending
 * order; those that alignment passes over go to the lists. An untouched allocator costs no resident memory. The batch forms
 * take and free frame by frame. {@link #freeFrames} and {@link #freeHugeFrames} look at every group.
 *
 * <p><b>Concurrency:</b> the lists and the mark are the subclass's; links as in {@link GroupLinks}.
 */
abstract class ListAllocator implements FrameAllocator {
    /** Links of all frames; the subclass writes those of groups that it lists. */
    final GroupLinks links;

    private final ListLayout layout;
    private final int cores;
    private final long frames;
    private final long address;
    private final Runnable unmap;

    /**
     * An allocator over zeroed memory.
     *
     * @param address first byte of {@code layout.lengthBytes()} bytes
     * @param unmap what {@link #close} does with the memory
     */
    ListAllocator(ListLayout layout, long address, Runnable unmap) {
        this.layout = layout;
        this.cores = layout.cores();
        this.frames = layout.frames();
        this.address = address;
        this.links = new GroupLinks(address + layout.linksOffset(), frames);
        this.unmap = unmap;
    }

    /** Takes the top group of a list: its first frame, or {@link #NO_FRAME}. */
    abstract long pop(int order, int core);

    /** Lists a group that the caller owns. */
    abstract void push(long frame, int order, int core);

    /** Takes a group from allocated to set aside; false if it is not allocated with that order. Of two threads one gets true. */
    abstract boolean disown(long frame, int order);

    /** Moves the mark from {@code expected} up to {@code mark}; false if it is no longer there. */
    abstract boolean moveFresh(long expected, long mark, int core);

    final long freshAddress() {
        return address + ListLayout.FRESH_OFFSET;
    }

    final long headAddress(int order) {
        return address + ListLayout.headOffset(order);
    }

    final long retriesAddress(int core) {
        return address + ListLayout.retriesOffset(core);
    }

    private long freshAcquire() {
        return Words.getAcquire(freshAddress()); // pairs with moveFresh
    }

    @Override
    public long allocate(int order, int core) {
        Misuse.checkCall(order, GroupLink.MAX_ORDER, core, cores);
        return take(order, core);
    }

    private long take(int order, int core) {
        long frame = pop(order, core);
        if (frame == NO_FRAME) {
            frame = takeFresh(order, core);
        }
        if (frame == NO_FRAME) {
            frame = split(order, core);
        }
        if (frame == NO_FRAME) {
            frame = pop(order, core); // freed while the others were looked at
        }
        if (frame != NO_FRAME) {
            links.linkRelease(frame, GroupLink.allocated(order));
        }
        return frame;
    }

    private long takeFresh(int order, int core) {
        long size = 1L << order;
        long fresh;
        long first;
        do {
            fresh = freshAcquire();
            first = (fresh + size - 1) & -size;
            if (first > frames - size) {
                return NO_FRAME;
            }
        } while (!moveFresh(fresh, first + size, core));
        long passed = fresh;
        while (passed < first) {
            int largest = Long.numberOfTrailingZeros(passed);
            push(passed, largest, core);
            passed += 1L << largest;
        }
        return first;
    }

    private long split(int order, int core) {
        for (int larger = order + 1; larger <= GroupLink.MAX_ORDER; larger++) {
            long frame = pop(larger, core);
            if (frame != NO_FRAME) {
                for (int half = larger - 1; half >= order; half--) {
                    push(frame + (1L << half), half, core);
                }
                return frame;
            }
        }
        return NO_FRAME;
    }

    @Override
    public void free(long frame, int order, int core) {
        Misuse.checkCall(order, GroupLink.MAX_ORDER, core, cores);
        put(frame, order, core);
    }

    private void put(long frame, int order, int core) {
        Misuse.checkGroup(frame, order, frames);
        if (!disown(frame, order)) {
            throw links.notFreeable(frame, order);
        }
        push(frame, order, core);
    }

    @Override
    public int allocateBatch(PageBatch destination, int count, int core) {
        Misuse.checkCore(core, cores);
        Misuse.checkRoom(destination, count);
        for (int taken = 0; taken < count; taken++) {
            long frame = take(0, core);
            if (frame == NO_FRAME) {
                return taken;
            }
            destination.add(frame);
        }
        return count;
    }

    @Override
    public void freeBatch(PageBatch source, int core) {
        Misuse.checkCore(core, cores);
        for (int i = 0; i < source.size(); i++) {
            put(source.get(i), 0, core);
        }
    }

    @Override
    public final long frames() {
        return frames;
    }

    @Override
    public final long freeFrames() {
        long fresh = freshAcquire();
        return frames - fresh + links.freeIn(0, fresh);
    }

    @Override
    public final long freeHugeFrames() {
        return links.freeHugeFrames(freshAcquire());
    }

    @Override
    public final boolean isFree(long frame) {
        Misuse.checkFrame(frame, frames);
        return links.isFree(frame);
    }

    @Override
    public final int maxOrder() {
        return GroupLink.MAX_ORDER;
    }

    @Override
    public final long metadataBytes() {
        return layout.lengthBytes();
    }

    @Override
    public final void validate() {
        long fresh = freshAcquire();
        long inLists = 0;
        for (int order = 0; order <= GroupLink.MAX_ORDER; order++) {
            inLists += listed(order, fresh) << order;
        }
        long byLinks = links.validate(fresh, GroupLink.LISTED);
        if (inLists != byLinks || byLinks != links.freeIn(0, fresh)) {
            throw new IllegalStateException("lists and links differ: inLists=" + inLists + ", byLinks=" + byLinks
                    + ", freeByLinks=" + links.freeIn(0, fresh) + ", fresh=" + fresh);
        }
    }

    private long listed(int order, long fresh) {
        long groups = 0;
        long top = ListLayout.top(Words.getAcquire(headAddress(order))); // pairs with pop and push
        while (top != 0) {
            long link = top > fresh ? 0 : links.linkAcquire(top - 1);
            if (GroupLink.state(link) != GroupLink.LISTED || GroupLink.order(link) != order || groups++ == fresh) {
                throw new IllegalStateException("list holds a frame that it must not: frame=" + (top - 1) + ", order="
                        + order + ", link=0x" + Long.toHexString(link) + ", fresh=" + fresh);
            }
            top = GroupLink.next(link);
        }
        return groups;
    }

    @Override
    public final void close() {
        unmap.run();
    }
}
