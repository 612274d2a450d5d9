package io.ballonet.scenario.latency;

import io.ballonet.micro.LatencyLog;
import io.ballonet.micro.OpenLoop;
import io.ballonet.report.plot.Series;
import io.ballonet.report.plot.XyChart;
import io.ballonet.result.Kind;
import io.ballonet.result.Subject;
import io.ballonet.scenario.Records;
import io.ballonet.scenario.Scenario;
import io.ballonet.scenario.ScenarioProgress;
import io.ballonet.scenario.ScenarioResult;
import io.ballonet.scenario.ScenarioSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.HdrHistogram.Histogram;

/**
 * Three operations at rates from a tenth of what they do back to back to more than they can: what each waits and what each takes,
 * at the median and in the tail, and the rate up to which more load costs little.
 */
public final class LatencySweep implements Scenario {
    private static final String NAME = "latency-sweep";
    private static final double HALF = 0.5;
    private static final double NS_OF_US = 1e3;
    private static final double[] PERCENTILES = {50, 99, 99.9};

    /**
     * What is swept.
     *
     * @param threads that it runs on
     * @param open makes it from a seed
     */
    private record Swept(
            String label,
            String what,
            String family,
            String contender,
            int threads,
            LongFunction<SweptOperation> open) {}

    private static final List<Swept> ALL = List.of(
            new Swept(
                    "frames",
                    FrameReplacements.FRAMES_AT_ONCE + " random frames freed and taken",
                    "allocator",
                    "uncounted",
                    1,
                    seed -> new FrameReplacements("uncounted", seed)),
            new Swept(
                    "message",
                    "a message of a page, to its answer from another core",
                    "channel",
                    "one-to-one",
                    2,
                    seed -> new MessageRoundTrips("one-to-one")),
            new Swept(
                    "balloon",
                    BalloonCycles.PAGES_MOVED + " pages into the balloon and out of it",
                    "reclaim",
                    "ballonet",
                    1,
                    seed -> new BalloonCycles()));

    /** The scenario. */
    public LatencySweep() {}

    @Override
    public String registryName() {
        return NAME;
    }

    @Override
    public String summary() {
        return "latency against load, open loop, from a tenth of the closed-loop rate to beyond it, and the knee";
    }

    @Override
    public String source() {
        return "Kleinrock, Power and deterministic rules of thumb, ICC '79; the schedule of Tene's wrk2";
    }

    @Override
    public List<Subject> subjects() {
        return ALL.stream()
                .flatMap(swept -> Headline.of(swept).subjects().stream())
                .toList();
    }

    /** What is reported of an operation: rates in operations a second, and tails of the response time. */
    private record Headline(Subject closed, Subject knee, Subject tailAtHalf, Subject tailAtKnee) {
        static Headline of(Swept swept) {
            return new Headline(
                    subject(swept, "-closed", "ops/s"),
                    subject(swept, "-knee", "ops/s"),
                    subject(swept, "-p99-at-half", "ns/op"),
                    subject(swept, "-p99-at-knee", "ns/op"));
        }

        List<Subject> subjects() {
            return List.of(closed, knee, tailAtHalf, tailAtKnee);
        }
    }

    private static Subject subject(Swept swept, String what, String unit) {
        SortedMap<String, Object> params = new TreeMap<>();
        params.put("operation", swept.label());
        return new Subject(
                swept.family(),
                NAME + what,
                swept.contender(),
                Kind.OURS,
                swept.threads(),
                params,
                unit,
                1,
                null,
                1,
                1,
                NAME + what + "-" + swept.label());
    }

    @Override
    public ScenarioResult run(ScenarioSettings settings, ScenarioProgress progress) {
        StringBuilder text = new StringBuilder("""
                Operations at a rate, from intended start times: what each waits behind a late one counts
                (response); what it takes itself stands beside it (service). The knee is the kept rate with
                the most rate by p99 of the response.

                """);
        Records records = new Records(
                NAME,
                List.of(
                        "operation",
                        "share",
                        "intended_per_s",
                        "achieved_per_s",
                        "operations",
                        "missed",
                        "response_p50_ns",
                        "response_p99_ns",
                        "response_p999_ns",
                        "service_p50_ns",
                        "service_p99_ns",
                        "service_p999_ns"));
        List<ScenarioResult.Figure> figures = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        SortedMap<String, String> files = new TreeMap<>();
        for (int i = 0; i < ALL.size(); i++) {
            Swept swept = ALL.get(i);
            progress.at(swept.label(), (double) i / ALL.size());
            try (SweptOperation operation = swept.open().apply(settings.seed())) {
                RateSweep sweep =
                        new RateSweep(operation, System::nanoTime, settings.seconds() / ALL.size(), settings.seed());
                List<SweptRate> rates = sweep.run();
                Optional<SweptRate> knee = Knee.of(rates);
                text.append(SweepText.of(swept.what(), sweep.closedRate(), rates, knee));
                rates.forEach(rate -> record(records, swept, rate));
                figures(swept, sweep, rates, figures, failures);
                files.put(NAME + "-" + swept.label() + ".svg", picture(swept, rates, sweep.closedRate()));
                files.put(NAME + "-" + swept.label() + "-response.hlog", log(sweep, OpenLoop.Interval::response));
                files.put(NAME + "-" + swept.label() + "-service.hlog", log(sweep, OpenLoop.Interval::service));
            }
        }
        return new ScenarioResult(text.toString(), figures, new TreeMap<>(), List.of(records), failures, files);
    }

