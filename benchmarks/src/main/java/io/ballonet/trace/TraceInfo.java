package io.ballonet.trace;

import org.agrona.collections.LongHashSet;

/**
 * What one pass over a trace finds.
 *
 * @param fileName without folders
 * @param accesses at least 1
 * @param distinctPages number of different pages
 * @param writes accesses that write
 * @param minPage smallest page number
 * @param maxPage largest page number
 * @param compressedBytes size of the file if it is compressed, else 0
 * @param sha256 of the uncompressed text, comments too, in hex
 */
public record TraceInfo(
        String fileName,
        long accesses,
        long distinctPages,
        long writes,
        long minPage,
        long maxPage,
        long compressedBytes,
        String sha256) {
    private static final int BATCH = 1 << 13;

    /**
     * Reads a trace from start to end, streamed; memory grows with the distinct pages alone.
     *
     * @throws TraceException if it cannot be read
     */
    public static TraceInfo read(TraceSource source) {
        LongHashSet distinct = new LongHashSet();
        long[] batch = new long[BATCH];
        long accesses = 0;
        long writes = 0;
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        try (TraceReader reader = TraceReader.openHashing(source)) {
            for (int count = reader.read(batch, 0, BATCH); count > 0; count = reader.read(batch, 0, BATCH)) {
                for (int i = 0; i < count; i++) {
                    long page = PageAccess.page(batch[i]);
                    writes += PageAccess.writeBit(batch[i]);
                    min = Math.min(min, page);
                    max = Math.max(max, page);
                    distinct.add(page);
                }
                accesses += count;
            }
            long compressedBytes = reader.isCompressed() ? source.sizeBytes() : 0;
            return new TraceInfo(
                    source.fileName(), accesses, distinct.size(), writes, min, max, compressedBytes, reader.sha256());
        }
    }

    /** Writes per access, in {@code [0, 1]}. */
    public double writeShare() {
        return (double) writes / accesses;
    }
}
