package io.ballonet.scenario.scaling;

import io.ballonet.result.stats.ScalabilityLaw;
import io.ballonet.result.stats.UniversalScalability;
import io.ballonet.result.stats.UniversalScalability.Estimate;
import io.ballonet.result.stats.UniversalScalability.Knowledge;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The outcomes for people, in lines of at most 100 characters. */
final class ScalingText {
    private static final double MILLION = 1e6;
    private static final double MS = 1e6;
    private static final int NAME = 16;
    private static final int COLUMN = 8;
    /** Columns of throughput that fit; of more, the last. */
    private static final int MOST_COLUMNS = 9;

    private final StringBuilder text = new StringBuilder();
    private final ThreadCounts threads;
    private final int first;

    private ScalingText(ThreadCounts threads) {
        this.threads = threads;
        this.first = Math.max(0, threads.size() - MOST_COLUMNS);
    }

    static String of(ThreadCounts threads, List<Scaling.Outcome> outcomes, int rounds, long windowNs) {
        ScalingText of = new ScalingText(threads);
        of.line(String.format(
                Locale.ROOT,
                "M pairs of allocate and free a second (cas: compare-and-sets) by number of threads, each on a%n"
                        + "core of its own: medians of %d rounds of windows of %.0f ms. + marks more threads than the%n"
                        + "%d processors: they wait for each other, and the law below leaves them out.%n",
                rounds,
                windowNs / MS,
                threads.processors()));
        of.throughputs(outcomes);
        of.laws(outcomes);
        return of.text.toString();
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private void throughputs(List<Scaling.Outcome> outcomes) {
        StringBuilder head = new StringBuilder(pad("threads"));
        for (int i = first; i < threads.size(); i++) {
            head.append(
                    String.format("%" + COLUMN + "s", threads.counts()[i] + (threads.isOversubscribed(i) ? "+" : "")));
        }
        line(head.toString());
        for (Scaling.Outcome outcome : outcomes) {
            StringBuilder row = new StringBuilder(pad(outcome.name()));
            for (int i = first; i < threads.size(); i++) {
                row.append(String.format(
                        Locale.ROOT, "%" + COLUMN + ".1f", outcome.medians().get(i) / MILLION));
            }
            line(row.toString());
        }
        line("");
    }

    private static String pad(String name) {
        return String.format("%-" + NAME + "s", name);
    }

    private void laws(List<Scaling.Outcome> outcomes) {
        Knowledge knowledge = outcomes.getFirst().law().knowledge();
        int most = outcomes.getFirst().law().mostThreads();
        line("N threads do X(N) = λN / (1 + σ(N − 1) + κN(N − 1)): σ is contention, κ coherence (Gunther).");
        switch (knowledge) {
            case NOTHING -> line("One number of threads says nothing of either.");
            case SUM_ALONE -> {
                line("Two numbers of threads cannot tell them apart: what both cost together at two threads is below.");
                line("");
                line(pad("") + String.format("%26s", "σ + " + most + "κ (95 % interval)"));
                outcomes.forEach(outcome ->
                        line(pad(outcome.name()) + interval(outcome.law().sum())));
            }
            case UNCHECKED, CHECKED -> {
                line(
                        knowledge == Knowledge.CHECKED
                                ? "'off' is how far the curve is from the worst median: a large one says the law does not hold."
                                : "Three numbers of threads fit such a curve whatever they are: nothing checks the law here.");
                line("'peak': threads with most throughput, where κ is surely above 0; * nobody measured so many.");
                line("");
                line(pad("")
                        + String.format("%26s%26s%8s%8s", "σ (95 % interval)", "κ (95 % interval)", "peak", "off"));
                outcomes.forEach(outcome -> law(outcome.name(), outcome.law()));
            }
        }
    }

    private void law(String name, UniversalScalability law) {
        Optional<ScalabilityLaw> peaked =
                law.law().filter(fitted -> law.coherence().low() > 0);
        line(pad(name)
                + interval(law.contention())
                + interval(law.coherence())
                + String.format(
                        "%8s",
                        peaked.map(fitted -> String.format(Locale.ROOT, "%.0f", fitted.peak())
                                        + (fitted.peak() > law.mostThreads() ? "*" : ""))
                                .orElse("-"))
                + String.format(Locale.ROOT, "%6.1f %%", 100 * law.largestMiss()));
    }

    private static String interval(Estimate estimate) {
        return String.format(
                Locale.ROOT,
                "%26s",
                String.format(Locale.ROOT, "%.4f (%.4f to %.4f)", estimate.value(), estimate.low(), estimate.high()));
    }
}