    private static void figures(
            Swept swept,
            RateSweep sweep,
            List<SweptRate> rates,
            List<ScenarioResult.Figure> figures,
            List<String> failures) {
        Headline headline = Headline.of(swept);
        figures.add(new ScenarioResult.Figure(headline.closed(), sweep.closedRate()));
        Optional<SweptRate> knee = Knee.of(rates);
        if (knee.isEmpty()) {
            failures.add("no rate was kept, so there is no knee: operation=" + swept.label());
            return;
        }
        figures.add(new ScenarioResult.Figure(headline.knee(), knee.get().achieved()));
        Optional<SweptRate> half = rates.stream()
                .filter(rate -> rate.share() == HALF && !rate.missed())
                .findFirst();
        if (half.isPresent()) {
            figures.add(
                    new ScenarioResult.Figure(headline.tailAtHalf(), half.get().responseP99()));
        } else {
            failures.add("half of what it does back to back was not kept, this machine is too busy: operation="
                    + swept.label());
        }
        figures.add(new ScenarioResult.Figure(headline.tailAtKnee(), knee.get().responseP99()));
    }

    private static void record(Records records, Swept swept, SweptRate rate) {
        records.add(
                swept.label(),
                rate.share(),
                rate.intended(),
                rate.achieved(),
                rate.response().getTotalCount(),
                rate.missed(),
                rate.response().getValueAtPercentile(50),
                rate.response().getValueAtPercentile(99),
                rate.response().getValueAtPercentile(99.9),
                rate.service().getValueAtPercentile(50),
                rate.service().getValueAtPercentile(99),
                rate.service().getValueAtPercentile(99.9));
    }

    /** Latencies against what was achieved, with upright lines at the knee and at what is done back to back. */
    private static String picture(Swept swept, List<SweptRate> rates, double closedRate) {
        List<SweptRate> byAchieved = rates.stream()
                .sorted(Comparator.comparingDouble(SweptRate::achieved))
                .toList();
        List<Series> lines = new ArrayList<>();
        for (int i = 0; i < PERCENTILES.length; i++) {
            lines.add(line("response", i, Series.Look.LINE, byAchieved, SweptRate::response));
            lines.add(line("service", i, Series.Look.DASHED, byAchieved, SweptRate::service));
        }
        DoubleSummaryStatistics heights = lines.stream()
                .flatMap(line -> line.points().stream())
                .mapToDouble(Series.Point::y)
                .summaryStatistics();
        Knee.of(rates).ifPresent(knee -> lines.add(upright("knee", Series.Look.GUIDE, knee.achieved(), heights)));
        lines.add(upright("back to back", Series.Look.LIMIT, closedRate, heights));
        return XyChart.file(
                "latency against load: " + swept.what(), "achieved operations a second", "µs", "less is better", lines);
    }

    private static Series upright(String name, Series.Look look, double across, DoubleSummaryStatistics heights) {
        return Series.plain(
                name, 0, look, List.of(new double[] {across, heights.getMin()}, new double[] {across, heights.getMax()
                }));
    }

    private static Series line(
            String name,
            int number,
            Series.Look look,
            List<SweptRate> rates,
            Function<SweptRate, Histogram> latencies) {
        double percentile = PERCENTILES[number];
        return Series.plain(
                String.format(Locale.ROOT, "%s p%s", name, percentile == 99.9 ? "99.9" : Math.round(percentile)),
                number,
                look,
                rates.stream()
                        .map(rate -> new double[] {
                            rate.achieved(), latencies.apply(rate).getValueAtPercentile(percentile) / NS_OF_US
                        })
                        .toList());
    }

    /** All rates in one log, told apart by their tag, the share of the closed-loop rate. */
    private static String log(RateSweep sweep, Function<OpenLoop.Interval, Histogram> latencies) {
        List<OpenLoop.Interval> all = new ArrayList<>();
        for (RateSweep.SweptLoop loop : sweep.loops()) {
            for (OpenLoop.Interval interval : loop.loop().intervals()) {
                latencies.apply(interval).setTag(String.format(Locale.ROOT, "share=%.3f", loop.share()));
                all.add(interval);
            }
        }
        return LatencyLog.text(all, latencies);
    }
}
