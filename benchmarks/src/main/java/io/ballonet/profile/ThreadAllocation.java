package io.ballonet.profile;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Bytes that each thread allocated between two moments, from readings of the counter that the JVM keeps for every thread: exact, in
 * contrast to samples. <b>Threads:</b> one.
 */
final class ThreadAllocation {
    private final long fromNs;
    private final long toNs;
    private final Map<String, Range> ranges = new HashMap<>();

    /** First and last reading of a thread in the span; what it had allocated before. */
    private static final class Range {
        private long firstNs = Long.MAX_VALUE;
        private long lastNs = Long.MIN_VALUE;
        private long first;
        private long last;
    }

    ThreadAllocation(long fromNs, long toNs) {
        this.fromNs = fromNs;
        this.toNs = toNs;
    }

    /** A reading; readings outside the span are not looked at. */
    void add(String thread, long timeNs, long bytes) {
        if (timeNs < fromNs || timeNs >= toNs) {
            return;
        }
        Range range = ranges.computeIfAbsent(thread, name -> new Range());
        if (timeNs < range.firstNs) {
            range.firstNs = timeNs;
            range.first = bytes;
        }
        if (timeNs > range.lastNs) {
            range.lastNs = timeNs;
            range.last = bytes;
        }
    }

    /** Bytes from a thread's first reading in the span to its last. */
    SortedMap<String, Long> bytes() {
        SortedMap<String, Long> bytes = new TreeMap<>();
        ranges.forEach((thread, range) -> bytes.put(thread, range.last - range.first));
        return bytes;
    }
}
