package io.ballonet.scenario.accuracy;

import io.ballonet.scenario.ScenarioProgress;
import io.ballonet.trace.synthetic.SyntheticWorkloads;
import io.ballonet.trace.synthetic.TraceSize;
import java.util.Arrays;
import java.util.List;

/** Workloads of a few hundred pages. */
final class SmallWorkloads {
    static final int PERIODS = 12;

    private SmallWorkloads() {}

    static Workload zipf() {
        return of(SyntheticWorkloads.ZIPF);
    }

    static Workload of(SyntheticWorkloads synthetic) {
        return Workload.of(synthetic.generate(new TraceSize(300, 200 * PERIODS, 0.3), 5), 1, PERIODS);
    }

    /** Zipf and loop, with these strategies. */
    static AccuracyPlan plan(String... strategies) {
        return new AccuracyPlan(
                List.of(zipf(), of(SyntheticWorkloads.LOOP)),
                Arrays.stream(strategies).toList(),
                1);
    }

    static AccuracyScores scores(String... strategies) {
        return AccuracyRun.of(plan(strategies), ScenarioProgress.SILENT);
    }
}
