package io.ballonet.scenario.accuracy;

import io.ballonet.trace.PageTrace;
import java.util.Arrays;

/**
 * A trace of whole periods, and the truth of it.
 *
 * @param trace cut to {@code truth.periods().size() * truth.periodAccesses()} accesses
 * @param walksAlone walks of an access, where the guest has all memory, nothing scans and nothing is flushed
 */
record Workload(PageTrace trace, GroundTruth truth, double walksAlone) {
    /**
     * The beginning of a trace as a workload.
     *
     * @param share of its accesses that are played, in (0, 1]
     * @param periods at least 1
     */
    static Workload of(PageTrace whole, double share, int periods) {
        int length = Math.clamp(Math.round(whole.length() * share), periods, whole.length());
        length -= length % periods;
        PageTrace trace = PageTrace.of(whole.name(), Arrays.copyOf(whole.accesses(), length));
        GroundTruth truth = GroundTruth.of(trace.numbering().ids(), trace.distinctPages(), periods);
        try (PlayedGuest guest = PlayedGuest.withAllMemory(trace, BitLayout.ENTRY)) {
            long before = guest.walks();
            guest.play(length);
            return new Workload(trace, truth, (double) (guest.walks() - before) / length);
        }
    }

    String name() {
        return trace.name();
    }

    int pages() {
        return trace.distinctPages();
    }

    /** Share of the pages that is accessed within a period, the mean over periods. */
    double activeShare() {
        return truth.periods().stream()
                        .mapToInt(PeriodTruth::accessedPages)
                        .average()
                        .orElse(0)
                / pages();
    }
}
