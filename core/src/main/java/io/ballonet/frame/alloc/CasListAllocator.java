package io.ballonet.frame.alloc;

import io.ballonet.memory.PageBatch;
import io.ballonet.memory.Region;
import io.ballonet.memory.Words;
import io.ballonet.unit.PageSize;

/**
 * A foil: a Treiber stack of free frames, one head for all cores, that shows what a contended head costs.
 *
 * <p>Links lie off-heap, a word a frame. The list starts empty and grows by frees; frames that were never handed out are
 * taken in ascending order from a mark that only rises, so an untouched allocator costs no resident memory. The head carries
 * a tag that goes up with every change, so that a frame that went and came back (ABA) does not pass for one that stayed; an error
 * would need 2^32 changes during one call. The batch forms take and free frame by frame: one contended instruction each is what
 * the foil is there to show.
 *
 * <p><b>Concurrency:</b> every thread reads and writes the head and the mark by compare-and-set. A link is written by the
 * thread that owns the frame: the one that popped it, or the one whose compare-and-set took it from allocated to listed.
 * <b>Progress:</b> lock-free. {@link #freeFrames} and {@link #freeHugeFrames} look at every link.
 *
 * <p>Source: R. K. Treiber, Systems Programming: Coping with Parallelism, IBM RJ 5118, 1986.
 */
final class CasListAllocator implements FrameAllocator {
    private final CasListLayout layout;
    private final int cores;
    private final long frames;
    private final long headAddress;
    private final long freshAddress;
    private final long linksAddress;
    private final Region region;

    private CasListAllocator(CasListLayout layout, int cores, Region region) {
        this.layout = layout;
        this.cores = cores;
        this.frames = layout.frames();
        this.headAddress = region.address() + CasListLayout.HEAD_OFFSET;
        this.freshAddress = region.address() + CasListLayout.FRESH_OFFSET;
        this.linksAddress = region.address() + CasListLayout.LINKS_OFFSET;
        this.region = region;
    }

    static CasListAllocator create(long frames, int cores) {
        Misuse.checkShape(frames, cores, CasListLayout.MOST_FRAMES, Integer.MAX_VALUE);
        CasListLayout layout = new CasListLayout(frames);
        return new CasListAllocator(layout, cores, Region.map(layout.lengthBytes()));
    }

    @Override
    public long allocate(int order, int core) {
        Misuse.checkCall(order, 0, core, cores);
        return take();
    }

    private long take() {
        long frame = pop();
        if (frame == NO_FRAME) {
            frame = takeFresh();
        }
        if (frame == NO_FRAME) {
            frame = pop(); // freed while the mark was read
        }
        if (frame != NO_FRAME) {
            linkRelease(frame, CasListLayout.ALLOCATED);
        }
        return frame;
    }

    private long pop() {
        while (true) {
            long head = headAcquire();
            long top = CasListLayout.top(head);
            if (top == 0) {
                return NO_FRAME;
            }
            // Another thread may have popped the frame by now: the link is then stale, and so is the head's tag.
            long next = CasListLayout.next(linkAcquire(top - 1));
            if (casHead(head, CasListLayout.headWith(head, next & CasListLayout.TOP_MASK))) {
                return top - 1;
            }
        }
    }

    private long takeFresh() {
        while (true) {
            long fresh = freshAcquire();
            if (fresh == frames) {
                return NO_FRAME;
            }
            if (Words.compareAndSet(freshAddress, fresh, fresh + 1)) { // pairs with freshAcquire
                return fresh;
            }
        }
    }

    @Override
    public void free(long frame, int order, int core) {
        Misuse.checkCall(order, 0, core, cores);
        Misuse.checkFrame(frame, frames);
        put(frame);
    }

    private void put(long frame) {
        long head = headAcquire();
        long link = CasListLayout.listed(CasListLayout.top(head));
        // Pairs with linkRelease in take: of two threads that free the frame, one gets past here.
        if (!Words.compareAndSet(linkAddress(frame), CasListLayout.ALLOCATED, link)) {
            throw Misuse.alreadyFree(frame);
        }
        while (!casHead(head, CasListLayout.headWith(head, frame + 1))) {
            head = headAcquire();
            linkRelease(frame, CasListLayout.listed(CasListLayout.top(head)));
        }
    }

    @Override
    public int allocateBatch(PageBatch destination, int count, int core) {
        Misuse.checkCore(core, cores);
        Misuse.checkRoom(destination, count);
        for (int taken = 0; taken < count; taken++) {
            long frame = take();
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
            long frame = source.get(i);
            Misuse.checkFrame(frame, frames);
            put(frame);
        }
    }

    private long headAcquire() {
        return Words.getAcquire(headAddress); // pairs with casHead
    }

    private boolean casHead(long expected, long value) {
        return Words.compareAndSet(headAddress, expected, value); // full fence on success; pairs with headAcquire
    }

    private long freshAcquire() {
        return Words.getAcquire(freshAddress); // pairs with the compare-and-set in takeFresh
    }

    private long linkAcquire(long frame) {
        return Words.getAcquire(linkAddress(frame)); // pairs with linkRelease and the compare-and-set in put
    }

    private void linkRelease(long frame, long link) {
        Words.setRelease(linkAddress(frame), link); // pairs with linkAcquire and the compare-and-set in put
    }

    private long linkAddress(long frame) {
        return linksAddress + (frame << 3);
    }

    @Override
    public long frames() {
        return frames;
    }

    @Override
    public long freeFrames() {
        long fresh = freshAcquire();
        return frames - fresh + freeIn(0, fresh);
    }

    @Override
    public long freeHugeFrames() {
        long free = 0;
        for (long first = 0; first + PageSize.FRAMES_PER_HUGE <= frames; first += PageSize.FRAMES_PER_HUGE) {
            if (freeIn(first, PageSize.FRAMES_PER_HUGE) == PageSize.FRAMES_PER_HUGE) {
                free++;
            }
        }
        return free;
    }

    private long freeIn(long first, long count) {
        long free = 0;
        for (long frame = first; frame < first + count; frame++) {
            free += linkAcquire(frame) == CasListLayout.ALLOCATED ? 0 : 1;
        }
        return free;
    }

    @Override
    public boolean isFree(long frame) {
        Misuse.checkFrame(frame, frames);
        return linkAcquire(frame) != CasListLayout.ALLOCATED;
    }

    @Override
    public int maxOrder() {
        return 0;
    }

    @Override
    public long metadataBytes() {
        return layout.lengthBytes();
    }

    @Override
    public void validate() {
        long fresh = freshAcquire();
        long onList = 0;
        for (long top = CasListLayout.top(headAcquire()); top != 0; top = CasListLayout.next(linkAcquire(top - 1))) {
            if (top > fresh || CasListLayout.state(linkAcquire(top - 1)) != CasListLayout.LISTED || onList++ == fresh) {
                throw new IllegalStateException("list holds a frame that it must not: frame=" + (top - 1) + ", link=0x"
                        + Long.toHexString(linkAcquire(top - 1)) + ", fresh=" + fresh + ", listed=" + onList);
            }
        }
        if (onList != freeIn(0, fresh)) {
            throw new IllegalStateException(
                    "list and links differ: listed=" + onList + ", freeLinks=" + freeIn(0, fresh) + ", fresh=" + fresh);
        }
    }

    @Override
    public long retries() {
        return NOT_COUNTED;
    }

    @Override
    public void close() {
        region.close();
    }
}
