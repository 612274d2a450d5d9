package io.ballonet.trace.curve;

/**
 * A share of all pages, chosen by a hash of the page number: every access to a page of the sample counts and none to another,
 * so that reuse within the sample is that of the trace, only thinner.
 *
 * <p>Source: C. A. Waldspurger et al., Efficient MRC construction with SHARDS, FAST '15, section 3.
 */
public final class PageSample {
    /** A hash is in {@code [0, HASHES)}. */
    static final long HASHES = 1L << 52;

    private static final int HASH_BITS = 52;
    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

    /** Far apart for seeds that are not. */
    private final long key;

    private final double rate;

    /**
     * About {@code rate} of all pages; the {@code seed} says which.
     *
     * @throws IllegalArgumentException if the rate is not in {@code (0, 1]}
     */
    public PageSample(double rate, long seed) {
        if (!(rate > 0 && rate <= 1)) {
            throw new IllegalArgumentException("rate out of range: rate=" + rate);
        }
        this.rate = rate;
        key = mixed(seed);
    }

    /** Every page. */
    public static PageSample all() {
        return new PageSample(1, 0);
    }

    /** The expected share of the pages. */
    public double rate() {
        return rate;
    }

    /** True if the page is in the sample. */
    public boolean has(long page) {
        return (double) hash(page) < rate * (double) HASHES;
    }

    /** Spreads pages evenly over {@code [0, HASHES)}. */
    long hash(long page) {
        return mixed(page ^ key) >>> (Long.SIZE - HASH_BITS);
    }

    /** The finalizer of SplitMix64: every bit of the input reaches every bit of the output. */
    private static long mixed(long bits) {
        long z = bits + GOLDEN_RATIO;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
