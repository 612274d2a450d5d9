package io.ballonet.scenario.accuracy;

import io.ballonet.scan.ScanStrategies;
import io.ballonet.scenario.ScenarioSettings;
import io.ballonet.trace.PageTrace;
import io.ballonet.trace.ShippedTraces;
import io.ballonet.trace.TraceSource;
import io.ballonet.trace.synthetic.SyntheticWorkloads;
import io.ballonet.trace.synthetic.TraceSize;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run plays and who is asked.
 *
 * @param strategies registry names or classes
 */
record AccuracyPlan(List<Workload> workloads, List<String> strategies, long seed) {
    /** Memory of the guests of part B, in percent of what their process touches. */
    static final List<Integer> FRAMES_PERCENT = List.of(25, 50);

    private static final List<SyntheticWorkloads> SYNTHETIC = List.of(
            SyntheticWorkloads.ZIPF,
            SyntheticWorkloads.LOOP,
            SyntheticWorkloads.PHASE_SHIFT,
            SyntheticWorkloads.SCAN_ZIPF,
            SyntheticWorkloads.UNIFORM);

    /** Those that {@code compare} plays: many pages get few accesses, and hot ones move or are passed by scans. */
    static final List<SyntheticWorkloads> COMPARED =
            List.of(SyntheticWorkloads.ZIPF, SyntheticWorkloads.PHASE_SHIFT, SyntheticWorkloads.SCAN_ZIPF);

    /** Workloads of a plan. */
    static final int WORKLOADS = ShippedTraces.names().size() + SYNTHETIC.size();

    private static final int MOST_PERIODS = 100;
    private static final int FEWEST_PERIODS = 20;
    private static final int COMPARED_PERIODS = 40;
    private static final int PAGES = 2_048;
    private static final int FEWEST_PAGES = 256;
    /* Half an access a page: a period in which every page could be accessed at most once leaves at least half of them idle. */
    private static final int PAGES_OF_PERIOD = 2;
    private static final double WRITE_SHARE = 0.3;

    AccuracyPlan {
        workloads = List.copyOf(workloads);
        strategies = List.copyOf(strategies);
    }

    /**
     * The shipped traces and the synthetic ones, each in 100 periods, 20 where the scale is a twentieth or less. The scale is that of
     * the pages of the synthetic ones, and so of their length; of the others, so large a share is played. Traces of the user's are
     * played alone.
     */
    static AccuracyPlan of(ScenarioSettings settings) {
        double scale = settings.scale();
        int periods = Math.clamp(Math.round(4 * MOST_PERIODS * scale), FEWEST_PERIODS, MOST_PERIODS);
        List<TraceSource> traces = settings.traces().isEmpty()
                ? ShippedTraces.names().stream().map(ShippedTraces::source).toList()
                : settings.traces();
        List<Workload> workloads = new ArrayList<>();
        for (TraceSource source : traces) {
            PageTrace trace = PageTrace.load(source);
            workloads.add(Workload.of(trace, Math.min(1, scale), Math.min(periods, trace.length())));
        }
        if (!settings.traces().isEmpty()) {
            return new AccuracyPlan(workloads, strategies(settings), settings.seed());
        }
        int pages = Math.clamp(Math.round(PAGES * scale), FEWEST_PAGES, Integer.MAX_VALUE / periods);
        TraceSize size = new TraceSize(pages, pages / PAGES_OF_PERIOD * periods, WRITE_SHARE);
        for (SyntheticWorkloads synthetic : SYNTHETIC) {
            workloads.add(Workload.of(synthetic.generate(size, settings.seed()), 1, periods));
        }
        return new AccuracyPlan(workloads, strategies(settings), settings.seed());
    }

    private static List<String> strategies(ScenarioSettings settings) {
        return settings.contenders().isEmpty() ? ScanStrategies.REGISTRY.names() : settings.contenders();
    }

    /** Three synthetic workloads of full size in 40 periods: what a comparison has time for. */
    static List<Workload> compared(long seed) {
        TraceSize size = new TraceSize(PAGES, PAGES / PAGES_OF_PERIOD * COMPARED_PERIODS, WRITE_SHARE);
        return COMPARED.stream()
                .map(synthetic -> Workload.of(synthetic.generate(size, seed), 1, COMPARED_PERIODS))
                .toList();
    }
}
