package io.ballonet.scan;

/**
 * Compares many consecutive 8-byte entries with a pattern: entry {@code e} matches if {@code (e & mask) == value}.
 *
 * <p><b>Concurrency:</b> reads only, in plain mode: other threads change entries meanwhile, so an answer may mix moments
 * (a benign race, an entry itself is never torn). Wait-free.
 */
interface EntryKernel {
    /** Entries that one call of {@link #match} looks at. */
    int WORD = Long.SIZE;

    /** Number of matches in {@code entries} entries from {@code address}. */
    long count(long address, long entries, long mask, long value);

    /** Matches in {@link #WORD} entries from {@code address}: bit {@code i} is entry {@code i}. */
    long match(long address, long mask, long value);
}
