package io.ballonet.trace.policy;

import static io.ballonet.trace.policy.FrameIndex.NOT_RESIDENT;

import io.ballonet.trace.PageAccess;

/**
 * S3-FIFO: three queues. New pages enter a small one, from where only those hit at least twice go on to the main one; the
 * others leave, and are remembered for a while: who returns meanwhile enters the main queue at once. There a hit earns
 * another round, three at most.
 *
 * <p>Sizes of the authors' library: small {@code floor(c / 10)}, main the rest, {@code floor(9 c / 10)} pages remembered,
 * first out by time of eviction; a page that returns is no longer remembered. A search that began in the small queue ends
 * there unless it runs empty. Source: J. Yang et al., FIFO queues are all you need for cache eviction, SOSP '23, section 4.
 * Deviations: the paper's text moves a page on after one hit and its algorithm 1 after two; this is the algorithm.
 */
final class S3FifoPolicy extends RememberingPolicy {
    /** Hits that count. */
    private static final int MAX_HITS = 3;
    /** Hits that take a page from the small queue to the main one. */
    private static final int HITS_TO_MOVE = 2;
    /** In {@link #hits}: in no frame, but remembered. */
    private static final byte GONE = -1;

    private final FrameRing small;
    private final FrameRing main;
    private final int mainFrames;
    private final int rememberedPages;
    private final NodeLists order;
    private final int gone;
    private final byte[] hits;
    private int remembered;

    S3FifoPolicy(int frames) {
        super(frames, frames + rememberedPages(frames));
        small = new FrameRing(frames);
        main = new FrameRing(frames);
        mainFrames = frames - frames / 10;
        rememberedPages = rememberedPages(frames);
        int nodes = frames + rememberedPages;
        order = new NodeLists(nodes, 1);
        gone = order.head(0);
        hits = new byte[nodes];
    }

    private static int rememberedPages(int frames) {
        return (int) (frames * 9L / 10);
    }

    @Override
    void playPrefetched(long[] accesses, int from, int to) {
        byte[] hitsOf = hits;
        for (int i = from; i < to; i++) {
            long access = accesses[i];
            int node = index.find(PageAccess.page(access));
            if (node != NOT_RESIDENT && hitsOf[node] != GONE) {
                index.touch(node, PageAccess.writeBit(access));
                if (hitsOf[node] < MAX_HITS) {
                    hitsOf[node]++;
                }
            } else {
                miss(access, node);
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
            enter(main, known);
        } else {
            int node = takeNode();
            load(access, node);
            enter(small, node);
        }
    }

    private void enter(FrameRing queue, int node) {
        hits[node] = 0;
        queue.add(node);
    }

    private void evictOne() {
        boolean evicted = false;
        while (!evicted) {
            if (main.size() > mainFrames || small.size() == 0) {
                evictFromMain();
                evicted = true;
            } else {
                evicted = evictFromSmall();
            }
        }
    }

    /** False if every page of the small queue moved to the main one. */
    private boolean evictFromSmall() {
        while (small.size() > 0) {
            int node = small.remove();
            if (hits[node] < HITS_TO_MOVE) {
                evictAndRemember(node);
                remember(node);
                return true;
            }
            enter(main, node);
        }
        return false;
    }

    private void evictFromMain() {
        int node = main.remove();
        while (hits[node] > 0) {
            hits[node]--;
            main.add(node);
            node = main.remove();
        }
        evictAndForget(node);
    }

    private void remember(int node) {
        if (rememberedPages == 0) {
            forget(node);
            return;
        }
        if (remembered == rememberedPages) {
            forget(order.removeOldest(gone));
            remembered--;
        }
        hits[node] = GONE;
        order.append(gone, node);
        remembered++;
    }
}
