package io.ballonet.scenario.scale;

import io.ballonet.result.stats.Quantiles;
import io.ballonet.scan.ScanStrategies;
import io.ballonet.scan.ScanStrategy;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * One strategy on one memory: period by period the hot pages are touched, then a clearing pass looks at them.
 *
 * <p>Three touches for each hot page, at random, so that about one in twenty is not accessed in a period. The cost of a pass is the
 * processor time of its thread.
 *
 * <p><b>Threads:</b> one.
 */
final class ScaleRun implements AutoCloseable {
    private static final int TOUCHES_A_PAGE = 3;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final HotClusters hot;
    private final ScannedMemory memory;
    private final ScanStrategy strategy;
    private final SplittableRandom random;
    private final double[] passNs;
    private int passes;

    /**
     * Nothing was touched yet.
     *
     * @param mostPasses that {@link #pass} is called for
     */
    ScaleRun(String strategy, boolean packed, long pages, HotClusters hot, long seed, int mostPasses) {
        this.hot = hot;
        this.memory = packed ? ScannedMemory.packed(pages) : ScannedMemory.entries(pages);
        this.strategy = ScanStrategies.REGISTRY.named(strategy).create(pages, seed);
        this.random = new SplittableRandom(seed);
        this.passNs = new double[mostPasses];
    }

    /** A period's touches. */
    void touch() {
        for (long i = 0; i < TOUCHES_A_PAGE * hot.hotPages(); i++) {
            memory.touch(hot.page(random.nextLong(hot.hotPages())));
        }
    }

    /** The pass that ends a period. */
    void pass() {
        long start = THREADS.getCurrentThreadCpuTime();
        strategy.pass(memory.view(), true);
        passNs[passes++] = THREADS.getCurrentThreadCpuTime() - start;
    }

    /** One more period, whose touches are noted, and whose pass says which pages it takes for active. */
    Score score() {
        try (TouchedPages truth = new TouchedPages(memory.view().pages())) {
            for (long i = 0; i < TOUCHES_A_PAGE * hot.hotPages(); i++) {
                long page = hot.page(random.nextLong(hot.hotPages()));
                memory.touch(page);
                truth.touch(page);
            }
            long before = strategy.pagesExamined();
            strategy.pass(memory.view(), true, truth);
            return new Score(truth.precision(), truth.recall(), strategy.pagesExamined() - before);
        }
    }

    /**
     * How right a pass was, and how much it looked at.
     *
     * @param precision share of the named pages that were touched in the period
     * @param recall share of the touched pages that were named
     * @param examined bits that the pass looked at
     */
    record Score(double precision, double recall, long examined) {}

    /** Median processor time of the passes after the first {@code warmUps}, in ns. */
    double medianNs(int warmUps) {
        return Quantiles.median(Arrays.copyOfRange(passNs, warmUps, passes));
    }

    /** Longest processor time of those passes, in ns. */
    double mostNs(int warmUps) {
        return Arrays.stream(passNs, warmUps, passes).max().orElseThrow();
    }

    @Override
    public void close() {
        strategy.close();
        memory.close();
    }
}
