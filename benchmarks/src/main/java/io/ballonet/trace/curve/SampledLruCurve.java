package io.ballonet.trace.curve;

import io.ballonet.trace.PageAccess;
import io.ballonet.trace.policy.FrameIndex;

/**
 * An estimate of LRU's miss-ratio curve from a sample of the pages: SHARDS. A stack distance among sampled pages, divided by
 * the share that is sampled, is a distance among all.
 *
 * <p>Two ways: a fixed share of the pages, whose memory is that share of the exact curve's; or at most so many pages, in
 * constant memory, where the share starts at all and falls when the sample overflows: the pages of the largest hashes leave.
 * One thread at a time.
 *
 * <p>Source: C. A. Waldspurger et al., Efficient MRC construction with SHARDS, FAST '15, sections 3 and 4. As in its
 * SHARDS-adj, the difference between the accesses that were expected in the sample and those that came, which is due to a few
 * hot pages, counts as hits at one frame. Deviation: with a fixed number of pages an access weighs what it stood for when it
 * was made, where the paper scales the counts down at each change of the share; the curve is the same.
 */
public final class SampledLruCurve {
    private static final int FIRST_CAPACITY = 1 << 10;
    private static final int NO_BOUND = Integer.MAX_VALUE;

    private final PageSample sample;
    private final int mostPages;
    private final FrameHistogram hits = new FrameHistogram();
    private final SampledPages pages;
    private final RecencyRanks stack;
    /** The share of the pages that is sampled now. */
    private double rate;

    private long accesses;
    private long sampled;
    /** Accesses that the sampled ones stand for. */
    private double weight;

    private SampledLruCurve(PageSample sample, int mostPages, int capacity) {
        this.sample = sample;
        this.mostPages = mostPages;
        pages = new SampledPages(capacity);
        stack = new RecencyRanks(capacity);
        rate = sample.rate();
    }

    /** A curve from the pages of {@code sample}. */
    public static SampledLruCurve ofRate(PageSample sample) {
        return new SampledLruCurve(sample, NO_BOUND, FIRST_CAPACITY);
    }

    /**
     * A curve from at most {@code mostPages} pages; {@code seed} says which.
     *
     * @throws IllegalArgumentException if {@code mostPages} is not in {@code [1, 2^27]}
     */
    public static SampledLruCurve ofPages(int mostPages, long seed) {
        if (mostPages < 1 || mostPages > 1 << 27) {
            throw new IllegalArgumentException("sampled pages out of range: mostPages=" + mostPages);
        }
        return new SampledLruCurve(new PageSample(1, seed), mostPages, mostPages + 1);
    }

    /** Counts the accesses {@code [from, to)}, packed as {@link PageAccess} says, after all those before. */
    public void play(long[] trace, int from, int to) {
        for (int i = from; i < to; i++) {
            long page = PageAccess.page(trace[i]);
            long hash = sample.hash(page);
            if ((double) hash < rate * (double) PageSample.HASHES) {
                count(page, hash);
            }
        }
        accesses += to - from;
    }

    private void count(long page, long hash) {
        int id = pages.find(page);
        double worth = 1 / rate;
        sampled++;
        weight += worth;
        if (id != FrameIndex.NOT_RESIDENT) {
            hits.add(Math.round(stack.touch(id) * worth), worth);
            return;
        }
        id = pages.add(page, hash);
        if (id == stack.capacity()) {
            stack.grow(2 * id);
        }
        stack.touch(id);
        while (pages.size() > mostPages) {
            rate = (double) pages.largestHash() / (double) PageSample.HASHES;
            stack.remove(pages.removeLargest());
        }
    }

    /** Accesses so far, sampled or not. */
    public long accesses() {
        return accesses;
    }

    /** Accesses so far to pages that were in the sample. */
    public long sampledAccesses() {
        return sampled;
    }

    /** The share of the pages that is sampled now. */
    public double rate() {
        return rate;
    }

    /** About how many distinct pages there were. */
    public long distinctPages() {
        return Math.round(pages.size() / rate);
    }

    /** About what share of the accesses misses at so many frames; in {@code [0, 1]}. */
    public double missRatio(long frames) {
        double all = (double) accesses;
        double hit = hits.upTo(frames) + (all - weight);
        return accesses == 0 ? 0 : Math.clamp(1 - hit / all, 0, 1);
    }
}
