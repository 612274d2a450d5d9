package io.ballonet.scenario.accuracy;

/**
 * What a guest paid for a strategy's choices.
 *
 * @param strategy registry name
 * @param framesPercent memory of the guest in percent of the pages that its process touches
 * @param faults first touches, and returns of evicted pages
 * @param optimum least faults possible
 * @param refaults faults on pages that were accessed within the last period: they were in use when they were evicted
 * @param accesses of the trace
 * @param walks accesses that walked the page tables
 * @param walksAlone walks of an access, where the guest has all memory and nothing scans
 */
record ReclaimScore(
        String workload,
        String strategy,
        TlbMode tlb,
        int framesPercent,
        int frames,
        long faults,
        long optimum,
        long refaults,
        long accesses,
        long walks,
        double walksAlone) {

    /** Faults beyond the optimum's, as a share of these: 0 is as good as knowing the future. */
    double regret() {
        return (double) (faults - optimum) / optimum;
    }

    /** Refaults of an access. */
    double refaultRate() {
        return (double) refaults / accesses;
    }

    /** Walks of an access beyond those of a guest with all memory that nobody scans. */
    double extraWalks() {
        return (double) walks / accesses - walksAlone;
    }
}
