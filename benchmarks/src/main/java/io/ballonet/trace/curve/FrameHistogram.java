package io.ballonet.trace.curve;

/**
 * Weights by number of frames, in buckets: exact up to 1024, then each bucket at most 1/512 wide of what it holds. Memory is
 * constant. One thread at a time.
 */
final class FrameHistogram {
    /** Bits of a number of frames that are kept. */
    private static final int PRECISION = 10;
    /** Buckets a power of two. */
    private static final int HALF = 1 << (PRECISION - 1);

    private final double[] weights = new double[(Long.SIZE - PRECISION + 1) * HALF + HALF];

    /** Adds weight at {@code frames}, at least 0. */
    void add(long frames, double weight) {
        weights[bucket(frames)] += weight;
    }

    /** The weight at {@code frames} and below. */
    double upTo(long frames) {
        double sum = 0;
        for (int bucket = bucket(frames); bucket >= 0; bucket--) {
            sum += weights[bucket];
        }
        return sum;
    }

    private static int bucket(long frames) {
        int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(frames) - PRECISION);
        return shift * HALF + (int) (frames >>> shift);
    }
}
