package io.ballonet.scenario.interference;

import io.ballonet.result.Kind;
import io.ballonet.result.Subject;
import io.ballonet.scenario.Records;
import io.ballonet.scenario.Scenario;
import io.ballonet.scenario.ScenarioProgress;
import io.ballonet.scenario.ScenarioResult;
import io.ballonet.scenario.ScenarioSettings;
import io.ballonet.trace.PageTrace;
import io.ballonet.trace.synthetic.SyntheticWorkloads;
import io.ballonet.trace.synthetic.TraceSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A virtual CPU runs Zipf over 256 MiB while the other core scans the tables of the same guest, in either layout of accessed bits:
 * what each access costs then, against the same guest left alone.
 */
public final class ScanInterference implements Scenario {
    private static final String NAME = "scan-interference";
    private static final int PAGES = 65_536;
    private static final int FEWEST_PAGES = 4_096;
    private static final int ACCESSES = 1 << 20;
    private static final double WRITES = 0.1;
    /* With fewer misses the virtual CPU would hardly look at the tables that are scanned. */
    private static final double FEWEST_MISSES = 0.1;
    private static final double SECOND_NS = 1e9;
    private static final List<String> LAYOUTS = List.of("entry", "packed");
    private static final String LINE = "%-7s %-18s %8s   %9s %17s   %10s%n";

    /** The scenario. */
    public ScanInterference() {}

    @Override
    public String registryName() {
        return NAME;
    }

    @Override
    public String summary() {
        return "what a scan at full speed takes from a virtual CPU that walks the same tables, in either layout";
    }

    @Override
    public String source() {
        return "Park et al., Profiling Dynamic Data Access Patterns with Controlled Overhead and Quality, Middleware '19";
    }

    @Override
    public List<Subject> subjects() {
        List<Subject> subjects = new ArrayList<>();
        for (String layout : LAYOUTS) {
            for (Beside beside : Beside.values()) {
                subjects.add(subject(layout, beside));
            }
        }
        return subjects;
    }

    private static Subject subject(String layout, Beside beside) {
        SortedMap<String, Object> params = new TreeMap<>();
        params.put("layout", layout);
        params.put("beside", beside.label());
        return new Subject(
                "scan",
                NAME,
                "linear",
                Kind.OURS,
                2,
                params,
                "ns/op",
                1,
                null,
                1,
                1,
                NAME + "-" + layout + "-" + beside.label());
    }

    @Override
    public ScenarioResult run(ScenarioSettings settings, ScenarioProgress progress) {
        int pages = (int) Math.max(FEWEST_PAGES, Math.round(PAGES * settings.scale()));
        PageTrace trace = SyntheticWorkloads.ZIPF.generate(new TraceSize(pages, ACCESSES, WRITES), settings.seed());
        long layoutNs = Math.round(settings.seconds() * SECOND_NS / LAYOUTS.size());
        StringBuilder text = new StringBuilder(header(pages));
        List<ScenarioResult.Figure> figures = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        Records windows = new Records(NAME, List.of("layout", "beside", "window", "ns_per_access", "ratio_to_nothing"));
        for (int i = 0; i < LAYOUTS.size(); i++) {
            String layout = LAYOUTS.get(i);
            Windows measured = new Windows(layout.equals("packed"), trace, pages, settings.seed());
            measured.run(layoutNs, progress, layout, (double) i / LAYOUTS.size(), (i + 1.0) / LAYOUTS.size());
            for (Beside beside : Beside.values()) {
                Windows.Figures of = measured.of(beside);
                text.append(line(layout, beside, of, pages));
                figures.add(new ScenarioResult.Figure(
                        subject(layout, beside),
                        MedianInterval.of(of.nsPerAccess).median()));
                for (int window = 0; window < of.ratios.size(); window++) {
                    windows.add(layout, beside.label(), window, of.nsPerAccess.get(window), of.ratios.get(window));
                }
            }
            text.append(String.format(Locale.ROOT, "%n"));
            if (measured.missShare() < FEWEST_MISSES) {
                failures.add("virtual CPU misses its TLB too seldom to meet the scan: layout=" + layout + ", misses="
                        + percent(measured.missShare()) + " %, least=" + percent(FEWEST_MISSES) + " %");
            }
            text.append("  ")
                    .append(layout)
                    .append(": ")
                    .append(percent(measured.missShare()))
                    .append(" % of the accesses walk the tables\n");
        }
        return new ScenarioResult(text.toString(), figures, new TreeMap<>(), List.of(windows), failures);
    }

    private static String header(int pages) {
        return String.format(
                        Locale.ROOT,
                        "A virtual CPU reads and writes Zipf-distributed pages of %d MiB; beside it, on the other core,%n"
                                + "scans of the same guest's tables. Processor time of an access, medians of windows of%n"
                                + "20 ms, and how much more it is than with nothing beside it, window by window, with the%n"
                                + "95 %% interval of the median.%n%n",
                        pages / 256)
                + String.format(Locale.ROOT, LINE, "layout", "beside", "ns", "slower by", "95 % interval", "M pages/s");
    }

    private static String line(String layout, Beside beside, Windows.Figures of, int pages) {
        MedianInterval ratio = MedianInterval.of(of.ratios);
        boolean isBaseline = beside == Beside.NOTHING;
        double rate = of.pagesPerSecond(pages) / 1e6;
        return String.format(
                Locale.ROOT,
                LINE,
                layout,
                beside.label(),
                String.format(
                        Locale.ROOT, "%.2f", MedianInterval.of(of.nsPerAccess).median()),
                isBaseline ? "" : percent(ratio.median() - 1) + " %",
                isBaseline ? "" : percent(ratio.low() - 1) + " to " + percent(ratio.high() - 1) + " %",
                rate == 0 ? "" : String.format(Locale.ROOT, "%.0f", rate));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }
}
