package io.ballonet.scenario.accuracy;

import io.ballonet.scan.ScanStrategies;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** A result for people: how it was measured, a line a strategy, then workload by workload. At most 100 columns wide. */
final class AccuracyText {
    private static final int PERCENT = AccuracyPlan.FRAMES_PERCENT.getFirst();

    private final AccuracyPlan plan;
    private final AccuracyScores scores;
    private final List<String> names;
    private final StringBuilder text = new StringBuilder();

    private AccuracyText(AccuracyPlan plan, AccuracyScores scores) {
        this.plan = plan;
        this.scores = scores;
        this.names = plan.strategies().stream()
                .map(strategy -> ScanStrategies.REGISTRY.named(strategy).registryName())
                .toList();
    }

    static String of(AccuracyPlan plan, AccuracyScores scores) {
        AccuracyText text = new AccuracyText(plan, scores);
        text.introduction();
        for (TlbMode tlb : TlbMode.values()) {
            text.strategies(tlb);
        }
        text.columns();
        return text.text + WorkloadText.of(plan, scores, text.names) + AccuracyReading.of(text.names);
    }

    private void introduction() {
        text.append(String.format(
                Locale.ROOT,
                """
                Each workload plays in %d periods on a guest with real frames and a TLB of %d entries. At the end
                of a period each strategy names as many victims as there are pages that were not accessed in it.
                Then, as the replacement of a guest with %d and %d %% of the memory, it chooses what to evict.
                Means over %s.

                """,
                plan.workloads().getFirst().truth().periods().size(),
                PlayedGuest.TLB_ENTRIES,
                AccuracyPlan.FRAMES_PERCENT.getFirst(),
                AccuracyPlan.FRAMES_PERCENT.getLast(),
                plan.workloads().size() == 1 ? "1 workload" : plan.workloads().size() + " workloads"));
    }

    private void strategies(TlbMode tlb) {
        text.append(
                tlb == TlbMode.SHOOTDOWN
                        ? "With shootdown: virtual CPUs forget their translations when bits were cleared\n"
                        : "Without: an access that the TLB serves leaves no bit\n");
        text.append(String.format(
                Locale.ROOT,
                "%-17s %6s %6s %6s %5s %5s %6s %6s %6s %6s %7s %6s %6s%n",
                "",
                "F1",
                "prec",
                "recall",
                "age",
                "order",
                "act-r",
                "looks",
                "entry",
                "packed",
                "regret",
                "refl",
                "walks"));
        names.forEach(name -> text.append(line(name, tlb)));
        text.append('\n');
    }

    private String line(String name, TlbMode tlb) {
        return String.format(
                        Locale.ROOT,
                        "%-17s %6.1f %6.1f %6.1f %5.1f %5.1f %6.1f %6.2f %6.2f %6.2f %7.1f %6.1f %6.1f%n",
                        name,
                        percent(name, tlb, score -> score.victims().f1()),
                        percent(name, tlb, score -> score.victims().precision()),
                        percent(name, tlb, score -> score.victims().recall()),
                        percent(name, tlb, IdentificationScore::ageError),
                        percent(name, tlb, IdentificationScore::orderError),
                        percent(name, tlb, score -> score.active().recall()),
                        percent(name, tlb, IdentificationScore::looks) / 100,
                        scores.mean(name, tlb, BitLayout.ENTRY, IdentificationScore::nanoseconds),
                        scores.mean(name, tlb, BitLayout.PACKED, IdentificationScore::nanoseconds),
                        100 * scores.meanReclaim(name, tlb, PERCENT, ReclaimScore::regret),
                        1_000 * scores.meanReclaim(name, tlb, PERCENT, ReclaimScore::refaultRate),
                        1_000 * scores.meanReclaim(name, tlb, PERCENT, ReclaimScore::extraWalks))
                .replace("-0.0", " 0.0");
    }

    private double percent(String name, TlbMode tlb, ToDoubleFunction<IdentificationScore> value) {
        return 100 * scores.mean(name, tlb, BitLayout.ENTRY, value);
    }

    private void columns() {
        text.append(String.format(Locale.ROOT, """
                F1, prec, recall  of the victims against the pages that were idle, in %%
                age, order        how much younger than the equally many oldest pages the victims are, in %%: all of
                                  them, and the first tenth in the order given
                act-r             recall of the pages that the pass then names as active, in %%
                looks             bits examined, a page and period
                entry, packed     ns a page for choice and pass, bits in page-table entries or one bit a page
                regret            faults beyond the optimum's at %d %% of the memory, in %%
                refl              refaults in 1,000 accesses there, on pages accessed within the last period
                walks             what it took from the guest there: table walks in 1,000 accesses, beyond those of
                                  a guest with all memory that nobody scans

                """, PERCENT));
    }
}
