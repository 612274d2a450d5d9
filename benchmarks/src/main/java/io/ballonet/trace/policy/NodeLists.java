package io.ballonet.trace.policy;

/**
 * Circular doubly linked lists over the nodes {@code [0, nodes)}, each from the oldest to the newest member. A node is in
 * at most one of them; who is in which is the caller's to know. One thread at a time; nothing allocates after construction.
 */
final class NodeLists {
    /*
     * Both links of a node lie side by side, since unlinking reads both. Each list's head is one more node, before the
     * oldest and after the newest member, so that no end is a special case:
     *
     *   links[2 n] the node older than n, links[2 n + 1] the newer one
     */
    private final int[] links;
    private final int nodes;

    /** So many empty lists over so many nodes. */
    NodeLists(int nodes, int lists) {
        this.nodes = nodes;
        links = new int[2 * (nodes + lists)];
        for (int list = 0; list < lists; list++) {
            int head = head(list);
            links[2 * head] = head;
            links[2 * head + 1] = head;
        }
    }

    /** What stands for a list in the other methods: the node where walks in either direction end. */
    int head(int list) {
        return nodes + list;
    }

    boolean isEmpty(int head) {
        return links[2 * head] == head;
    }

    /** The oldest member, or {@code head} if there is none. */
    int oldest(int head) {
        return newer(head);
    }

    /** The next newer member, or the head after the newest; of a head, the oldest member. */
    int newer(int node) {
        return links[2 * node + 1];
    }

    /** Takes a node out of the list that it is in. */
    void unlink(int node) {
        int older = links[2 * node];
        int newer = links[2 * node + 1];
        links[2 * older + 1] = newer;
        links[2 * newer] = older;
    }

    /** Makes a node that is in no list the newest of one. */
    void append(int head, int node) {
        int newest = links[2 * head];
        links[2 * node] = newest;
        links[2 * node + 1] = head;
        links[2 * newest + 1] = node;
        links[2 * head] = node;
    }

    /** Takes out the oldest member, which must be there, and returns it. */
    int removeOldest(int head) {
        int node = oldest(head);
        unlink(node);
        return node;
    }
}
