package io.ballonet.scenario.latency;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** A sweep as a table of at most 100 columns. */
final class SweepText {
    /** With fewer operations a percentile is the longest of them. */
    private static final long FEWEST_FOR_P999 = 1_000;

    private static final double NS_OF_US = 1e3;
    private static final String LINE = "%5s %12s %12s  %9s%9s%9s  %9s%9s%9s  %s%n";

    private SweepText() {}

    static String of(String what, double closedRate, List<SweptRate> rates, Optional<SweptRate> knee) {
        StringBuilder text = new StringBuilder(
                        String.format(Locale.ROOT, "%s: %,.0f a second back to back%n%n", what, closedRate))
                .append(String.format(
                        LINE, "share", "asked/s", "achieved/s", "", "response", "µs", "", "service", "µs", ""))
                .append(String.format(LINE, "", "", "", "p50", "p99", "p99.9", "p50", "p99", "p99.9", ""));
        for (SweptRate rate : rates) {
            String note = rate.missed() ? "missed" : knee.filter(rate::equals).isPresent() ? "knee" : "";
            text.append(String.format(
                            Locale.ROOT,
                            LINE,
                            String.format(Locale.ROOT, "%.0f %%", 100 * rate.share()),
                            String.format(Locale.ROOT, "%,.0f", rate.intended()),
                            String.format(Locale.ROOT, "%,.0f", rate.achieved()),
                            percentile(rate.response(), 50),
                            percentile(rate.response(), 99),
                            percentile(rate.response(), 99.9),
                            percentile(rate.service(), 50),
                            percentile(rate.service(), 99),
                            percentile(rate.service(), 99.9),
                            note)
                    .replaceAll(" +\\R$", "\n"));
        }
        return text.append('\n').toString();
    }

    private static String percentile(Histogram histogram, double percentile) {
        if (percentile > 99 && histogram.getTotalCount() < FEWEST_FOR_P999) {
            return "-";
        }
        double micros = histogram.getValueAtPercentile(percentile) / NS_OF_US;
        return String.format(Locale.ROOT, micros < 100 ? "%.2f" : "%,.0f", micros);
    }
}
