package io.ballonet.frame;

import io.ballonet.memory.PageBatch;
import io.ballonet.memory.Region;
import io.ballonet.memory.Words;

/**
 * One {@link FrameState} word a frame: 8 bytes, off-heap, zero meaning free.
 *
 * <p><b>Concurrency:</b> any thread pins and unpins (compare-and-set). Whoever the allocator gave a frame to moves it out of
 * FREE, and whoever moved it to RECLAIMING moves it out of that: in both states no other thread's compare-and-set can
 * succeed, so a release store is enough there. Lock-free; a compare-and-set is retried only because another pin or unpin
 * succeeded.
 */
public final class FrameTable implements AutoCloseable {
    private final Region region;
    private final long base;
    private final long frames;

    /** A table of free frames. */
    public FrameTable(long frames) {
        this.region = Region.map(frames * Long.BYTES);
        this.base = region.address();
        this.frames = frames;
    }

    public long frames() {
        return frames;
    }

    public long metadataBytes() {
        return frames * Long.BYTES;
    }

    /** The state word. Pairs with every {@code casState} and release store below. */
    public long stateAcquire(long mpn) {
        return Words.getAcquire(address(mpn));
    }

    boolean casState(long mpn, long expected, long next) {
        return Words.compareAndSet(address(mpn), expected, next);
    }

    /** FREE to OWNED, for the thread that the allocator gave the frame to; returns the word before. */
    long allocated(long mpn, int owner) {
        long address = address(mpn);
        long word = Words.get(address);
        long next = FrameState.allocate(word, owner);
        if (next == FrameState.ILLEGAL) {
            throw illegal("allocate", mpn, word);
        }
        Words.setRelease(address, next); // pairs with stateAcquire in pin
        return word;
    }

    /**
     * Takes one host pin, if {@code mpn} is owned by {@code owner} (I5: it then stays where it is). The caller checks
     * afterwards that the page still leads here.
     */
    public boolean pin(long mpn, int owner) {
        long address = address(mpn);
        for (; ; ) {
            long word = Words.getAcquire(address);
            long next = FrameState.pin(word, owner);
            if (next == FrameState.ILLEGAL) {
                return false;
            }
            if (Words.compareAndSet(address, word, next)) {
                return true;
            }
        }
    }

    /**
     * Gives one host pin back.
     *
     * @throws IllegalStateException if the frame is not pinned
     */
    public void unpin(long mpn) {
        long address = address(mpn);
        for (; ; ) {
            long word = Words.getAcquire(address);
            long next = FrameState.unpin(word);
            if (next == FrameState.ILLEGAL) {
                throw illegal("unpin", mpn, word);
            }
            if (Words.compareAndSet(address, word, next)) {
                return;
            }
        }
    }

    /** OWNED without pins to RECLAIMING; false if the frame is pinned or not {@code owner}'s. */
    public boolean beginReclaim(long mpn, int owner) {
        long address = address(mpn);
        for (; ; ) {
            long word = Words.getAcquire(address);
            long next = FrameState.beginReclaim(word, owner);
            if (next == FrameState.ILLEGAL) {
                return false;
            }
            if (Words.compareAndSet(address, word, next)) {
                return true;
            }
        }
    }

    /** RECLAIMING back to OWNED, by the thread that began it. */
    public void cancelReclaim(long mpn) {
        long address = address(mpn);
        long word = Words.get(address);
        long next = FrameState.cancelReclaim(word);
        if (next == FrameState.ILLEGAL) {
            throw illegal("cancelReclaim", mpn, word);
        }
        Words.setRelease(address, next); // pairs with stateAcquire in pin
    }

    /**
     * RECLAIMING to FREE for every frame of the batch, by the thread that began it, before the allocator hears of it. All or
     * none: a frame that is not {@code owner}'s on its way to free, that is out of range, or that stands in the batch twice is
     * named by the error, and those before it are as they were.
     */
    void freed(PageBatch frames, int owner, boolean residue) {
        int done = 0;
        try {
            for (; done < frames.size(); done++) {
                freed(frames.get(done), owner, residue);
            }
        } finally {
            for (int i = 0; done < frames.size() && i < done; i++) {
                cancelFree(frames.get(i));
            }
        }
    }

    /** The same for one frame. */
    void freed(long mpn, int owner, boolean residue) {
        long address = address(mpn);
        long word = Words.get(address);
        long next = FrameState.free(word, residue);
        if (next == FrameState.ILLEGAL || FrameState.owner(word) != owner) {
            throw new IllegalStateException("frame is not to be freed by this owner: mpn=" + mpn + ", owner=" + owner
                    + ", state=" + FrameState.toString(word));
        }
        Words.setRelease(address, next); // pairs with stateAcquire in pin
    }

    private void cancelFree(long mpn) {
        long address = address(mpn);
        Words.setRelease(address, FrameState.cancelFree(Words.get(address))); // pairs with stateAcquire in pin
    }

    /** FREE with residue to FREE, for the thread that the allocator gave the frame to and that has zeroed it. */
    void zeroed(long mpn) {
        long address = address(mpn);
        long word = Words.get(address);
        long next = FrameState.zeroed(word);
        if (next == FrameState.ILLEGAL) {
            throw illegal("zeroed", mpn, word);
        }
        Words.setRelease(address, next); // pairs with stateAcquire of who allocates the frame next
    }

    private long address(long mpn) {
        if (mpn < 0 || mpn >= frames) {
            throw new IndexOutOfBoundsException("frame out of range: mpn=" + mpn + ", frames=" + frames);
        }
        return base + (mpn << 3);
    }

    private static IllegalStateException illegal(String transition, long mpn, long word) {
        return new IllegalStateException("illegal frame transition: transition=" + transition + ", mpn=" + mpn
                + ", state=" + FrameState.toString(word));
    }

    @Override
    public void close() {
        region.close();
    }
}
