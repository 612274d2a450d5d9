package io.ballonet.trace.policy;

import static io.ballonet.trace.policy.FrameIndex.NOT_RESIDENT;

import io.ballonet.trace.PageAccess;

/**
 * First in, first out: evicts the page that was loaded longest ago; hits change nothing.
 *
 * <p>Frames fill in order and are replaced in order, so the oldest load is always the next frame of the circle. Source:
 * L. A. Belady, A study of replacement algorithms for a virtual-storage computer, 1966.
 */
final class FifoPolicy extends FramedPolicy {
    private int next;

    FifoPolicy(int frames) {
        super(frames);
    }

    @Override
    void playPrefetched(long[] accesses, int from, int to) {
        for (int i = from; i < to; i++) {
            long access = accesses[i];
            int frame = index.find(PageAccess.page(access));
            if (frame != NOT_RESIDENT) {
                index.touch(frame, PageAccess.writeBit(access));
            } else {
                miss(access);
            }
        }
    }

    private void miss(long access) {
        if (!isFilling()) {
            evict(next);
        }
        load(access, next);
        next = next + 1 == frames ? 0 : next + 1;
    }
}
