package io.ballonet.scenario.accuracy;

/**
 * Pages named, pages that should have been, and those that are both, over all periods of a run.
 *
 * @param named by the strategy
 * @param wanted by the truth
 * @param hits named and wanted
 */
record Hits(long named, long wanted, long hits) {
    static final Hits NOTHING = new Hits(0, 0, 0);

    Hits plus(Hits other) {
        return new Hits(named + other.named, wanted + other.wanted, hits + other.hits);
    }

    /** Share of the named pages that were wanted; 1 where none was named. */
    double precision() {
        return named == 0 ? 1 : (double) hits / named;
    }

    /** Share of the wanted pages that were named; 1 where none was wanted. */
    double recall() {
        return wanted == 0 ? 1 : (double) hits / wanted;
    }

    /** Harmonic mean of both; 0 where there is no hit, unless there was nothing to hit either. */
    double f1() {
        return named + wanted == 0 ? 1 : 2.0 * hits / (named + wanted);
    }

    /** True if the named pages are the wanted ones, no page more and none less. */
    boolean isExact() {
        return hits == named && hits == wanted;
    }
}
