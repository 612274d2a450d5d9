package io.ballonet.scenario.live;

import io.ballonet.result.Kind;
import io.ballonet.result.Subject;
import io.ballonet.scenario.Scenario;
import io.ballonet.scenario.ScenarioProgress;
import io.ballonet.scenario.ScenarioResult;
import io.ballonet.scenario.ScenarioSettings;
import io.ballonet.trace.PageTrace;
import io.ballonet.trace.ShippedTraces;
import io.ballonet.trace.policy.ReplayPolicies;
import io.ballonet.trace.policy.ReplayPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** The shipped traces, live, with and without shootdowns, beside the exact misses of CLOCK: what the TLB hides from a scan. */
public final class LiveReplayScenario implements Scenario {
    private static final int[] PERCENT = {10, 25, 50};
    private static final String LINE = "%-11s %6s  %9s %9s  %9s %9s  %9s %9s %8s%n";

    /** The scenario. */
    public LiveReplayScenario() {}

    @Override
    public String registryName() {
        return "live-replay";
    }

    @Override
    public String summary() {
        return "real traces as guest processes on real frames; what the TLB hides from the guest's clock";
    }

    @Override
    public String source() {
        return "Corbató, A paging experiment with the Multics system, MIT Project MAC Report MAC-M-384, 1968";
    }

    @Override
    public List<Subject> subjects() {
        List<Subject> subjects = new ArrayList<>();
        for (String trace : ShippedTraces.names()) {
            for (int percent : PERCENT) {
                subjects.add(subject(trace, percent, true));
                subjects.add(subject(trace, percent, false));
            }
        }
        return subjects;
    }

    private Subject subject(String trace, int percent, boolean shootdowns) {
        SortedMap<String, Object> params = new TreeMap<>();
        params.put("trace", trace);
        params.put("framesPercent", (long) percent);
        params.put("shootdowns", shootdowns ? "on-clear" : "none");
        return new Subject(
                "technique",
                registryName(),
                "clock",
                Kind.OURS,
                1,
                params,
                "accesses/s",
                1,
                null,
                1,
                1,
                trace + "-" + percent + (shootdowns ? "-on-clear" : "-none"));
    }

    @Override
    public ScenarioResult run(ScenarioSettings settings, ScenarioProgress progress) {
        StringBuilder text = new StringBuilder();
        text.append("""
                Misses of CLOCK counted by sequential replay, and faults of a guest whose replacement is that clock.
                exact: the virtual CPU forgets its translations whenever the clock clears a bit, and no touch is lost.
                TLB: it does not, as kernels do it; a touch that the TLB serves does not set the bit again.

                """);
        text.append(String.format(
                Locale.ROOT,
                LINE,
                "trace",
                "frames",
                "misses",
                "w-backs",
                "exact",
                "w-backs",
                "TLB",
                "w-backs",
                "faults"));
        List<ScenarioResult.Figure> figures = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        List<String> names = ShippedTraces.names();
        for (int i = 0; i < names.size(); i++) {
            PageTrace trace = PageTrace.load(ShippedTraces.source(names.get(i)));
            for (int percent : PERCENT) {
                progress.at(trace.name(), (double) i / names.size());
                int frames = Math.max(1, trace.distinctPages() * percent / 100);
                ReplayPolicy clock = ReplayPolicies.CLOCK1.create(trace, frames);
                clock.play(trace.accesses(), 0, trace.length());
                LiveReplay.Counts exact = LiveReplay.run(trace, frames, true);
                LiveReplay.Counts hidden = LiveReplay.run(trace, frames, false);
                figures.add(new ScenarioResult.Figure(subject(trace.name(), percent, true), rate(exact)));
                figures.add(new ScenarioResult.Figure(subject(trace.name(), percent, false), rate(hidden)));
                text.append(line(trace, frames, clock, exact, hidden));
                if (exact.faults() != clock.misses() || exact.writebacks() != clock.writebacks()) {
                    failures.add("live replay differs from clock1: trace=" + trace.name() + ", frames=" + frames
                            + ", misses=" + clock.misses() + ", faults=" + exact.faults() + ", writebacks="
                            + clock.writebacks() + ", swappedOut=" + exact.writebacks());
                }
            }
        }
        return new ScenarioResult(text.toString(), figures, new TreeMap<>(), List.of(), failures);
    }

    private static double rate(LiveReplay.Counts counts) {
        return counts.accesses() * 1e9 / counts.nanoseconds();
    }

    private static String line(
            PageTrace trace, int frames, ReplayPolicy clock, LiveReplay.Counts exact, LiveReplay.Counts hidden) {
        double more = 100.0 * (hidden.faults() - exact.faults()) / exact.faults();
        return String.format(
                Locale.ROOT,
                LINE,
                trace.name(),
                frames,
                clock.misses(),
                clock.writebacks(),
                exact.faults(),
                exact.writebacks(),
                hidden.faults(),
                hidden.writebacks(),
                String.format(Locale.ROOT, "%+.1f %%", more));
    }
}
