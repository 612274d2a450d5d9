package io.ballonet.trace.synthetic;

import io.ballonet.trace.PageAccess;
import io.ballonet.trace.PageTrace;
import io.ballonet.unit.Registry;
import java.util.SplittableRandom;

/** The patterns that come with Ballonet. */
public enum SyntheticWorkloads implements SyntheticWorkload {
    /** Every page equally likely, whatever came before. */
    UNIFORM(
            "uniform",
            "every access goes to any page with equal probability: nothing can be learnt from the past",
            "the independent reference model: Aho, Denning, Ullman, Principles of Optimal Page Replacement, JACM 18(1), 1971") {
        @Override
        void fill(int[] pages, TraceSize size, SplittableRandom random) {
            for (int i = 0; i < pages.length; i++) {
                pages[i] = random.nextInt(size.pages());
            }
        }
    },
    /** A few pages get most accesses, wherever they lie. */
    ZIPF(
            "zipf",
            "the page of rank r with probability in proportion to r^-0.99; ranks lie scattered over memory",
            "Cooper et al., Benchmarking Cloud Serving Systems with YCSB, SoCC '10, section 5.2: scrambled Zipfian") {
        @Override
        void fill(int[] pages, TraceSize size, SplittableRandom random) {
            int[] pageOfRank = scattered(size.pages(), random);
            ZipfRanks ranks = new ZipfRanks(size.pages(), EXPONENT);
            for (int i = 0; i < pages.length; i++) {
                pages[i] = pageOfRank[ranks.next(random)];
            }
        }
    },
    /** Each page for a while, in ascending order, and never again. */
    SEQUENTIAL(
            "sequential",
            "once over memory in ascending order, the same number of accesses to each page, none of them ever again",
            "Denning, The Locality Principle, CACM 48(7), 2005") {
        @Override
        void fill(int[] pages, TraceSize size, SplittableRandom random) {
            for (int i = 0; i < pages.length; i++) {
                pages[i] = (int) ((long) i * size.pages() / pages.length);
            }
        }
    },
    /** All pages in ascending order, again and again. */
    LOOP(
            "loop",
            "all pages in ascending order, again and again: what was accessed longest ago comes next",
            "Smaragdakis, Kaplan, Wilson, EELRU: Simple and Effective Adaptive Page Replacement, SIGMETRICS '99") {
        @Override
        void fill(int[] pages, TraceSize size, SplittableRandom random) {
            for (int i = 0; i < pages.length; i++) {
                pages[i] = i % size.pages();
            }
        }
    },
    /** A hot set that is another one in every eighth of the trace. */
    PHASE_SHIFT(
            "phase-shift",
            "nine of ten accesses go to an eighth of the pages, and eight times to another eighth",
            "Madison, Batson, Characteristics of Program Localities, CACM 19(5), 1976") {
        @Override
        void fill(int[] pages, TraceSize size, SplittableRandom random) {
            int[] scattered = scattered(size.pages(), random);
            int hot = size.pages() / PHASES;
            for (int i = 0; i < pages.length; i++) {
                int phase = (int) ((long) i * PHASES / pages.length);
                pages[i] = random.nextDouble() < HOT_SHARE
                        ? scattered[phase * hot + random.nextInt(hot)]
                        : random.nextInt(size.pages());
            }
        }
    },
    /** Zipf on the lower half of memory, and scans through the upper half. */
    SCAN_ZIPF(
            "scan-zipf",
            "Zipf on half of the pages; every fourth stretch scans on through the other half, a page at a time",
            "O'Neil, O'Neil, Weikum, The LRU-K Page Replacement Algorithm, SIGMOD '93, example 1.2") {
        @Override
        void fill(int[] pages, TraceSize size, SplittableRandom random) {
            int half = size.pages() / 2;
            int[] pageOfRank = scattered(half, random);
            ZipfRanks ranks = new ZipfRanks(half, EXPONENT);
            int stretch = Math.max(1, half / STRETCHES_OF_HALF);
            int scanned = 0;
            for (int i = 0; i < pages.length; i++) {
                boolean isScan = i / stretch % SCAN_EVERY == SCAN_EVERY - 1;
                pages[i] = isScan ? half + scanned++ % (size.pages() - half) : pageOfRank[ranks.next(random)];
            }
        }
    };

    /** Every synthetic workload: these, and what others bring. */
    public static final Registry<SyntheticWorkload> REGISTRY =
            Registry.of("synthetic workload", SyntheticWorkload.class, values());

    static final double EXPONENT = 0.99;
    static final int PHASES = 8;
    static final double HOT_SHARE = 0.9;
    static final int SCAN_EVERY = 4;
    /* A scan goes over an eighth of its half at a time: long enough to push out what it passes. */
    private static final int STRETCHES_OF_HALF = 8;

    private final String registryName;
    private final String summary;
    private final String source;

    SyntheticWorkloads(String registryName, String summary, String source) {
        this.registryName = registryName;
        this.summary = summary;
        this.source = source;
    }

    @Override
    public String registryName() {
        return registryName;
    }

    @Override
    public String summary() {
        return summary;
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public PageTrace generate(TraceSize size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] pages = new int[size.accesses()];
        fill(pages, size, random.split());
        SplittableRandom writes = random.split();
        long[] accesses = new long[pages.length];
        for (int i = 0; i < accesses.length; i++) {
            accesses[i] = PageAccess.of(pages[i], writes.nextDouble() < size.writeShare());
        }
        return PageTrace.of(registryName, accesses);
    }

    /** The page of each access, in order. */
    abstract void fill(int[] pages, TraceSize size, SplittableRandom random);

    /** The numbers {@code [0, count)} in random order. */
    private static int[] scattered(int count, SplittableRandom random) {
        int[] numbers = new int[count];
        for (int i = 0; i < count; i++) {
            int j = random.nextInt(i + 1);
            numbers[i] = numbers[j];
            numbers[j] = i;
        }
        return numbers;
    }
}
