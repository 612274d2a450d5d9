package io.ballonet.peer.alloc;

import io.ballonet.frame.alloc.FrameAllocator;
import io.ballonet.memory.PageBatch;
import io.ballonet.unit.CacheLine;
import io.ballonet.unit.PageSize;
import java.util.Arrays;

/**
 * A peer seen as a frame allocator: it counts what is held, by core, and leaves the rest to the peer.
 *
 * <p>A peer knows no number of frames, so the count stands for it: a core answers {@link #NO_FRAME} at its bound, and moves the
 * bound on by a part of what all the others leave free, which is when it reads their counts. The bound never comes back, so it is
 * exact while one thread fills and frees; cores that fill it up one after the other may hold up to {@code frames} each.
 *
 * <h2>Concurrency</h2>
 *
 * <p>Two threads may not pass the same core at once. Each core's counts lie on cache lines of their own and are written plainly
 * by the thread that passes it; others read them only when they come to their bound, {@link #freeFrames} and {@link #validate}:
 * a stale count makes these inexact while calls are in flight, and nothing else. Progress is the peer's.
 */
abstract class PeerAllocator implements FrameAllocator {
    static final int MAX_ORDER = PageSize.HUGE_ORDER;

    /** Longs from one core's counts to the next. */
    private static final int SPACING = CacheLine.SPACING / Long.BYTES;

    /** From a core's count of held frames to its bound. */
    private static final int BOUND = 1;

    private final String peer;
    private final long frames;
    private final int cores;
    private final long[] counts;

    PeerAllocator(String peer, long frames, int cores) {
        if (frames < 1 || cores < 1) {
            throw new IllegalArgumentException(
                    "number of frames and of cores must be at least 1: frames=" + frames + ", cores=" + cores);
        }
        this.peer = peer;
        this.frames = frames;
        this.cores = cores;
        this.counts = new long[(cores + 2) * SPACING];
    }

    /** A group from the peer, or {@link #NO_FRAME} where the peer has none. */
    abstract long take(int order, int core);

    /** Gives a group back to the peer. */
    abstract void give(long frame, int order, int core);

    /** Address of the first byte of a group that is held. */
    abstract long address(long frame);

    @Override
    public final long allocate(int order, int core) {
        checkCall(order, core);
        int place = place(core);
        long after = counts[place] + (1L << order);
        if (after > counts[place + BOUND] && after > renewedBound(1L << order, core)) {
            return NO_FRAME;
        }
        long frame = take(order, core);
        if (frame != NO_FRAME) {
            counts[place] = after;
        }
        return frame;
    }

    @Override
    public final void free(long frame, int order, int core) {
        checkCall(order, core);
        give(frame, order, core);
        counts[place(core)] -= 1L << order;
    }

    /** At least what is needed if that is free; more of it where much is free, so that it is seldom asked for. */
    private long renewedBound(long needed, int core) {
        long free = frames - held();
        long bound = counts[place(core)] + Math.max(Math.min(needed, free), free / (2L * cores));
        counts[place(core) + BOUND] = bound;
        return bound;
    }

    @Override
    public final int allocateBatch(PageBatch destination, int count, int core) {
        if (count < 0 || count > destination.remaining()) {
            throw new IllegalArgumentException("count does not fit the batch: count=" + count + ", remaining="
                    + destination.remaining() + ", capacity=" + destination.capacity());
        }
        for (int i = 0; i < count; i++) {
            long frame = allocate(0, core);
            if (frame == NO_FRAME) {
                return i;
            }
            destination.add(frame);
        }
        return count;
    }

    @Override
    public final void freeBatch(PageBatch source, int core) {
        for (int i = 0; i < source.size(); i++) {
            free(source.get(i), 0, core);
        }
    }

    @Override
    public final long frames() {
        return frames;
    }

    /** Frames less those held, and at least 0. */
    @Override
    public final long freeFrames() {
        return Math.max(0, frames - held());
    }

    /** Frames in groups that are held. */
    final long held() {
        long held = 0;
        for (int core = 0; core < cores; core++) {
            held += counts[place(core)];
        }
        return held;
    }

    @Override
    public final long freeHugeFrames() {
        throw unsupported("freeHugeFrames");
    }

    @Override
    public final boolean isFree(long frame) {
        throw unsupported("isFree");
    }

    private UnsupportedOperationException unsupported(String operation) {
        return new UnsupportedOperationException("a peer cannot tell: peer=" + peer + ", operation=" + operation);
    }

    @Override
    public final int maxOrder() {
        return MAX_ORDER;
    }

    @Override
    public final long metadataBytes() {
        return NOT_KNOWN;
    }

    @Override
    public final long retries() {
        return NOT_COUNTED;
    }

    /** Checks that the cores' counts add up to what can be held. */
    @Override
    public void validate() {
        long held = held();
        if (held < 0 || held > frames * cores) {
            throw new IllegalStateException("held frames are out of range: peer=" + peer + ", held=" + held
                    + ", frames=" + frames + ", cores=" + cores + ", counts=" + Arrays.toString(counts));
        }
    }

    final IllegalStateException miscounted(long held, long found) {
        return new IllegalStateException(
                "held frames are miscounted: peer=" + peer + ", held=" + held + ", found=" + found);
    }

    private static int place(int core) {
        return (core + 1) * SPACING;
    }

    private void checkCall(int order, int core) {
        if (order < 0 || order > MAX_ORDER) {
            throw new IllegalArgumentException("order out of range: order=" + order + ", maxOrder=" + MAX_ORDER);
        }
        if (core < 0 || core >= cores) {
            throw new IllegalArgumentException("core out of range: core=" + core + ", cores=" + cores);
        }
    }
}
