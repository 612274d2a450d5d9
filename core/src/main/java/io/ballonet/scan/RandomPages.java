package io.ballonet.scan;

/**
 * Random page numbers, the same for the same seed.
 *
 * <p><b>Threads:</b> one. <b>Source:</b> increment and multipliers of SplitMix64: Steele, Lea, Flood, Fast Splittable
 * Pseudorandom Number Generators, OOPSLA 2014.
 */
final class RandomPages {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;
    private static final long MIX_1 = 0xBF58476D1CE4E5B9L;
    private static final long MIX_2 = 0x94D049BB133111EBL;

    private long state;

    RandomPages(long seed) {
        state = seed;
    }

    /** Uniform in {@code [0, bound)}, up to a bias of bound / 2^64. */
    long below(long bound) {
        state += GAMMA;
        long mixed = (state ^ (state >>> 30)) * MIX_1;
        mixed = (mixed ^ (mixed >>> 27)) * MIX_2;
        return Math.unsignedMultiplyHigh(mixed ^ (mixed >>> 31), bound);
    }
}
