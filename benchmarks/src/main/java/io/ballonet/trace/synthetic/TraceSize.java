package io.ballonet.trace.synthetic;

/**
 * How large a synthetic trace is.
 *
 * @param pages page numbers are {@code [0, pages)}, at least 16; a short trace may touch fewer
 * @param accesses its length, at least 1
 * @param writeShare probability that an access writes, in [0, 1]
 */
public record TraceSize(int pages, int accesses, double writeShare) {
    static final int FEWEST_PAGES = 16;

    /** Checks the ranges. */
    public TraceSize {
        if (pages < FEWEST_PAGES || accesses < 1 || !(writeShare >= 0 && writeShare <= 1)) {
            throw new IllegalArgumentException("synthetic trace out of range: pages=" + pages + " (at least "
                    + FEWEST_PAGES + "), accesses=" + accesses + ", writeShare=" + writeShare);
        }
    }
}
