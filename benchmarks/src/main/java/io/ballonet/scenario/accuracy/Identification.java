package io.ballonet.scenario.accuracy;

import io.ballonet.memory.PageBatch;
import io.ballonet.result.stats.Quantiles;
import io.ballonet.scan.AccessView;
import io.ballonet.scan.ActiveSink;
import io.ballonet.scan.IdleAges;
import io.ballonet.scan.ScanStrategy;
import io.ballonet.scan.ScanStrategyFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Part A: at the end of each period the strategy is asked for as many victims as there are truly idle pages, and a clearing pass
 * ends the period. The guest has all its memory and keeps every page, whatever is named; it stands still while it is scanned.
 *
 * <p><b>Threads:</b> one run, one thread.
 */
final class Identification {
    private static final int ORDERED_SHARE = 10;

    private final PeriodTally tally;
    private final ScanStrategy scan;
    private final PageBatch victims;
    private final long[] selectNs;
    private final long[] passNs;
    private final double[] coldErrors = new double[IdentificationScore.COLD_PERIODS.size()];

    private Identification(Workload workload, ScanStrategy scan, PageBatch victims) {
        this.scan = scan;
        this.victims = victims;
        this.tally = new PeriodTally();
        this.selectNs = new long[workload.truth().periods().size()];
        this.passNs = new long[selectNs.length];
    }

    /**
     * Plays a workload once.
     *
     * @throws IllegalStateException if a byte was lost or an invariant broke
     */
    static IdentificationScore run(
            Workload workload, ScanStrategyFactory factory, TlbMode tlb, BitLayout layout, long seed) {
        Cell cell = new Cell(workload.name(), factory.registryName(), tlb, layout);
        try (PlayedGuest guest = PlayedGuest.withAllMemory(workload.trace(), layout);
                ScanStrategy scan = factory.create(workload.pages(), seed);
                PageBatch victims = new PageBatch(workload.pages())) {
            Identification run = new Identification(workload, scan, victims);
            run.play(workload, guest, tlb);
            guest.validate();
            return run.score(cell, workload, guest);
        }
    }

    private void play(Workload workload, PlayedGuest guest, TlbMode tlb) {
        AccessView view = guest.view();
        scan.pass(view, true);
        tally.begin(guest.walks(), scan.pagesExamined());
        List<PeriodTruth> periods = workload.truth().periods();
        for (int period = 0; period < periods.size(); period++) {
            if (tlb == TlbMode.SHOOTDOWN) {
                guest.forgetTranslations();
            }
            guest.play(workload.truth().periodAccesses());
            scan(view, periods.get(period), period);
        }
    }

    private void scan(AccessView view, PeriodTruth truth, int period) {
        ActivePages active = new ActivePages(truth);
        victims.clear();
        long start = System.nanoTime();
        scan.selectVictims(view, truth.idlePages(), victims);
        long selected = System.nanoTime();
        scan.pass(view, true, active);
        long end = System.nanoTime();
        selectNs[period] = selected - start;
        passNs[period] = end - selected;
        tally.add(truth, victims, Math.max(1, truth.idlePages() / ORDERED_SHARE), active.hits());
        if (scan instanceof IdleAges ages) {
            for (int i = 0; i < coldErrors.length; i++) {
                int threshold = IdentificationScore.COLD_PERIODS.get(i);
                coldErrors[i] +=
                        (double) Math.abs(ages.coldPages(threshold) - truth.coldPages(threshold)) / truth.pages();
            }
        }
    }

    private IdentificationScore score(Cell cell, Workload workload, PlayedGuest guest) {
        int periods = selectNs.length;
        double accesses = workload.trace().length();
        List<Double> cold = new ArrayList<>();
        if (scan instanceof IdleAges) {
            Arrays.stream(coldErrors).forEach(sum -> cold.add(sum / periods));
        }
        return new IdentificationScore(
                cell,
                tally.victims(),
                tally.active(),
                tally.ageError(),
                tally.orderError(),
                (double) tally.looksUntil(scan.pagesExamined()) / periods / workload.pages(),
                median(selectNs) / workload.pages(),
                median(passNs) / workload.pages(),
                tally.walksUntil(guest.walks()) / accesses,
                cold);
    }

    /* A median, since a period that the operating system interrupts is longer than all the others together. */
    private static double median(long[] values) {
        return Quantiles.median(Arrays.stream(values).asDoubleStream().toArray());
    }

    /** Counts what a pass names, and how much of it was accessed. */
    private static final class ActivePages implements ActiveSink {
        private final PeriodTruth truth;
        private long named;
        private long right;

        ActivePages(PeriodTruth truth) {
            this.truth = truth;
        }

        @Override
        public void active(long word, long bits) {
            named += Long.bitCount(bits);
            for (long left = bits; left != 0; left &= left - 1) {
                int page = (int) word * Long.SIZE + Long.numberOfTrailingZeros(left);
                right += truth.isAccessed(page) ? 1 : 0;
            }
        }

        Hits hits() {
            return new Hits(named, truth.accessedPages(), right);
        }
    }
}
