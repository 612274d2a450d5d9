package io.ballonet.trace.curve;

import java.util.Arrays;

/** Ids by hash, the largest first out. One thread at a time; nothing allocates but {@link #grow}. */
final class HashHeap {
    private long[] hashes;
    private int[] ids;
    private int size;

    /** Room for {@code capacity} ids. */
    HashHeap(int capacity) {
        hashes = new long[capacity];
        ids = new int[capacity];
    }

    void add(long hash, int id) {
        int at = size++;
        while (at > 0 && hashes[(at - 1) >>> 1] < hash) {
            int parent = (at - 1) >>> 1;
            hashes[at] = hashes[parent];
            ids[at] = ids[parent];
            at = parent;
        }
        hashes[at] = hash;
        ids[at] = id;
    }

    /** The largest hash; there must be one. */
    long largest() {
        return hashes[0];
    }

    /** Takes out the id of the largest hash. */
    int remove() {
        int id = ids[0];
        size--;
        long hash = hashes[size];
        int at = 0;
        for (int child = 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && hashes[child + 1] > hashes[child]) {
                child++;
            }
            if (hashes[child] <= hash) {
                break;
            }
            hashes[at] = hashes[child];
            ids[at] = ids[child];
            at = child;
        }
        hashes[at] = hash;
        ids[at] = ids[size];
        return id;
    }

    /** Doubles the room. */
    void grow() {
        hashes = Arrays.copyOf(hashes, 2 * hashes.length);
        ids = Arrays.copyOf(ids, 2 * ids.length);
    }
}
