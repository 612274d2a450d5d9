package io.ballonet.scan;

import io.ballonet.memory.PageBatch;
import io.ballonet.memory.Words;

/**
 * What the strategies share, those of other jars too: the check that the view fits, the pass, the two counters, and how pages
 * of a word become victims.
 *
 * <p><b>Threads:</b> one at a time.
 */
public abstract class AbstractScan implements ScanStrategy {
    private final long pages;
    private long pagesExamined;
    private long bitsCleared;

    /** A scan of views of {@code pages} pages, at least one. */
    protected AbstractScan(long pages) {
        if (pages < 1) {
            throw new IllegalArgumentException("scan needs at least one page: pages=" + pages);
        }
        this.pages = pages;
    }

    @Override
    public final int selectVictims(AccessView view, int wanted, PageBatch victims) {
        checkView(view);
        if (wanted < 0) {
            throw new IllegalArgumentException("victims wanted must not be negative: wanted=" + wanted);
        }
        int before = victims.size();
        int room = Math.min(wanted, victims.remaining());
        if (room > 0) {
            select(view, room, victims);
        }
        return victims.size() - before;
    }

    /**
     * Appends up to {@code wanted} distinct inactive candidates, at least one of which is asked for and all of which fit; counts
     * what it looked at by {@link #examined} and what it cleared by {@link #cleared}.
     */
    protected abstract void select(AccessView view, int wanted, PageBatch victims);

    @Override
    public final long pass(AccessView view, boolean clear) {
        checkView(view);
        return passOver(view, clear);
    }

    @Override
    public final long pass(AccessView view, boolean clear, ActiveSink sink) {
        checkView(view);
        return passOver(view, clear, sink);
    }

    /** A pass at the speed of memory. */
    long passOver(AccessView view, boolean clear) {
        pagesExamined += pages;
        if (!clear) {
            return view.countAccessed(0, pages);
        }
        long cleared = view.clearAccessed(0, pages);
        bitsCleared += cleared;
        return cleared;
    }

    /** A pass word by word. */
    long passOver(AccessView view, boolean clear, ActiveSink sink) {
        return passWords(view, 0, (pages + Long.SIZE - 1) / Long.SIZE, clear, sink);
    }

    /** Looks at the words {@code [from, to)} and names the accessed pages. */
    final long passWords(AccessView view, long from, long to, boolean clear, ActiveSink sink) {
        long active = 0;
        for (long word = from; word < to; word++) {
            long bits = clear ? view.clearAccessedWord(word, -1L) : view.accessedWord(word);
            if (bits != 0) {
                active += Long.bitCount(bits);
                sink.active(word, bits);
            }
        }
        pagesExamined += Math.min(to * Long.SIZE, pages) - from * Long.SIZE;
        bitsCleared += clear ? active : 0;
        return active;
    }

    @Override
    public final long pagesExamined() {
        return pagesExamined;
    }

    @Override
    public final long bitsCleared() {
        return bitsCleared;
    }

    /** Pages of the view. */
    protected final long pages() {
        return pages;
    }

    /** Counts bits that were looked at. */
    protected final void examined(long count) {
        pagesExamined += count;
    }

    /** Counts accessed bits that were set and are now clear. */
    protected final void cleared(long count) {
        bitsCleared += count;
    }

    /** Appends the pages {@code first + i} of the set bits {@code i}, in ascending order; they must fit. */
    protected static void append(PageBatch victims, long first, long bits) {
        int size = victims.size();
        long at = victims.address() + (long) size * Long.BYTES;
        for (long left = bits; left != 0; left &= left - 1) {
            Words.set(at, first + Long.numberOfTrailingZeros(left));
            at += Long.BYTES;
        }
        victims.setSize(size + Long.bitCount(bits));
    }

    /** The lowest {@code count} set bits of {@code bits}, or all if there are no more. */
    protected static long lowest(long bits, int count) {
        if (Long.bitCount(bits) <= count) {
            return bits;
        }
        long rest = bits;
        for (int i = 0; i < count; i++) {
            rest &= rest - 1;
        }
        return bits ^ rest;
    }

    private void checkView(AccessView view) {
        if (view.pages() != pages) {
            throw new IllegalArgumentException(
                    "scan was made for another number of pages: pages=" + pages + ", viewPages=" + view.pages());
        }
    }

    @Override
    public void close() {
        /* Nothing off-heap here; strategies that map regions unmap them. */
    }
}
