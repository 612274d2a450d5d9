package io.ballonet.trace.curve;

import io.ballonet.trace.PageAccess;
import io.ballonet.trace.policy.FrameIndex;

/** The pages of a sample, each with an id, from the smallest hash to the largest, which can be taken out. */
final class SampledPages {
    private FrameIndex index;
    private final HashHeap heap;
    private int[] freeIds;
    private int capacity;
    private int freeCount;
    private int used;

    /** No pages yet; room for the first {@code capacity}. */
    SampledPages(int capacity) {
        this.capacity = capacity;
        index = new FrameIndex(capacity);
        heap = new HashHeap(capacity);
        freeIds = new int[capacity];
    }

    int size() {
        return used - freeCount;
    }

    /** The page's id, or {@link FrameIndex#NOT_RESIDENT}. */
    int find(long page) {
        return index.find(page);
    }

    /** Adds a page, which may not be there; its id is the smallest number that was never used, or a freed one. */
    int add(long page, long hash) {
        if (size() == capacity) {
            grow();
        }
        int id = freeCount > 0 ? freeIds[--freeCount] : used++;
        index.load(PageAccess.of(page, false), id);
        heap.add(hash, id);
        return id;
    }

    private void grow() {
        index = index.grown(2 * capacity);
        heap.grow();
        capacity *= 2;
        freeIds = new int[capacity];
    }

    long largestHash() {
        return heap.largest();
    }

    /** Takes out the page of the largest hash; returns the id, which is free again. */
    int removeLargest() {
        int id = heap.remove();
        index.remove(id);
        freeIds[freeCount++] = id;
        return id;
    }
}
