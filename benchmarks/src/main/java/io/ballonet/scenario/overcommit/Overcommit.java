package io.ballonet.scenario.overcommit;

import io.ballonet.reclaim.ReclamationTechniqueFactory;
import io.ballonet.reclaim.ReclamationTechniques;
import io.ballonet.result.Kind;
import io.ballonet.result.Subject;
import io.ballonet.scenario.Scenario;
import io.ballonet.scenario.ScenarioProgress;
import io.ballonet.scenario.ScenarioResult;
import io.ballonet.scenario.ScenarioSettings;
import io.ballonet.trace.PageTrace;
import io.ballonet.trace.ShippedTraces;
import io.ballonet.unit.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Two guests replay {@code own_sqlite} and {@code own_cc1} on a host with memory for 80 % of what they touch; they work in
 * turns, and the balloon moves frames from the idle one to the other.
 */
public final class Overcommit implements Scenario {
    private static final List<String> TRACES = List.of("own_sqlite", "own_cc1");
    /** At scale 1 a page of each trace stands for so many pages: 219 and 188 MiB. */
    private static final List<Integer> WIDTHS = List.of(64, 16);

    private static final List<String> GUESTS = List.of("sqlite", "cc1");

    private static final String NAME = "overcommit";
    private static final String RATE = "accesses/s";
    private static final String TIME = "ns/op";
    private static final double MIB_OF_A_PAGE = 1.0 / 256;

    private final ReclamationTechniqueFactory technique;

    /** The scenario, with the host's own technique. */
    public Overcommit() {
        this(ReclamationTechniques.BALLOON);
    }

    /** The same, with another technique, which its measurements name. */
    public Overcommit(ReclamationTechniqueFactory technique) {
        this.technique = technique;
    }

    @Override
    public String registryName() {
        return NAME;
    }

    @Override
    public String summary() {
        return "two guests on a host that cannot hold both; the balloon moves frames from the idle one to the other";
    }

    @Override
    public String source() {
        return "Waldspurger, Memory Resource Management in VMware ESX Server, OSDI '02, section 5.4";
    }

    @Override
    public List<Subject> subjects() {
        List<Subject> subjects = new ArrayList<>();
        for (String guest : GUESTS) {
            subjects.add(rate(guest, "alone"));
            subjects.add(rate(guest, "moving"));
            subjects.add(rate(guest, "settled"));
        }
        subjects.add(timeToTarget("inflate"));
        subjects.add(timeToTarget("deflate"));
        subjects.add(moved());
        return subjects;
    }

    private Subject rate(String guest, String phase) {
        SortedMap<String, Object> params = new TreeMap<>();
        params.put("guest", guest);
        params.put("phase", phase);
        return subject(NAME, params, RATE, guest + "-" + phase);
    }

    private Subject timeToTarget(String direction) {
        SortedMap<String, Object> params = new TreeMap<>();
        params.put("direction", direction);
        return subject(NAME + "-target", params, TIME, direction);
    }

    private Subject moved() {
        return subject(NAME + "-moved", new TreeMap<>(), "pages/s", "moved");
    }

    private Subject subject(String benchmark, SortedMap<String, Object> params, String unit, String label) {
        return new Subject(
                "technique",
                benchmark,
                technique.registryName(),
                technique.role() == Role.FOIL ? Kind.FOIL : technique.role() == Role.PEER ? Kind.PEER : Kind.OURS,
                1,
                params,
                unit,
                1,
                null,
                1,
                1,
                NAME + "-" + label);
    }

    @Override
    public ScenarioResult run(ScenarioSettings settings, ScenarioProgress progress) {
        List<PageTrace> traces =
                TRACES.stream().map(ShippedTraces::source).map(PageTrace::load).toList();
        return run(OvercommitPlan.of(traces, WIDTHS, settings), progress);
    }

