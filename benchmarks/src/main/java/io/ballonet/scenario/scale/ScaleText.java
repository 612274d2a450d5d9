package io.ballonet.scenario.scale;

import java.util.List;
import java.util.Locale;

/** The outcomes for people. */
final class ScaleText {
    private static final double MS = 1e6;
    private static final double MIB = 1 << 20;
    private static final List<Double> PERIODS_SECONDS = List.of(1.0, 30.0, 120.0);

    private final StringBuilder text = new StringBuilder();

    private ScaleText() {}

    static String of(
            List<ScanScale.Outcome> headline,
            List<ScanScale.Outcome> againstMemory,
            List<ScanScale.Outcome> againstHot,
            List<ScanScale.Outcome> everyStrategy) {
        ScaleText of = new ScaleText();
        ScalePlan plan = headline.getFirst().plan();
        of.line(String.format(
                Locale.ROOT,
                "%s of guest memory, %s hot in %d clusters, packed bits;",
                memory(plan.gibibytes()),
                percent(plan.hotShare()),
                plan.clusters()));
        of.line("a clearing pass a second, in real time");
        of.table(headline);
        of.line("The same 64 MiB hot in more and more memory (scaled with it)");
        of.table(againstMemory);
        of.line("More and more of " + memory(plan.gibibytes()) + " hot");
        of.table(againstHot);
        of.line(String.format(
                Locale.ROOT,
                "Every strategy, %s, %s hot: share of a core at a pass in so many seconds",
                memory(everyStrategy.getFirst().plan().gibibytes()),
                percent(everyStrategy.getFirst().plan().hotShare())));
        of.shares(everyStrategy);
        of.line("Processor time, medians. A page named is right if it was touched in the period before: three");
        of.line("touches a hot page and period, at random. 'looked at' counts bits of pages and of groups of pages.");
        of.line("region samples a page of each of ten to a thousand regions: it misses what lies scattered over more.");
        of.line("Memory is of metadata alone, and what nobody touched of that is not in memory: RSS is the process's.");
        of.line("A strategy that keeps nothing of its own from pass to pass costs what linear does.");
        return of.text.toString();
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private void table(List<ScanScale.Outcome> outcomes) {
        line(String.format(
                Locale.ROOT,
                "  %-12s %9s %8s  %10s %10s %12s %9s %8s %8s",
                "strategy",
                "memory",
                "hot",
                "pass, ms",
                "longest",
                "looked at",
                "precision",
                "recall",
                "RSS, MiB"));
        for (ScanScale.Outcome outcome : outcomes) {
            line(String.format(
                    Locale.ROOT,
                    "  %-12s %9s %8s  %10.3f %10.3f %,12d %9s %8s %8s",
                    outcome.plan().strategy(),
                    memory(outcome.plan().gibibytes()),
                    percent(outcome.plan().hotShare()),
                    outcome.medianNs() / MS,
                    outcome.mostNs() / MS,
                    outcome.score().examined(),
                    percent(outcome.score().precision()),
                    percent(outcome.score().recall()),
                    mebibytes(outcome.residentBytes())));
        }
        text.append('\n');
    }

    private static String mebibytes(double bytes) {
        return Double.isNaN(bytes) ? "-" : String.format(Locale.ROOT, "%,.0f", bytes / MIB);
    }

    private void shares(List<ScanScale.Outcome> outcomes) {
        line(String.format(
                Locale.ROOT,
                "  %-17s %-7s %10s  %10s %10s %10s %9s %8s",
                "strategy",
                "layout",
                "pass, ms",
                "1 s",
                "30 s",
                "120 s",
                "precision",
                "recall"));
        for (ScanScale.Outcome outcome : outcomes) {
            line(String.format(
                    Locale.ROOT,
                    "  %-17s %-7s %10.3f  %10s %10s %10s %9s %8s",
                    outcome.plan().strategy(),
                    outcome.plan().layout(),
                    outcome.medianNs() / MS,
                    percent(outcome.shareOfCore(PERIODS_SECONDS.get(0))),
                    percent(outcome.shareOfCore(PERIODS_SECONDS.get(1))),
                    percent(outcome.shareOfCore(PERIODS_SECONDS.get(2))),
                    percent(outcome.score().precision()),
                    percent(outcome.score().recall())));
        }
        text.append('\n');
    }

    private static String memory(double gibibytes) {
        if (gibibytes >= 1024) {
            return String.format(Locale.ROOT, "%.3g TiB", gibibytes / 1024);
        }
        return gibibytes >= 1
                ? String.format(Locale.ROOT, "%.3g GiB", gibibytes)
                : String.format(Locale.ROOT, "%.3g MiB", gibibytes * 1024);
    }

    private static String percent(double share) {
        double percent = 100 * share;
        return String.format(Locale.ROOT, percent >= 10 ? "%.1f %%" : percent >= 0.1 ? "%.2f %%" : "%.4f %%", percent);
    }
}
