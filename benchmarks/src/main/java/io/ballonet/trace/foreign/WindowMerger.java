package io.ballonet.trace.foreign;

import io.ballonet.trace.PageAccess;
import java.util.Arrays;
import org.agrona.collections.Long2LongHashMap;

/**
 * Cuts a trace into windows of so many accesses; of each, every page stands once, in order of its first access there, a
 * write if any of them was. Memory grows with the pages of a window. One thread at a time.
 */
final class WindowMerger implements AccessSink {
    private static final int FIRST_CAPACITY = 1 << 10;
    private static final long ABSENT = -1;

    private final AccessSink target;
    private final long window;
    /** Where each page of the window stands in {@link #pages}. */
    private final Long2LongHashMap places = new Long2LongHashMap(ABSENT);

    /** The window's pages, packed as {@link PageAccess} says. */
    private long[] pages = new long[FIRST_CAPACITY];

    private int distinct;
    private long accesses;

    WindowMerger(long window, AccessSink target) {
        this.window = window;
        this.target = target;
    }

    @Override
    public void access(long first, long last, boolean isWrite) {
        for (long page = first; page <= last; page++) {
            add(page, isWrite);
        }
        accesses++;
        if (accesses == window) {
            flush();
        }
    }

    private void add(long page, boolean isWrite) {
        long access = PageAccess.of(page, isWrite);
        long place = places.get(page);
        if (place == ABSENT) {
            if (distinct == pages.length) {
                pages = Arrays.copyOf(pages, 2 * distinct);
            }
            places.put(page, distinct);
            pages[distinct++] = access;
        } else {
            pages[(int) place] |= PageAccess.writeBit(access);
        }
    }

    @Override
    public void end() {
        flush();
        target.end();
    }

    private void flush() {
        for (int i = 0; i < distinct; i++) {
            long page = PageAccess.page(pages[i]);
            target.access(page, page, PageAccess.isWrite(pages[i]));
        }
        places.clear();
        distinct = 0;
        accesses = 0;
    }
}
