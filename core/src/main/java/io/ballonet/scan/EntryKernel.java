package io.ballonet.scan;

import java.lang.System.Logger.Level;

/**
 * Compares many consecutive 8-byte entries with a pattern: entry {@code e} matches if {@code (e & mask) == value}.
 *
 * <p>Two implementations: {@link VectorEntryKernel} where the module {@code jdk.incubator.vector} is there, else
 * {@link PlainEntryKernel}.
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

    /** The fastest kernel that this JVM can load. */
    static EntryKernel best() {
        return Best.KERNEL;
    }

    /** Holds the choice, made once, and says so once if it is the slow one. */
    final class Best {
        private static final EntryKernel KERNEL = choose();

        private Best() {}

        private static EntryKernel choose() {
            if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
                return new VectorEntryKernel();
            }
            System.getLogger(EntryKernel.class.getName())
                    .log(Level.INFO, "scans run without vectors: add --add-modules=jdk.incubator.vector");
            return new PlainEntryKernel();
        }
    }
}
