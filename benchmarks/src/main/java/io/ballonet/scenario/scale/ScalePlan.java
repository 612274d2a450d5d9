package io.ballonet.scenario.scale;

import io.ballonet.scan.ScanStrategies;
import io.ballonet.scenario.ScenarioSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * What is measured: on which memory, how much of it hot, by which strategies.
 *
 * @param strategy registry name
 * @param packed the layout
 * @param namedGibibytes of guest memory, before it is scaled
 * @param scale factor on it
 * @param hotShare of memory, in (0, 1]
 * @param clusters that the hot memory lies in
 * @param warmUps passes before those that are measured: enough for what the strategy learns
 * @param passes that are measured
 */
record ScalePlan(
        String strategy,
        boolean packed,
        long namedGibibytes,
        double scale,
        double hotShare,
        int clusters,
        int warmUps,
        int passes) {
    private static final long PAGES_OF_GIB = 1L << 18;
    private static final int MOST_CLUSTERS = 500;
    private static final long HEADLINE_GIB = 1024;
    private static final double HEADLINE_HOT = 0.01;
    private static final int HEADLINE_PASSES = 10;
    private static final long ALL_GIB = 64;
    private static final int PASSES = 10;
    /* A tenth of a terabyte takes eighty million touches a pass. */
    private static final int FEW_PASSES = 3;
    private static final int WARM_UPS = 3;
    /* Regions are merged and split every twenty passes. */
    private static final int REGION_WARM_UPS = 100;
    /* 64 MiB, which the smallest memory holds: 32 groups of 512 pages. */
    private static final double FIXED_HOT_GIB = 1.0 / 16;

    private static final List<String> SCALING = List.of("hierarchical", "region", "linear");
    private static final List<Long> SIZES_GIB = List.of(1L, 4L, 16L, 64L, 256L, 1024L, 4096L, 16_384L);
    private static final List<Double> SHARES = List.of(0.0001, 0.001, 0.01, 0.1);

    double gibibytes() {
        return namedGibibytes * scale;
    }

    long pages() {
        return Math.max(1, Math.round(gibibytes() * PAGES_OF_GIB) / HotClusters.GROUP) * HotClusters.GROUP;
    }

    long hotGroups() {
        return Math.max(1, Math.round(pages() * hotShare / HotClusters.GROUP));
    }

    String layout() {
        return packed ? "packed" : "entry";
    }

    private static ScalePlan of(
            String strategy, boolean packed, long gibibytes, double scale, double hotShare, int passes) {
        ScalePlan one = new ScalePlan(strategy, packed, gibibytes, scale, hotShare, 1, 0, 1);
        int clusters = (int) Math.min(MOST_CLUSTERS, one.hotGroups());
        int warmUps = strategy.equals("region") ? REGION_WARM_UPS : WARM_UPS;
        return new ScalePlan(strategy, packed, gibibytes, scale, hotShare, clusters, warmUps, passes);
    }

    /** A terabyte, one in a hundred pages hot, a pass a second. */
    static List<ScalePlan> headline(ScenarioSettings settings) {
        return SCALING.stream()
                .map(strategy -> of(strategy, true, HEADLINE_GIB, settings.scale(), HEADLINE_HOT, HEADLINE_PASSES))
                .toList();
    }

    /** The same hot memory in more and more memory. */
    static List<ScalePlan> againstMemory(ScenarioSettings settings) {
        List<ScalePlan> plans = new ArrayList<>();
        for (long gibibytes : SIZES_GIB) {
            for (String strategy : SCALING) {
                plans.add(of(strategy, true, gibibytes, settings.scale(), FIXED_HOT_GIB / gibibytes, PASSES));
            }
        }
        return plans;
    }

    /** More and more of a terabyte hot. */
    static List<ScalePlan> againstHot(ScenarioSettings settings) {
        return SHARES.stream()
                .map(share -> of("hierarchical", true, HEADLINE_GIB, settings.scale(), share, FEW_PASSES))
                .toList();
    }

    /** Every strategy in either layout. */
    static List<ScalePlan> everyStrategy(ScenarioSettings settings) {
        List<ScalePlan> plans = new ArrayList<>();
        for (String strategy : ScanStrategies.REGISTRY.names()) {
            plans.add(of(strategy, false, ALL_GIB, settings.scale(), HEADLINE_HOT, PASSES));
            plans.add(of(strategy, true, ALL_GIB, settings.scale(), HEADLINE_HOT, PASSES));
        }
        return plans;
    }
}
