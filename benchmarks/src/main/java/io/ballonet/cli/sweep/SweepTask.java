package io.ballonet.cli.sweep;

import java.util.ArrayList;
import java.util.List;

/**
 * Cells of one trace that are played together: one where the trace is in memory; several where it is read from its file each time.
 *
 * @param cells at least one
 */
record SweepTask(SweptTrace trace, List<Cell> cells) {
    /* More together read the file less often, but are lost together when the run ends early. */
    private static final int MOST_TOGETHER = 16;

    /** The cells of a trace in tasks for so many jobs. */
    static List<SweepTask> of(SweptTrace trace, List<Cell> cells, int jobs) {
        int together = trace.input().isKept() ? 1 : Math.clamp((cells.size() + jobs - 1L) / jobs, 1, MOST_TOGETHER);
        List<SweepTask> tasks = new ArrayList<>();
        for (int from = 0; from < cells.size(); from += together) {
            tasks.add(new SweepTask(trace, cells.subList(from, Math.min(cells.size(), from + together))));
        }
        return tasks;
    }

    /** Estimate of the memory that its policies take. */
    long bytes() {
        return cells.stream().mapToLong(HeapShare::bytes).sum();
    }
}
