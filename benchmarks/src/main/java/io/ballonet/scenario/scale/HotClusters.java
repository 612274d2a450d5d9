package io.ballonet.scenario.scale;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Hot memory in a number of clusters: each is some groups of 512 pages in a row, aligned to a group, and lies at a random place of
 * its equal part of memory.
 *
 * <p><b>Threads:</b> any; it does not change.
 */
final class HotClusters {
    /** Pages of a group. */
    static final int GROUP = 512;

    private final long[] firstGroups;
    private final long[] lengths;
    /** Hot groups before each cluster. */
    private final long[] before;

    private final long hotGroups;

    /**
     * Clusters of as equal a length as can be.
     *
     * @param pages of memory, a multiple of {@value #GROUP}
     * @param hotGroups groups that are hot, at least one a cluster and at most all
     */
    HotClusters(long pages, long hotGroups, int clusters, SplittableRandom random) {
        long groups = pages / GROUP;
        long part = groups / clusters;
        if (clusters < 1 || hotGroups < clusters || (hotGroups + clusters - 1) / clusters > part) {
            throw new IllegalArgumentException(
                    "hot clusters do not fit: pages=" + pages + ", hotGroups=" + hotGroups + ", clusters=" + clusters);
        }
        this.hotGroups = hotGroups;
        this.firstGroups = new long[clusters];
        this.lengths = new long[clusters];
        this.before = new long[clusters];
        long sum = 0;
        for (int cluster = 0; cluster < clusters; cluster++) {
            lengths[cluster] = hotGroups * (cluster + 1) / clusters - hotGroups * cluster / clusters;
            firstGroups[cluster] = part * cluster + random.nextLong(part - lengths[cluster] + 1);
            before[cluster] = sum;
            sum += lengths[cluster];
        }
    }

    long hotPages() {
        return hotGroups * GROUP;
    }

    int clusters() {
        return lengths.length;
    }

    /** Pages of the smallest cluster. */
    long smallest() {
        return Arrays.stream(lengths).min().orElseThrow() * GROUP;
    }

    /** The {@code i}-th hot page, {@code i} in {@code [0, hotPages())}. */
    long page(long i) {
        long group = i / GROUP;
        int found = Arrays.binarySearch(before, group);
        int cluster = found >= 0 ? found : -found - 2;
        return (firstGroups[cluster] + group - before[cluster]) * GROUP + i % GROUP;
    }
}
