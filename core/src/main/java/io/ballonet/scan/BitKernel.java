package io.ballonet.scan;

/**
 * Looks at many consecutive words of packed bits.
 *
 * <p><b>Concurrency:</b> reads only, in plain mode: other threads change words meanwhile, so an answer may mix moments (a
 * benign race, a word itself is never torn). Wait-free.
 */
interface BitKernel {
    /** Words that one call of {@link #nonZero} looks at: a page of 32,768 bits in eight. */
    int BLOCK = Long.SIZE;

    /** Number of set bits in {@code words} words from {@code address}. */
    long count(long address, long words);

    /** Number of bits that are set in both, in {@code words} words from {@code address} and from {@code other}. */
    long countBoth(long address, long other, long words);

    /** Which of {@link #BLOCK} words from {@code address} have a set bit: bit {@code i} is word {@code i}. */
    long nonZero(long address);
}