    /** Runs a plan for traces of the names that the subjects have. */
    ScenarioResult run(OvercommitPlan plan, ScenarioProgress progress) {
        OvercommitRun.Outcome outcome = new OvercommitRun(plan, technique, progress).run();
        List<ScenarioResult.Figure> figures = new ArrayList<>();
        SortedMap<String, Double> counters = new TreeMap<>();
        for (int i = 0; i < GUESTS.size(); i++) {
            String guest = GUESTS.get(i);
            figures.add(new ScenarioResult.Figure(
                    rate(guest, "alone"), outcome.alone.get(i).rate()));
            figures.add(new ScenarioResult.Figure(rate(guest, "moving"), outcome.moving[i].rate()));
            figures.add(new ScenarioResult.Figure(rate(guest, "settled"), outcome.settled[i].rate()));
            counters.put(guest + "SpeedMoving", outcome.moving[i].speed());
            counters.put(guest + "SpeedSettled", outcome.settled[i].speed());
        }
        double inflateNs = mean(outcome.inflateNs);
        figures.add(new ScenarioResult.Figure(timeToTarget("inflate"), inflateNs));
        figures.add(new ScenarioResult.Figure(timeToTarget("deflate"), mean(outcome.deflateNs)));
        double movedNs = inflateNs * Math.max(1, outcome.inflateNs.size());
        figures.add(new ScenarioResult.Figure(moved(), outcome.pagesMoved * 1e9 / Math.max(1, movedNs)));
        counters.put("pagesMoved", (double) outcome.pagesMoved);
        counters.put("refaults", (double) outcome.refaults);
        counters.put("faultWaits", (double) outcome.faultWaits);
        counters.put("activePagesTaken", (double) outcome.pagesForced);
        counters.put("roleChanges", (double) outcome.inflateNs.size());
        counters.put("touchedPages", (double) plan.allPages());
        counters.put("hostFrames", (double) plan.hostFrames());
        return new ScenarioResult(text(plan, outcome), figures, counters, List.of(outcome.balloon), outcome.failures);
    }

    private static double mean(List<? extends Number> values) {
        return values.stream().mapToDouble(Number::doubleValue).average().orElse(0);
    }

    private static String text(OvercommitPlan plan, OvercommitRun.Outcome outcome) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "Two guests touch %.0f and %.0f MiB on a host of %.0f MiB: %.2f times its memory.%n",
                plan.pages(0) * MIB_OF_A_PAGE,
                plan.pages(1) * MIB_OF_A_PAGE,
                plan.hostFrames() * MIB_OF_A_PAGE,
                (double) plan.allPages() / plan.hostFrames()));
        text.append(String.format(
                Locale.ROOT,
                "%d role changes moved %,d pages (%.0f MiB); target reached after %.0f ms (mean), %.0f ms (longest).%n",
                outcome.inflateNs.size(),
                outcome.pagesMoved,
                outcome.pagesMoved * MIB_OF_A_PAGE,
                mean(outcome.inflateNs) / 1e6,
                outcome.inflateNs.stream().mapToLong(Long::longValue).max().orElse(0) / 1e6));
        text.append(String.format(
                Locale.ROOT,
                "%,d refaults, %,d faults waited for a frame, %,d active pages taken.%n%n",
                outcome.refaults,
                outcome.faultWaits,
                outcome.pagesForced));
        text.append("Touches a second; in brackets the speed on the same part of the trace alone.\n");
        text.append(String.format(Locale.ROOT, "%-11s %14s %26s %26s%n", "", "alone", "while frames move", "after"));
        for (int guest = 0; guest < TRACES.size(); guest++) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-11s %,14.0f %,16.0f (%5.1f %%) %,16.0f (%5.1f %%)%n",
                    TRACES.get(guest),
                    outcome.alone.get(guest).rate(),
                    outcome.moving[guest].rate(),
                    100 * outcome.moving[guest].speed(),
                    outcome.settled[guest].rate(),
                    100 * outcome.settled[guest].speed()));
        }
        text.append(String.format(Locale.ROOT, "%nballoon size over time, full height %,d pages%n", plan.deficit()));
        for (String trace : TRACES) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-11s |%s|%n",
                    trace,
                    Curve.of(
                            outcome.balloon.column("time_us"),
                            outcome.balloon.column(trace + "_balloon"),
                            plan.deficit())));
        }
        return text.toString();
    }
}
