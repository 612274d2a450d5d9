package io.ballonet.trace.curve;

import io.ballonet.trace.PageAccess;
import java.util.Arrays;

/**
 * Exact misses and write-backs of LRU at every number of frames, in one pass.
 *
 * <p>An access hits at {@code c} frames if fewer than {@code c} other pages were accessed since the last one to its page: its
 * stack distance is at most {@code c}. So a count of each distance is the whole curve. Memory grows with the distinct pages,
 * not with the trace. One thread at a time.
 *
 * <p>Sources: R. L. Mattson et al., Evaluation techniques for storage hierarchies, IBM Systems Journal, 1970 (distances); J. G.
 * Thompson, A. J. Smith, Efficient (stack) algorithms for analysis of write-back and sector memories, ACM TOCS, 1989
 * (write-backs).
 */
public final class LruCurve {
    /*
     * Write-backs. A page is dirty at c frames if it was written since it was last loaded there: at every c from some least
     * dirty size on, since more frames load less often. An access at distance d found the page evicted at each c < d, so
     * those from the least dirty size up to d - 1 wrote it back, once, and hold it clean after a read. At the end, pages
     * deeper in the stack than c have been evicted from c frames.
     */
    private static final int FIRST_CAPACITY = 1 << 10;
    private static final int CLEAN = Integer.MAX_VALUE;

    private final PageIds ids = new PageIds(FIRST_CAPACITY);
    private final RecencyRanks stack = new RecencyRanks(FIRST_CAPACITY);
    /** Accesses of each stack distance. */
    private long[] hits = new long[FIRST_CAPACITY + 1];
    /** Write-backs at c frames less those at c - 1. */
    private long[] writebackSteps = new long[FIRST_CAPACITY + 2];
    /** Least number of frames at which each page is dirty. */
    private int[] dirtyFrom = new int[FIRST_CAPACITY];

    private long accesses;

    /** A curve of no accesses yet. */
    public LruCurve() {}

    /** Counts the accesses {@code [from, to)}, packed as {@link PageAccess} says, after all those before. */
    public void play(long[] trace, int from, int to) {
        for (int i = from; i < to; i++) {
            int known = ids.size();
            int id = ids.of(PageAccess.page(trace[i]));
            if (id == stack.capacity()) {
                grow();
            }
            int distance = stack.touch(id);
            boolean isWrite = PageAccess.isWrite(trace[i]);
            if (id == known) {
                dirtyFrom[id] = isWrite ? 1 : CLEAN;
            } else {
                hits[distance]++;
                writeBackBelow(distance, dirtyFrom[id], writebackSteps);
                dirtyFrom[id] = isWrite ? 1 : Math.max(dirtyFrom[id], distance);
            }
        }
        accesses += to - from;
    }

    private static void writeBackBelow(int frames, int dirtyFrom, long[] steps) {
        if (dirtyFrom < frames) {
            steps[dirtyFrom]++;
            steps[frames]--;
        }
    }

    private void grow() {
        int capacity = 2 * stack.capacity();
        stack.grow(capacity);
        hits = Arrays.copyOf(hits, capacity + 1);
        writebackSteps = Arrays.copyOf(writebackSteps, capacity + 2);
        dirtyFrom = Arrays.copyOf(dirtyFrom, capacity);
    }

    /** Accesses so far. */
    public long accesses() {
        return accesses;
    }

    /** Distinct pages so far: the curve is level from there on. */
    public int distinctPages() {
        return ids.size();
    }

    /** Misses at {@code 1, 2, …} frames, up to the number of distinct pages; {@code [c - 1]} are those of {@code c}. */
    public long[] misses() {
        long[] misses = new long[distinctPages()];
        long left = accesses;
        for (int c = 1; c <= misses.length; c++) {
            left -= hits[c];
            misses[c - 1] = left;
        }
        return misses;
    }

    /** Write-backs at {@code 1, 2, …} frames, as {@link #misses}; what is dirty at the end is not written back. */
    public long[] writebacks() {
        long[] steps = writebackSteps.clone();
        for (int id = 0; id < distinctPages(); id++) {
            writeBackBelow(stack.rank(id), dirtyFrom[id], steps);
        }
        long[] writebacks = new long[distinctPages()];
        long sum = 0;
        for (int c = 1; c <= writebacks.length; c++) {
            sum += steps[c];
            writebacks[c - 1] = sum;
        }
        return writebacks;
    }
}
