package io.ballonet.trace.policy;

import io.ballonet.trace.TraceFuture;

/**
 * The optimum: evicts the page whose next use is farthest away, one that is never used again first. No policy misses less.
 *
 * <p>Plays exactly the trace that it was made for, from its start. Which of several pages that are never used again goes
 * is arbitrary, and one may be dirty and the other not, so it counts no write-backs.
 *
 * <p>Source: L. A. Belady, A study of replacement algorithms for a virtual-storage computer, IBM Systems Journal, 1966
 * (MIN); proven optimal in Mattson et al., 1970.
 */
final class OptPolicy implements ReplayPolicy {
    /*
     * Needs no page numbers and no priority queue. A resident page that will be used again is known by the time of that
     * use, which no other page shares; so the resident pages are a set of times. An access at time t hits if t is in the
     * set, and the victim is the set's maximum. Pages that are never used again are only counted.
     */
    private final int[] nextUse;
    private final TimeSet uses;
    private final int frames;
    private int time;
    private int resident;
    private int neverUsedAgain;
    private long misses;

    OptPolicy(TraceFuture future, int frames) {
        this.frames = frames;
        nextUse = future.nextUses();
        uses = new TimeSet(nextUse.length);
    }

    @Override
    public void play(long[] accesses, int from, int to) {
        if (to - from > nextUse.length - time) {
            throw new IllegalArgumentException("more accesses than the trace this was made for: played=" + time
                    + ", more=" + (to - from) + ", length=" + nextUse.length);
        }
        int end = time + (to - from);
        for (; time < end; time++) {
            if (!uses.remove(time)) {
                load();
            }
            int next = nextUse[time];
            if (next == TraceFuture.NEVER) {
                neverUsedAgain++;
            } else {
                uses.add(next);
            }
        }
    }

    private void load() {
        misses++;
        if (resident < frames) {
            resident++;
        } else if (neverUsedAgain > 0) {
            neverUsedAgain--;
        } else {
            uses.removeMax();
        }
    }

    @Override
    public long misses() {
        return misses;
    }

    @Override
    public long writebacks() {
        return NO_WRITEBACKS;
    }
}
