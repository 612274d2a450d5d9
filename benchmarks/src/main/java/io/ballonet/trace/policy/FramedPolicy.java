package io.ballonet.trace.policy;

/** What the policies that know only the past share: frames found by page number, counts, and the walk over a trace. */
abstract class FramedPolicy implements ReplayPolicy {
    final FrameIndex index;
    final int frames;
    long misses;
    long writebacks;

    FramedPolicy(int frames) {
        this(frames, frames);
    }

    /** A policy whose index holds {@code nodes} pages, of which at most {@code frames} are in frames. */
    FramedPolicy(int frames, int nodes) {
        this.frames = frames;
        index = new FrameIndex(nodes);
    }

    @Override
    public final void play(long[] accesses, int from, int to) {
        for (int start = from; start < to; start += FrameIndex.PREFETCH) {
            int end = Math.min(start + FrameIndex.PREFETCH, to);
            index.prefetch(accesses, start, end);
            playPrefetched(accesses, start, end);
        }
    }

    /** {@link #play} of a few accesses; a loop of its own in each policy, so that nothing in it is a virtual call. */
    abstract void playPrefetched(long[] accesses, int from, int to);

    /** True while a frame was never used: frames fill in order, one a miss. */
    final boolean isFilling() {
        return misses < frames;
    }

    /** Counts a miss and loads its page into {@code frame}. */
    final void load(long access, int frame) {
        misses++;
        index.load(access, frame);
    }

    /** Takes the page out of {@code frame}, and writes it back if it is dirty. */
    final void evict(int frame) {
        writebacks += index.dirtyBit(frame);
        index.remove(frame);
    }

    @Override
    public final long misses() {
        return misses;
    }

    @Override
    public final long writebacks() {
        return writebacks;
    }
}
