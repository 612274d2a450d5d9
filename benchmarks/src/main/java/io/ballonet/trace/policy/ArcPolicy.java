package io.ballonet.trace.policy;

import static io.ballonet.trace.policy.FrameIndex.NOT_RESIDENT;

import io.ballonet.trace.PageAccess;

/**
 * ARC, the adaptive replacement cache: T1 holds pages accessed once lately, T2 those accessed more often, both LRU. B1 and
 * B2 remember what left them; a return from B1 says that T1 should be larger, one from B2 that it should be smaller, and
 * {@code target}, the paper's p, follows.
 *
 * <p>Source: N. Megiddo, D. S. Modha, ARC: a self-tuning, low overhead replacement cache, FAST '03, figure 4. The target is a
 * real number and moves by the ratio of B1 and B2, at least 1, taken while the returning page still counts. Deviation, where
 * the figure leaves it open: T1 also loses a page where T2 is empty.
 */
final class ArcPolicy extends RememberingPolicy {
    private static final int T1 = 0;
    private static final int T2 = 1;
    private static final int B1 = 2;
    private static final int B2 = 3;
    private static final int LISTS = 4;

    private final NodeLists order;
    private final byte[] place;
    private final int[] sizes = new int[LISTS];
    private double target;

    ArcPolicy(int frames) {
        super(frames, 2 * frames);
        order = new NodeLists(2 * frames, LISTS);
        place = new byte[2 * frames];
    }

    @Override
    void playPrefetched(long[] accesses, int from, int to) {
        for (int i = from; i < to; i++) {
            long access = accesses[i];
            int node = index.find(PageAccess.page(access));
            if (node == NOT_RESIDENT) {
                missUnknown(access);
            } else if (place[node] <= T2) {
                index.touch(node, PageAccess.writeBit(access));
                move(node, T2);
            } else {
                missRemembered(access, node);
            }
        }
    }

    /** Cases II and III of the figure. */
    private void missRemembered(long access, int node) {
        boolean isRecent = place[node] == B1;
        if (isRecent) {
            target = Math.min(frames, target + Math.max(1.0, (double) sizes[B2] / sizes[B1]));
        } else {
            target = Math.max(0, target - Math.max(1.0, (double) sizes[B1] / sizes[B2]));
        }
        replace(!isRecent);
        loadAgain(access, node);
        move(node, T2);
    }

    /** Case IV of the figure. */
    private void missUnknown(long access) {
        int recent = sizes[T1] + sizes[B1];
        if (recent == frames) {
            if (sizes[T1] < frames) {
                forget(removeOldest(B1));
                replace(false);
            } else {
                evictAndForget(removeOldest(T1));
            }
        } else if (!isFilling()) {
            if (recent + sizes[T2] + sizes[B2] == 2 * frames) {
                forget(removeOldest(B2));
            }
            replace(false);
        }
        int node = takeNode();
        load(access, node);
        append(node, T1);
    }

    /** The figure's REPLACE. */
    private void replace(boolean returnsFromB2) {
        boolean fromT1 =
                sizes[T1] >= 1 && (sizes[T1] > target || (returnsFromB2 && sizes[T1] == target) || sizes[T2] == 0);
        int node = order.oldest(order.head(fromT1 ? T1 : T2));
        evictAndRemember(node);
        move(node, fromT1 ? B1 : B2);
    }

    private void move(int node, int list) {
        order.unlink(node);
        sizes[place[node]]--;
        append(node, list);
    }

    private void append(int node, int list) {
        order.append(order.head(list), node);
        sizes[list]++;
        place[node] = (byte) list;
    }

    private int removeOldest(int list) {
        sizes[list]--;
        return order.removeOldest(order.head(list));
    }
}
