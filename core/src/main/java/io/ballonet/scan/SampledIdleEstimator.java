package io.ballonet.scan;

/**
 * ESX's estimate of active memory: each period a number of pages is chosen at random and their accessed bits are cleared; the
 * share of them that is accessed when the period ends is the share of memory that is active.
 *
 * <p>The share of one period is noisy, by √(f(1−f)/n). ESX keeps a slow and a fast moving average and takes the highest of both and
 * the current share, so that the estimate rises at once when a guest becomes active, and falls slowly.
 *
 * <p><b>Threads:</b> one at a time; virtual CPUs set bits meanwhile. Allocates nothing after construction.
 *
 * <p><b>Source:</b> C. Waldspurger, Memory Resource Management in VMware ESX Server, OSDI '02, section 5.3. Deviation: the sample
 * is drawn without replacement from all pages, and one that is no candidate when the period ends leaves it.
 */
public final class SampledIdleEstimator {
    /** Pages a period, as in ESX. */
    public static final int DEFAULT_SAMPLE = 100;

    /* The paper names no weights: a period's share moves the slow average by 1/16 and the fast by 1/4. */
    private static final double SLOW = 1.0 / 16;
    private static final double FAST = 1.0 / 4;

    private final long pages;
    private final long[] sample;
    private int sampled;
    private final RandomPages random;
    private double current;
    private double slow;
    private double fast;
    private boolean hasShare;

    /**
     * An estimator that has sampled nothing yet.
     *
     * @param pages of the view, at least 1
     * @param sampleSize pages a period, at least 1; all pages where there are no more
     */
    public SampledIdleEstimator(long pages, int sampleSize, long seed) {
        if (pages < 1 || sampleSize < 1) {
            throw new IllegalArgumentException(
                    "sample and memory must not be empty: pages=" + pages + ", sampleSize=" + sampleSize);
        }
        this.pages = pages;
        this.sample = new long[(int) Math.min(sampleSize, pages)];
        this.random = new RandomPages(seed);
    }

    /**
     * Begins a period: draws distinct candidates and clears their accessed bits. Where candidates are rare, the sample is
     * smaller.
     */
    public void begin(AccessView view) {
        if (view.pages() != pages) {
            throw new IllegalArgumentException(
                    "estimator was made for another number of pages: pages=" + pages + ", viewPages=" + view.pages());
        }
        sampled = 0;
        // 64 probes a page: with one candidate in eight, one period in 5,000 draws a page less than it could.
        for (long probes = 64L * sample.length; probes > 0 && sampled < sample.length; probes--) {
            long page = random.below(pages);
            if (view.isCandidate(page) && !isSampled(page)) {
                sample[sampled++] = page;
                view.clearAccessed(page);
            }
        }
    }

    /** Ends the period that {@link #begin} began; a period without candidates changes nothing. */
    public void end(AccessView view) {
        int candidates = 0;
        int accessed = 0;
        for (int i = 0; i < sampled; i++) {
            candidates += view.isCandidate(sample[i]) ? 1 : 0;
            accessed += view.isAccessed(sample[i]) ? 1 : 0;
        }
        sampled = 0;
        if (candidates == 0) {
            return;
        }
        current = (double) accessed / candidates;
        slow = hasShare ? slow + SLOW * (current - slow) : current;
        fast = hasShare ? fast + FAST * (current - fast) : current;
        hasShare = true;
    }

    /** Share of the last period's sample that was accessed, in [0, 1]: unbiased and noisy. */
    public double currentShare() {
        return current;
    }

    /** The highest of the slow average, the fast one and the last period's share: what ESX takes for active. */
    public double activeShare() {
        return Math.max(current, Math.max(slow, fast));
    }

    private boolean isSampled(long page) {
        for (int i = 0; i < sampled; i++) {
            if (sample[i] == page) {
                return true;
            }
        }
        return false;
    }
}
