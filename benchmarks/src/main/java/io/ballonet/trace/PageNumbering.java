package io.ballonet.trace;

import java.util.Arrays;
import org.agrona.collections.Long2LongHashMap;

/**
 * The pages of a trace numbered without gaps: page id 0 is the page of the first access, 1 the next new one, and so on.
 *
 * <p>What a guest process needs to map a sparse trace onto its address space, id by id. Immutable but for the arrays that
 * it shares; any number of threads may read.
 */
public final class PageNumbering {
    private static final long NEW = -1;
    private static final int FIRST_CAPACITY = 1 << 10;

    private final int[] ids;
    private final long[] pages;

    private PageNumbering(int[] ids, long[] pages) {
        this.ids = ids;
        this.pages = pages;
    }

    static PageNumbering of(long[] accesses) {
        Long2LongHashMap idOf = new Long2LongHashMap(NEW);
        int[] ids = new int[accesses.length];
        long[] pages = new long[FIRST_CAPACITY];
        int distinct = 0;
        for (int i = 0; i < accesses.length; i++) {
            long page = PageAccess.page(accesses[i]);
            long id = idOf.get(page);
            if (id == NEW) {
                id = distinct;
                idOf.put(page, id);
                if (distinct == pages.length) {
                    pages = Arrays.copyOf(pages, 2 * distinct);
                }
                pages[distinct++] = page;
            }
            ids[i] = (int) id;
        }
        return new PageNumbering(ids, Arrays.copyOf(pages, distinct));
    }

    /** Number of different pages: ids are {@code [0, distinctPages())}. */
    public int distinctPages() {
        return pages.length;
    }

    /** The id of each access's page, in the order of the trace. Shared, not a copy: callers only read. */
    public int[] ids() {
        return ids;
    }

    /** The page number of an id. */
    public long page(int id) {
        return pages[id];
    }
}
