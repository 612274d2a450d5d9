package io.ballonet.trace.policy;

import static io.ballonet.trace.policy.FrameIndex.NOT_RESIDENT;

import io.ballonet.trace.PageAccess;

/**
 * SIEVE: pages stand in order of load; a hand goes from the oldest towards the newest, clears visited bits that are set, and
 * evicts at the first that is clear. Unlike CLOCK's, a survivor stays where it is and a new page goes to the newest end, not
 * to where the hand is: new pages meet the hand late only if they were there a long time.
 *
 * <p>The bit is clear at load and set by a hit. After an eviction the hand stays at the next newer page; past the newest it
 * starts over at the oldest. Source: Y. Zhang et al., SIEVE is simpler than LRU, NSDI '24, algorithm 1. No deviation.
 */
final class SievePolicy extends FramedPolicy {
    private final NodeLists order;
    private final int loaded;
    private final boolean[] visited;
    /** Where the next search starts; the head where it starts over. */
    private int hand;

    SievePolicy(int frames) {
        super(frames);
        order = new NodeLists(frames, 1);
        loaded = order.head(0);
        visited = new boolean[frames];
        hand = loaded;
    }

    @Override
    void playPrefetched(long[] accesses, int from, int to) {
        for (int i = from; i < to; i++) {
            long access = accesses[i];
            int frame = index.find(PageAccess.page(access));
            if (frame != NOT_RESIDENT) {
                index.touch(frame, PageAccess.writeBit(access));
                visited[frame] = true;
            } else {
                miss(access);
            }
        }
    }

    private void miss(long access) {
        int frame = isFilling() ? (int) misses : evictNext();
        load(access, frame);
        order.append(loaded, frame);
    }

    /** Empties the next frame whose bit is clear; ends, since a round clears every bit. */
    private int evictNext() {
        int frame = hand;
        while (true) {
            if (frame == loaded) {
                frame = order.oldest(loaded);
            }
            if (!visited[frame]) {
                break;
            }
            visited[frame] = false;
            frame = order.newer(frame);
        }
        hand = order.newer(frame);
        order.unlink(frame);
        evict(frame);
        return frame;
    }
}
