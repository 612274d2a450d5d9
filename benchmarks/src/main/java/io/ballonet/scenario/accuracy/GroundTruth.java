package io.ballonet.scenario.accuracy;

import java.util.ArrayList;
import java.util.List;

/**
 * What an all-knowing scan would know of a trace at the end of each period: made from the trace, not from any bit. Immutable.
 *
 * @param periodAccesses length of a period
 * @param periods in order
 */
record GroundTruth(int periodAccesses, List<PeriodTruth> periods) {
    GroundTruth {
        periods = List.copyOf(periods);
    }

    /**
     * The truth of a trace that is cut into periods of equal length; accesses after the last whole one are left out.
     *
     * @param ids page of each access, in {@code [0, pages)}; pages count as touched once, in ascending order, before the trace
     * @param pages of the process
     * @param count of periods, at least 1 and at most as many as there are accesses
     */
    static GroundTruth of(int[] ids, int pages, int count) {
        if (count < 1 || count > ids.length) {
            throw new IllegalArgumentException(
                    "a period has at least one access: periods=" + count + ", accesses=" + ids.length);
        }
        int length = ids.length / count;
        int[] lastAccess = new int[pages];
        for (int page = 0; page < pages; page++) {
            lastAccess[page] = page - pages;
        }
        List<PeriodTruth> periods = new ArrayList<>();
        for (int period = 0; period < count; period++) {
            int start = period * length;
            for (int time = start; time < start + length; time++) {
                lastAccess[ids[time]] = time;
            }
            periods.add(new PeriodTruth(start, start + length, lastAccess.clone()));
        }
        return new GroundTruth(length, periods);
    }
}
