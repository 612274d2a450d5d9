package io.ballonet.trace.policy;

import static io.ballonet.trace.policy.FrameIndex.NOT_RESIDENT;

import io.ballonet.trace.PageAccess;

/**
 * Least recently used: evicts the page whose last access is longest ago.
 *
 * <p>Source: R. L. Mattson et al., Evaluation techniques for storage hierarchies, IBM Systems Journal, 1970.
 */
final class LruPolicy extends FramedPolicy {
    /** The frames in order of last access. */
    private final NodeLists order;

    private final int used;

    LruPolicy(int frames) {
        super(frames);
        order = new NodeLists(frames, 1);
        used = order.head(0);
    }

    @Override
    void playPrefetched(long[] accesses, int from, int to) {
        for (int i = from; i < to; i++) {
            long access = accesses[i];
            int frame = index.find(PageAccess.page(access));
            if (frame != NOT_RESIDENT) {
                index.touch(frame, PageAccess.writeBit(access));
                order.unlink(frame);
            } else {
                frame = miss(access);
            }
            order.append(used, frame);
        }
    }

    private int miss(long access) {
        int frame;
        if (isFilling()) {
            frame = (int) misses;
        } else {
            frame = order.removeOldest(used);
            evict(frame);
        }
        load(access, frame);
        return frame;
    }
}
