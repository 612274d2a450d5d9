package io.ballonet.scenario.overcommit;

import io.ballonet.balloon.driver.BalloonDriver;
import io.ballonet.host.Host;
import io.ballonet.reclaim.ReclamationTechniqueFactory;
import io.ballonet.scenario.ScenarioProgress;
import io.ballonet.scenario.Series;
import io.ballonet.scenario.live.TraceProcess;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One run: each guest alone, then both on one host in turns.
 *
 * <p>At the start guest 0 has touched everything and idles. In each role one guest runs and the other idles: the host sets the
 * idle guest's target to what is missing and the other's to 0, and frames move while the guest already runs.
 *
 * <p><b>Threads:</b> host and drivers have their own; the running guest's process has one, whose results the caller's reads
 * when the work is done; meanwhile the caller's looks at the balloons.
 */
final class OvercommitRun {
    private static final long LOOK_NS = 200_000;
    private static final long PATIENCE_NS = 20_000_000_000L;
    private static final int GUESTS = 2;

    private final OvercommitPlan plan;
    private final ReclamationTechniqueFactory technique;
    private final ScenarioProgress progress;
    private final Outcome outcome;
    private final List<double[]> aloneNs = new ArrayList<>();

    OvercommitRun(OvercommitPlan plan, ReclamationTechniqueFactory technique, ScenarioProgress progress) {
        this.plan = plan;
        this.technique = technique;
        this.progress = progress;
        String first = plan.traces().get(0).name();
        String second = plan.traces().get(1).name();
        this.outcome = new Outcome(new Series(
                "balloon-size",
                List.of(
                        "time_us",
                        "running",
                        first + "_target",
                        first + "_balloon",
                        first + "_refaults",
                        second + "_target",
                        second + "_balloon",
                        second + "_refaults",
                        "free_frames")));
    }

    /** What was seen; times in nanoseconds. */
    static final class Outcome {
        final List<TraceProcess.Played> alone = new ArrayList<>();
        final TraceProcess.Played[] moving = {TraceProcess.Played.NOTHING, TraceProcess.Played.NOTHING};
        final TraceProcess.Played[] settled = {TraceProcess.Played.NOTHING, TraceProcess.Played.NOTHING};
        final List<Long> inflateNs = new ArrayList<>();
        final List<Long> deflateNs = new ArrayList<>();
        final Series balloon;
        final List<String> failures = new ArrayList<>();
        long pagesMoved;
        long pagesForced;
        long refaults;
        long faultWaits;

        Outcome(Series balloon) {
            this.balloon = balloon;
        }
    }

    Outcome run() {
        try (ExecutorService worker = Executors.newSingleThreadExecutor()) {
            for (int guest = 0; guest < GUESTS; guest++) {
                progress.at(plan.traces().get(guest).name() + " alone", guest * 0.15);
                alone(worker, guest);
            }
            together(worker);
        }
        return outcome;
    }

    private void alone(ExecutorService worker, int guest) {
        try (Host host = host()) {
            TraceProcess process = new Tenant(host, plan, guest).process();
            resultOf(worker.submit(() -> {
                process.touchAll();
                double[] sliceNs = process.rehearse(plan.aloneNs());
                double wholeNs = Arrays.stream(sliceNs).sum();
                aloneNs.add(sliceNs);
                outcome.alone.add(new TraceProcess.Played(process.touchesOfTrace(), wholeNs, wholeNs));
            }));
        }
    }

    private Host host() {
        return Host.builder()
                .frames(plan.hostFrames())
                .technique(technique)
                .manualTargets()
                .start();
    }

    private void together(ExecutorService worker) {
        try (Host host = host()) {
            Tenant[] tenants = {new Tenant(host, plan, 0), new Tenant(host, plan, 1)};
            Watch watch = new Watch(host, tenants);
            progress.at("both touch all they have", 0.3);
            resultOf(worker.submit(tenants[0].process()::touchAll));
            changeRoles(watch, 1, worker.submit(tenants[1].process()::touchAll));
            for (int role = 0; role < plan.roles(); role++) {
                int running = role % GUESTS;
                progress.at("the guests change roles", 0.3 + 0.7 * role / plan.roles());
                play(watch, running, worker);
            }
            finish(host, tenants);
        }
    }

