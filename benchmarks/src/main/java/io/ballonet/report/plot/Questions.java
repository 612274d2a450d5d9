package io.ballonet.report.plot;

import java.util.List;

/** Every question, in the order of a report. */
public final class Questions {
    /** A new one is a line here. */
    public static final List<Question> ALL = List.of(
            new ThreadsQuestion(),
            new LatencyQuestion(),
            new OccupancyQuestion(),
            new WorkingSetQuestion(),
            new MemorySizeQuestion(),
            new AccuracyQuestion(),
            new BalloonQuestion(),
            new MissRatioQuestion());

    private Questions() {}
}
