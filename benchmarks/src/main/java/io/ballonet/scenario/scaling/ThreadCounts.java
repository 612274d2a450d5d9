package io.ballonet.scenario.scaling;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/** The numbers of threads that are measured: all up to four, powers of two, as many as there are processors, and one more. */
final class ThreadCounts {
    private static final int ALL_UP_TO = 4;

    private final int processors;
    private final int[] counts;

    private ThreadCounts(int processors, int[] counts) {
        this.processors = processors;
        this.counts = counts;
    }

    /** For so many processors, at least 1. */
    static ThreadCounts of(int processors) {
        Set<Integer> counts = new TreeSet<>();
        for (int count = 1; count <= Math.min(processors, ALL_UP_TO); count++) {
            counts.add(count);
        }
        for (int count = ALL_UP_TO; count <= processors; count *= 2) {
            counts.add(count);
        }
        counts.add(processors);
        counts.add(processors + 1);
        return new ThreadCounts(
                processors, counts.stream().mapToInt(Integer::intValue).toArray());
    }

    /** That this process may use. */
    int processors() {
        return processors;
    }

    /** Ascending from 1; the last alone is more than the processors. Shared, not a copy: callers only read. */
    int[] counts() {
        return counts;
    }

    int size() {
        return counts.length;
    }

    int most() {
        return counts[counts.length - 1];
    }

    boolean isOversubscribed(int index) {
        return counts[index] > processors;
    }

    /** Those that no thread has to wait for a processor in. */
    int[] fitting() {
        return Arrays.stream(counts).filter(count -> count <= processors).toArray();
    }
}
