package io.ballonet.trace.policy;

import static io.ballonet.trace.policy.FrameIndex.NOT_RESIDENT;

import io.ballonet.trace.PageAccess;

/**
 * LIRS: pages whose last two accesses were close together (LIR) keep nearly all frames; the others (HIR) pass through a
 * short queue. A stack in order of last access, from the newest page down to the oldest LIR page, tells the two apart: a HIR
 * page that is accessed while it is on the stack was away for less long than the LIR page at the bottom, and takes its part.
 *
 * <p>Source: S. Jiang, X. Zhang, LIRS: an efficient low inter-reference recency set replacement policy, SIGMETRICS '02,
 * section 3. HIR pages have {@code max(1, floor(c / 100))} frames. Deviation: the stack holds at most {@code 2 c} pages; past
 * that, the page evicted longest ago that it still remembers is dropped.
 */
final class LirsPolicy extends RememberingPolicy {
    private static final byte LIR = 0;
    /** In a frame, on the stack and in the queue. */
    private static final byte HIR_ON_STACK = 1;
    /** In a frame, in the queue alone. */
    private static final byte HIR_OFF_STACK = 2;
    /** In no frame, but on the stack. */
    private static final byte GONE = 3;

    private static final int STACK_PER_FRAME = 2;

    private final byte[] state;
    private final NodeLists recency;
    private final int stack;
    /** The queue of HIR pages in frames and, in order of eviction, the pages that are gone: none is in both. */
    private final NodeLists order;

    private final int queue;
    private final int gone;
    private final int lirFrames;
    private final int stackPages;
    private int lirPages;
    private int stacked;

    LirsPolicy(int frames) {
        super(frames, nodes(frames));
        lirFrames = frames - hirFrames(frames);
        stackPages = STACK_PER_FRAME * frames;
        int nodes = nodes(frames);
        state = new byte[nodes];
        recency = new NodeLists(nodes, 1);
        stack = recency.head(0);
        order = new NodeLists(nodes, 2);
        queue = order.head(0);
        gone = order.head(1);
    }

    private static int hirFrames(int frames) {
        return Math.max(1, frames / 100);
    }

    /** A full stack and one page more before it is cut, and a queue whose pages are off it. */
    private static int nodes(int frames) {
        return STACK_PER_FRAME * frames + 1 + hirFrames(frames);
    }

    @Override
    void playPrefetched(long[] accesses, int from, int to) {
        for (int i = from; i < to; i++) {
            long access = accesses[i];
            int node = index.find(PageAccess.page(access));
            if (node == NOT_RESIDENT || state[node] == GONE) {
                miss(access, node);
            } else {
                index.touch(node, PageAccess.writeBit(access));
                hit(node);
            }
        }
    }

    private void hit(int node) {
        switch (state[node]) {
            case LIR -> {
                recency.unlink(node);
                recency.append(stack, node);
                prune();
            }
            case HIR_ON_STACK -> {
                recency.unlink(node);
                recency.append(stack, node);
                order.unlink(node);
                promote(node);
            }
            default -> {
                push(node, HIR_ON_STACK);
                order.unlink(node);
                order.append(queue, node);
            }
        }
    }

    private void miss(long access, int known) {
        boolean returns = known != NOT_RESIDENT;
        if (returns) {
            order.unlink(known);
            recency.unlink(known);
            recency.append(stack, known);
        }
        boolean hasRoom = isFilling();
        if (!hasRoom) {
            evictFromQueue();
        }
        if (returns) {
            loadAgain(access, known);
            promote(known);
            return;
        }
        int node = takeNode();
        load(access, node);
        if (lirPages < lirFrames) {
            push(node, LIR);
            lirPages++;
        } else {
            push(node, HIR_ON_STACK);
            order.append(queue, node);
        }
    }

    private void evictFromQueue() {
        int node = order.removeOldest(queue);
        if (state[node] == HIR_ON_STACK) {
            evictAndRemember(node);
            state[node] = GONE;
            order.append(gone, node);
        } else {
            evictAndForget(node);
        }
    }

    /** Makes the page on top of the stack LIR; the one at the bottom becomes HIR for it. */
    private void promote(int node) {
        state[node] = LIR;
        lirPages++;
        if (lirPages > lirFrames) {
            prune();
            int bottom = pop();
            state[bottom] = HIR_OFF_STACK;
            order.append(queue, bottom);
            lirPages--;
        }
        prune();
    }

    private void push(int node, byte newState) {
        state[node] = newState;
        recency.append(stack, node);
        stacked++;
        if (stacked > stackPages && !order.isEmpty(gone)) {
            int dropped = order.removeOldest(gone);
            recency.unlink(dropped);
            stacked--;
            forget(dropped);
        }
    }

    private int pop() {
        stacked--;
        return recency.removeOldest(stack);
    }

    /** Takes HIR pages from the bottom of the stack, so that a LIR page is the last. */
    private void prune() {
        while (stacked > 0 && state[recency.oldest(stack)] != LIR) {
            int node = pop();
            if (state[node] == GONE) {
                order.unlink(node);
                forget(node);
            } else {
                state[node] = HIR_OFF_STACK;
            }
        }
    }
}
