package io.ballonet.trace;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A page trace in memory: 8 bytes an access, page numbers as they were read. Never empty.
 *
 * <p>Immutable but for the array that {@link #accesses} shares; any number of threads may read.
 */
public final class PageTrace implements TraceFuture {
    private static final int FIRST_CAPACITY = 1 << 16;
    private static final int MAX_ACCESSES = Integer.MAX_VALUE - 8;

    private final String name;
    private final long[] accesses;
    private @Nullable PageNumbering numbering;

    private PageTrace(String name, long[] accesses) {
        this.name = name;
        this.accesses = accesses;
    }

    /**
     * A trace of packed accesses, see {@link PageAccess}.
     *
     * @throws IllegalArgumentException if there are none, or one is negative
     */
    public static PageTrace of(String name, long... accesses) {
        if (accesses.length == 0) {
            throw new IllegalArgumentException("a trace has at least one access: name=" + name);
        }
        for (int i = 0; i < accesses.length; i++) {
            if (accesses[i] < 0) {
                throw new IllegalArgumentException("page out of range: name=" + name + ", access=" + i + ", page="
                        + Long.toHexString(PageAccess.page(accesses[i])));
            }
        }
        return new PageTrace(name, accesses.clone());
    }

    /**
     * Reads a trace.
     *
     * @throws TraceException if it cannot be read or does not fit into the heap
     */
    public static PageTrace load(TraceSource source) {
        int length = 0;
        try (TraceReader reader = source.open()) {
            long[] read = new long[FIRST_CAPACITY];
            while (true) {
                int count = reader.read(read, length, read.length - length);
                if (count == 0) {
                    return new PageTrace(source.name(), Arrays.copyOf(read, length));
                }
                length += count;
                if (length == read.length) {
                    read = Arrays.copyOf(read, grown(length, source));
                }
            }
        } catch (OutOfMemoryError e) {
            // The array is garbage by now, so there is room to say so.
            throw TraceErrors.tooLong(source, length);
        }
    }

    private static int grown(int length, TraceSource source) {
        if (length == MAX_ACCESSES) {
            throw TraceErrors.tooLong(source, length);
        }
        return (int) Math.min(MAX_ACCESSES, length + (length >> 1) + (long) FIRST_CAPACITY);
    }

    /** Name in results, such as {@code own_cc1}. */
    public String name() {
        return name;
    }

    /** Number of accesses, at least 1. */
    public int length() {
        return accesses.length;
    }

    /** The accesses in order, packed as {@link PageAccess} says. Shared for speed, not a copy: callers only read. */
    public long[] accesses() {
        return accesses;
    }

    /** Number of different pages. */
    public int distinctPages() {
        return numbering().distinctPages();
    }

    /** Its pages numbered from 0 by first touch; made at the first call, which takes about as long as a replay. */
    public synchronized PageNumbering numbering() {
        PageNumbering made = numbering;
        if (made == null) {
            made = PageNumbering.of(accesses);
            numbering = made;
        }
        return made;
    }

    /** Made anew at each call. */
    @Override
    public int[] nextUses() {
        int[] ids = numbering().ids();
        int[] next = new int[ids.length];
        int[] soonest = new int[numbering().distinctPages()];
        Arrays.fill(soonest, NEVER);
        for (int t = ids.length - 1; t >= 0; t--) {
            next[t] = soonest[ids[t]];
            soonest[ids[t]] = t;
        }
        return next;
    }

    @Override
    public String toString() {
        return name;
    }
}
