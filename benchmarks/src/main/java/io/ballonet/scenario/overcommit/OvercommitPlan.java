package io.ballonet.scenario.overcommit;

import io.ballonet.scenario.ScenarioSettings;
import io.ballonet.trace.PageTrace;
import java.util.Collections;
import java.util.List;

/**
 * Sizes and times of a run, from its settings.
 *
 * @param traces one a guest
 * @param widths pages that a page of each trace stands for
 * @param hostFrames machine memory
 * @param roles times that the two guests change roles
 * @param aloneNs how long each guest runs alone
 * @param roleNs how long a guest runs in one role
 * @param sampleNs period of the balloon's curve
 */
record OvercommitPlan(
        List<PageTrace> traces,
        List<Integer> widths,
        long hostFrames,
        int roles,
        long aloneNs,
        long roleNs,
        long sampleNs) {
    /** Touched pages are this many times the host's frames. */
    static final double OVERCOMMIT = 1.25;

    private static final int ROLES = 4;
    private static final double ALONE_SHARE = 0.15;
    private static final int SAMPLES = 500;
    private static final long MIN_SAMPLE_NS = 5_000_000;

    /**
     * A plan for two traces whose pages stand for {@code widths} pages at scale 1. A scale at which the smaller width were less than a
     * page counts as that of one page: below it the guests would not keep their proportions, and one might not fit the host alone.
     */
    static OvercommitPlan of(List<PageTrace> traces, List<Integer> widths, ScenarioSettings settings) {
        double scale = Math.max(settings.scale(), 1.0 / Collections.min(widths));
        List<Integer> scaled =
                widths.stream().map(width -> (int) Math.round(width * scale)).toList();
        long pages = 0;
        for (int i = 0; i < traces.size(); i++) {
            pages += (long) traces.get(i).distinctPages() * scaled.get(i);
        }
        long wholeNs = (long) (settings.seconds() * 1e9);
        long aloneNs = (long) (wholeNs * ALONE_SHARE);
        return new OvercommitPlan(
                List.copyOf(traces),
                scaled,
                (long) (pages / OVERCOMMIT),
                ROLES,
                aloneNs,
                (wholeNs - traces.size() * aloneNs) / ROLES,
                Math.max(MIN_SAMPLE_NS, wholeNs / SAMPLES));
    }

    /** Pages that a guest touches, which are all it has. */
    long pages(int guest) {
        return (long) traces.get(guest).distinctPages() * widths.get(guest);
    }

    /** Pages that both touch. */
    long allPages() {
        return pages(0) + pages(1);
    }

    /** What the idle guest is to give, so that the other one has room for everything, and a little stays free. */
    long deficit() {
        return allPages() - hostFrames + hostFrames / 128;
    }
}
