package io.ballonet.trace.policy;

/**
 * What the policies share that remember pages for a while after their eviction. A node stands for a page in a frame or for
 * a remembered one; eviction turns one into the other and a return turns it back, without a step in the index.
 */
abstract class RememberingPolicy extends FramedPolicy {
    private final int[] freeNodes;
    private int freeCount;
    private int unused;

    /** A policy of {@code frames} frames over {@code nodes} nodes: the most pages that it ever knows of at once. */
    RememberingPolicy(int frames, int nodes) {
        super(frames, nodes);
        freeNodes = new int[nodes];
    }

    /** A node that stands for no page. */
    final int takeNode() {
        return freeCount > 0 ? freeNodes[--freeCount] : unused++;
    }

    /** Ends the memory of a page that is in no frame. */
    final void forget(int node) {
        index.remove(node);
        freeNodes[freeCount++] = node;
    }

    /** Takes a page out of its frame, and forgets it too. */
    final void evictAndForget(int node) {
        evict(node);
        freeNodes[freeCount++] = node;
    }

    /** Takes a page out of its frame, writes it back if it is dirty, and remembers it. */
    final void evictAndRemember(int node) {
        writebacks += index.dirtyBit(node);
    }

    /** Counts a miss of a remembered page, and loads it again. */
    final void loadAgain(long access, int node) {
        misses++;
        index.reload(access, node);
    }
}