    /** A role: the first half while frames move, the second when they have. */
    private void play(Watch watch, int running, ExecutorService worker) {
        TraceProcess process = watch.tenants[running].process();
        double[] alone = aloneNs.get(running);
        long start = System.nanoTime();
        changeRoles(watch, running, worker.submit(() -> {
            TraceProcess.Played first = process.playUntil(start + plan.roleNs() / 2, alone);
            TraceProcess.Played second = process.playUntil(start + plan.roleNs(), alone);
            outcome.moving[running] = outcome.moving[running].plus(first);
            outcome.settled[running] = outcome.settled[running].plus(second);
        }));
    }

    /** Sets the targets, and looks on until the work is done and both balloons are where they should be. */
    private void changeRoles(Watch watch, int running, Future<?> work) {
        Tenant gives = watch.tenants[1 - running];
        Tenant takes = watch.tenants[running];
        long deficit = plan.deficit();
        long before = gives.balloon();
        long start = System.nanoTime();
        watch.host.setTarget(gives.guest(), deficit);
        watch.host.setTarget(takes.guest(), 0);
        boolean inflated = false;
        boolean deflated = takes.balloon() == 0;
        while (work.state() != Future.State.FAILED && (!work.isDone() || !inflated || !deflated)) {
            long now = System.nanoTime();
            watch.sample(now, running);
            if (!inflated && gives.balloon() >= deficit) {
                inflated = true;
                outcome.inflateNs.add(now - start);
                outcome.pagesMoved += gives.balloon() - before;
            }
            if (!deflated && takes.balloon() == 0) {
                deflated = true;
                outcome.deflateNs.add(now - start);
            }
            if (now - start > PATIENCE_NS + plan.roleNs()) {
                outcome.failures.add("balloon did not reach its target: guest=" + gives.name() + ", target=" + deficit
                        + ", size=" + gives.balloon() + ", guest=" + takes.name() + ", target=0, size="
                        + takes.balloon());
                break;
            }
            LockSupport.parkNanos(LOOK_NS);
        }
        resultOf(work);
    }

    private void finish(Host host, Tenant[] tenants) {
        for (Tenant tenant : tenants) {
            outcome.refaults += tenant.refaults();
            outcome.faultWaits += host.faultWaits(tenant.guest());
            outcome.pagesForced += forced(tenant);
        }
        if (!host.awaitQuiescence(PATIENCE_NS, TimeUnit.NANOSECONDS)) {
            outcome.failures.add("messages stay under way after the last role");
            return;
        }
        try {
            host.validate();
        } catch (IllegalStateException e) {
            outcome.failures.add(String.valueOf(e.getMessage()));
        }
    }

    private static long forced(Tenant tenant) {
        BalloonDriver driver = tenant.guest().driver();
        return driver == null ? 0 : driver.report().forced();
    }

    private static void resultOf(Future<?> work) {
        try {
            work.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a guest's process failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a guest ran", e);
        }
    }

    /** Samples the balloons on a fixed period. */
    private final class Watch {
        private final Host host;
        private final Tenant[] tenants;
        private final long startNs = System.nanoTime();
        private long nextNs = startNs;

        Watch(Host host, Tenant[] tenants) {
            this.host = host;
            this.tenants = tenants;
        }

        void sample(long now, int running) {
            if (now - nextNs < 0) {
                return;
            }
            while (now - nextNs >= 0) {
                nextNs += plan.sampleNs();
            }
            outcome.balloon.add(
                    (now - startNs) / 1_000,
                    running,
                    host.balloon(tenants[0].guest()).target(),
                    tenants[0].balloon(),
                    tenants[0].refaults(),
                    host.balloon(tenants[1].guest()).target(),
                    tenants[1].balloon(),
                    tenants[1].refaults(),
                    host.memory().freeFrames());
        }
    }
}
