package io.ballonet.unit;

/** Distance that keeps words of different writers apart: two 64-byte lines, since the adjacent-line prefetcher pulls pairs. */
public final class CacheLine {
    /** Bytes of one line. */
    public static final int BYTES = 64;
    /** Bytes between two words that different threads write. */
    public static final int SPACING = 2 * BYTES;

    private CacheLine() {}
}
