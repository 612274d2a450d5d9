package io.ballonet.trace.policy;

/**
 * A replacement policy over a fixed number of frames, fed with the accesses of a trace in order.
 *
 * <p>Frames start empty, cold misses count, each miss loads its page (no bypass, no prefetch), and a victim is taken only
 * when every frame is full. A page is dirty once a write loaded or hit it; a write-back is the eviction of a dirty page;
 * what is dirty at the end is not written back.
 *
 * <p>State is in primitive arrays, made at creation; {@link #play} allocates nothing. One thread at a time.
 */
public interface ReplayPolicy {
    /** Value of {@link #writebacks()} where the policy's choice among equal victims makes the number arbitrary. */
    long NO_WRITEBACKS = -1;

    /** Plays the accesses {@code [from, to)}, packed as {@link io.ballonet.trace.PageAccess} says, after all those before. */
    void play(long[] accesses, int from, int to);

    /** Accesses so far whose page was in no frame. */
    long misses();

    /** Dirty pages evicted so far, or {@link #NO_WRITEBACKS}. */
    long writebacks();
}
