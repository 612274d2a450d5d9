package io.ballonet.scan;

import io.ballonet.memory.PageBatch;

/**
 * DAMON's adaptive regions: memory is cut into a bounded number of regions whose pages are taken to be alike, so one random page
 * a region is looked at, and a pass costs the number of regions, however much memory there is.
 *
 * <p>A clearing pass is a sampling interval: it looks at the page of each region that the last one cleared, then chooses and
 * clears another. Every {@value #INTERVALS} of them end an aggregation: neighbours with about as many accesses are merged, a
 * region whose accesses changed is young again, and regions are split at random places while there are few, so that borders
 * move to where memory differs. Victims are the candidates of the region with the fewest accesses first, the oldest of equals,
 * whatever their own accessed bits say: almost all of them were never cleared.
 *
 * <p>Answers are estimates. A pass that clears nothing says what the last aggregation concluded.
 *
 * <p><b>Source:</b> S. Park et al., Profiling Dynamic Data Access Patterns with Controlled Overhead and Quality, Middleware '19,
 * and Linux, Documentation/mm/damon/design.rst (10 to 1000 regions, threshold of a tenth, splits in two or three).
 * Deviation: one pass is one interval, as often as it is called; there is no thread of its own.
 */
final class RegionScan extends AbstractScan {
    static final int INTERVALS = 20;
    static final int FEWEST = 10;
    static final int MOST = 1000;
    /* Neighbours merge whose accesses differ by no more: a tenth of the most that there can be. */
    private static final int ALIKE = INTERVALS / 10;
    private static final ActiveSink NOBODY = (word, bits) -> {};

    /* Regions in ascending order; region r is [starts[r], starts[r + 1]). */
    private final long[] starts = new long[MOST + 1];
    private final int[] accesses = new int[MOST];
    private final int[] lastAccesses = new int[MOST];
    private final int[] ages = new int[MOST];
    private final long[] samples = new long[MOST];
    private final boolean[] isUsedUp = new boolean[MOST];
    private int regions;
    private int regionsBefore;
    private int intervals;
    private boolean isSampled;
    private final RandomPages random;

    RegionScan(long pages, long seed) {
        super(pages);
        this.random = new RandomPages(seed);
        this.regions = (int) Math.min(FEWEST, pages);
        for (int region = 0; region <= regions; region++) {
            starts[region] = pages * region / regions;
        }
    }

    int regions() {
        return regions;
    }

    @Override
    long passOver(AccessView view, boolean clear) {
        return passOver(view, clear, NOBODY);
    }

    @Override
    long passOver(AccessView view, boolean clear, ActiveSink sink) {
        if (clear) {
            if (isSampled) {
                look(view);
                if (++intervals == INTERVALS) {
                    intervals = 0;
                    aggregate();
                }
            }
            sample(view);
        }
        return nameActive(view, sink);
    }

    private void look(AccessView view) {
        for (int region = 0; region < regions; region++) {
            accesses[region] += view.isAccessed(samples[region]) ? 1 : 0;
        }
        examined(regions);
    }

    private void sample(AccessView view) {
        int cleared = 0;
        for (int region = 0; region < regions; region++) {
            samples[region] = starts[region] + random.below(starts[region + 1] - starts[region]);
            cleared += view.clearAccessed(samples[region]) ? 1 : 0;
        }
        cleared(cleared);
        isSampled = true;
    }

    private void aggregate() {
        for (int region = 0; region < regions; region++) {
            boolean isSame = Math.abs(accesses[region] - lastAccesses[region]) <= ALIKE;
            ages[region] = isSame ? ages[region] + 1 : 0;
        }
        merge();
        for (int region = 0; region < regions; region++) {
            lastAccesses[region] = accesses[region];
            accesses[region] = 0;
        }
        split();
    }

    private void merge() {
        long largest = Math.max(1, pages() / FEWEST);
        int kept = 0;
        for (int region = 1; region < regions; region++) {
            long size = starts[region + 1] - starts[kept];
            if (Math.abs(accesses[region] - accesses[kept]) <= ALIKE && size <= largest) {
                long joined = starts[region + 1] - starts[region];
                accesses[kept] = weighted(accesses[kept], size - joined, accesses[region], joined);
                ages[kept] = weighted(ages[kept], size - joined, ages[region], joined);
            } else {
                kept++;
                starts[kept] = starts[region];
                accesses[kept] = accesses[region];
                ages[kept] = ages[region];
            }
            starts[kept + 1] = starts[region + 1];
        }
        regions = kept + 1;
    }

