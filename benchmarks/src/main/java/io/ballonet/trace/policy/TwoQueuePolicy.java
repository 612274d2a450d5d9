package io.ballonet.trace.policy;

import static io.ballonet.trace.policy.FrameIndex.NOT_RESIDENT;

import io.ballonet.trace.PageAccess;

/**
 * 2Q, the full version: new pages enter A1in, first in, first out, where hits change nothing; who leaves it is remembered
 * in A1out. A page that returns while it is remembered has shown reuse beyond a burst and enters Am, which is LRU.
 *
 * <p>Kin = {@code floor(c / 4)}, Kout = {@code floor(c / 2)}, as section 3 recommends. Source: T. Johnson, D. Shasha, 2Q: a
 * low overhead high performance buffer management replacement algorithm, VLDB '94, section 2. Deviation: a page that returns
 * leaves A1out before a victim is taken, so that it is not pushed out by its own return.
 */
final class TwoQueuePolicy extends RememberingPolicy {
    private static final byte A1_IN = 0;
    private static final byte A1_OUT = 1;
    private static final byte AM = 2;

    private final FrameRing a1in;
    private final NodeLists order;
    private final int a1out;
    private final int am;
    private final byte[] place;
    private final int a1inFrames;
    private final int a1outPages;
    private int remembered;

    TwoQueuePolicy(int frames) {
        super(frames, frames + frames / 2);
        a1inFrames = frames / 4;
        a1outPages = frames / 2;
        int nodes = frames + a1outPages;
        a1in = new FrameRing(frames);
        order = new NodeLists(nodes, 2);
        a1out = order.head(0);
        am = order.head(1);
        place = new byte[nodes];
    }

    @Override
    void playPrefetched(long[] accesses, int from, int to) {
        for (int i = from; i < to; i++) {
            long access = accesses[i];
            int node = index.find(PageAccess.page(access));
            if (node == NOT_RESIDENT || place[node] == A1_OUT) {
                miss(access, node);
                continue;
            }
            index.touch(node, PageAccess.writeBit(access));
            if (place[node] == AM) {
                order.unlink(node);
                order.append(am, node);
            }
        }
    }

    private void miss(long access, int known) {
        boolean returns = known != NOT_RESIDENT;
        if (returns) {
            order.unlink(known);
            remembered--;
        }
        if (!isFilling()) {
            evictOne();
        }
        if (returns) {
            loadAgain(access, known);
            order.append(am, known);
            place[known] = AM;
        } else {
            int node = takeNode();
            load(access, node);
            a1in.add(node);
            place[node] = A1_IN;
        }
    }

    private void evictOne() {
        if (a1in.size() <= a1inFrames) {
            evictAndForget(order.removeOldest(am));
            return;
        }
        int node = a1in.remove();
        evictAndRemember(node);
        if (a1outPages == 0) {
            forget(node);
            return;
        }
        if (remembered == a1outPages) {
            forget(order.removeOldest(a1out));
            remembered--;
        }
        place[node] = A1_OUT;
        order.append(a1out, node);
        remembered++;
    }
}
