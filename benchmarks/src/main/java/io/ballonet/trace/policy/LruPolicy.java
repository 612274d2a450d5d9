package io.ballonet.trace.policy;

import static io.ballonet.trace.policy.FrameIndex.NOT_RESIDENT;

import io.ballonet.trace.PageAccess;

/**
 * Least recently used: evicts the page whose last access is longest ago.
 *
 * <p>Frames stand in a circular list in order of last access, the least recent first, with the list's head as one more
 * node. Source: R. L. Mattson et al., Evaluation techniques for storage hierarchies, IBM Systems Journal, 1970.
 */
final class LruPolicy extends FramedPolicy {
    /** The node after the most recent frame and before the least recent one. */
    private final int head;

    private final int[] older;
    private final int[] newer;

    LruPolicy(int frames) {
        super(frames);
        head = frames;
        older = new int[frames + 1];
        newer = new int[frames + 1];
        older[head] = head;
        newer[head] = head;
    }

    @Override
    void playPrefetched(long[] accesses, int from, int to) {
        for (int i = from; i < to; i++) {
            long access = accesses[i];
            int frame = index.find(PageAccess.page(access));
            if (frame != NOT_RESIDENT) {
                index.touch(frame, PageAccess.writeBit(access));
                unlink(frame);
            } else {
                frame = miss(access);
            }
            linkNewest(frame);
        }
    }

    private int miss(long access) {
        int frame;
        if (isFilling()) {
            frame = (int) misses;
        } else {
            frame = newer[head];
            unlink(frame);
            evict(frame);
        }
        load(access, frame);
        return frame;
    }

    private void unlink(int frame) {
        newer[older[frame]] = newer[frame];
        older[newer[frame]] = older[frame];
    }

    private void linkNewest(int frame) {
        int newest = older[head];
        older[frame] = newest;
        newer[frame] = head;
        newer[newest] = frame;
        older[head] = frame;
    }
}