    private static int weighted(int a, long weightA, int b, long weightB) {
        return (int) ((a * weightA + b * weightB) / (weightA + weightB));
    }

    private void split() {
        int before = regions;
        if (before <= MOST / 2) {
            int parts = before == regionsBefore && before < MOST / 3 ? 3 : 2;
            for (int region = before - 1; region >= 0; region--) {
                splitRegion(region, parts);
            }
        }
        regionsBefore = before;
    }

    /** Cuts a region at random places, no part under a tenth of it where it is large enough. */
    private void splitRegion(int region, int parts) {
        int at = region;
        for (int part = 1; part < parts && regions < MOST; part++) {
            long size = starts[at + 1] - starts[at];
            if (size < 2) {
                return;
            }
            long tenth = size / 10;
            long cut = Math.clamp(starts[at] + tenth * (1 + random.below(9)), starts[at] + 1, starts[at + 1] - 1);
            System.arraycopy(starts, at + 1, starts, at + 2, regions - at);
            System.arraycopy(lastAccesses, at, lastAccesses, at + 1, regions - at);
            System.arraycopy(ages, at, ages, at + 1, regions - at);
            starts[at + 1] = cut;
            regions++;
            at++;
        }
    }

    /** Names every candidate of the regions that were accessed in half of the intervals or more. */
    private long nameActive(AccessView view, ActiveSink sink) {
        long active = 0;
        long pendingWord = -1;
        long pending = 0;
        for (int region = 0; region < regions; region++) {
            if (2 * lastAccesses[region] < INTERVALS) {
                continue;
            }
            for (long page = starts[region]; page < starts[region + 1]; ) {
                long word = page / Long.SIZE;
                long end = Math.min(starts[region + 1], (word + 1) * Long.SIZE);
                long bits = view.candidateWord(word) & window(page, end);
                active += Long.bitCount(bits);
                if (word != pendingWord) {
                    report(pendingWord, pending, sink);
                    pendingWord = word;
                    pending = 0;
                }
                pending |= bits;
                page = end;
            }
        }
        report(pendingWord, pending, sink);
        return active;
    }

    private static void report(long word, long bits, ActiveSink sink) {
        if (bits != 0) {
            sink.active(word, bits);
        }
    }

    @Override
    protected void select(AccessView view, int wanted, PageBatch victims) {
        int enough = victims.size() + wanted;
        for (int region = 0; region < regions; region++) {
            isUsedUp[region] = false;
        }
        int first = (int) random.below(regions);
        for (int round = 0; round < regions && victims.size() < enough; round++) {
            int region = coldest(first);
            isUsedUp[region] = true;
            take(view, region, enough, victims);
        }
    }

    /** The coldest region that is not used up, the first from {@code first} on and around among equals. */
    private int coldest(int first) {
        int coldest = -1;
        for (int i = 0; i < regions; i++) {
            int region = first + i < regions ? first + i : first + i - regions;
            if (!isUsedUp[region] && (coldest < 0 || isColder(region, coldest))) {
                coldest = region;
            }
        }
        return coldest;
    }

    private boolean isColder(int region, int than) {
        return lastAccesses[region] < lastAccesses[than]
                || lastAccesses[region] == lastAccesses[than] && ages[region] > ages[than];
    }

    /** From a random page of the region on and around, so that calls in a row do not ask for the same pages. */
    private void take(AccessView view, int region, int enough, PageBatch victims) {
        long from = starts[region];
        long to = starts[region + 1];
        long begin = from + random.below(to - from);
        takeRange(view, begin, to, enough, victims);
        takeRange(view, from, begin, enough, victims);
    }

    private void takeRange(AccessView view, long from, long to, int enough, PageBatch victims) {
        for (long page = from; page < to && victims.size() < enough; ) {
            long word = page / Long.SIZE;
            long end = Math.min(to, (word + 1) * Long.SIZE);
            long candidates = view.candidateWord(word) & window(page, end);
            append(victims, word * Long.SIZE, lowest(candidates, enough - victims.size()));
            examined(end - page);
            page = end;
        }
    }

    /** Bits of the pages {@code [from, end)}, which lie in one word, at least one. */
    private static long window(long from, long end) {
        return -1L << from & -1L >>> -end;
    }
}
