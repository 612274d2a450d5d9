package io.ballonet.trace.curve;

import io.ballonet.trace.PageAccess;
import io.ballonet.trace.policy.FrameIndex;

/** Numbers for pages as they come, without an end: 0 for the first, 1 for the next new one. One thread at a time. */
final class PageIds {
    private FrameIndex index;
    private int capacity;
    private int size;

    /** No pages yet; room for the first {@code capacity}. */
    PageIds(int capacity) {
        this.capacity = capacity;
        index = new FrameIndex(capacity);
    }

    /** The number of {@code page}: {@link #size()} from before the call if it is new. */
    int of(long page) {
        int id = index.find(page);
        if (id != FrameIndex.NOT_RESIDENT) {
            return id;
        }
        if (size == capacity) {
            index = index.grown(2 * capacity);
            capacity *= 2;
        }
        index.load(PageAccess.of(page, false), size);
        return size++;
    }

    /** Pages so far. */
    int size() {
        return size;
    }
}
