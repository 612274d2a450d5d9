package io.ballonet.cli.compare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ballonet.result.JmhFile;
import io.ballonet.result.RawRun;
import io.ballonet.result.UsualState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs every row once a round, each in a fork of its own, so that contenders and limits interleave and a drift of the
 * machine falls on all of them; every other round runs backwards. A row that fails is not run again. A row whose rounds were run
 * in different states of the machine is repeated, so that one state gets enough of them.
 *
 * <p>Concurrency: one thread runs; {@link #stop} and {@link #outcome} may be called from another, such as a shutdown hook,
 * and see whole entries. Both are blocking, for the time of a list's copy.
 */
final class Comparison {
    /** A row is run again at most so often. */
    static final int REPEATS_OF_A_ROW = 2;

    /** Of so many planned runs one may be repeated, and no more time than that taken above what the plan says. */
    static final int RUNS_FOR_A_REPEAT = 15;

    private final List<BenchmarkRow> rows;
    private final TimePlan plan;
    private final RowRunner runner;
    private final Watch watch;
    private final Progress progress;

    private final Map<BenchmarkRow, List<ObjectNode>> entries = new LinkedHashMap<>();
    private final Map<BenchmarkRow, String> failures = new LinkedHashMap<>();
    private boolean stopped;
    private boolean finished;

    Comparison(List<BenchmarkRow> rows, TimePlan plan, RowRunner runner, Watch watch, Progress progress) {
        this.rows = List.copyOf(rows);
        this.plan = plan;
        this.runner = runner;
        this.watch = watch;
        this.progress = progress;
    }

    /**
     * What there is so far.
     *
     * @param entries JMH's objects of finished families, in the order of the rows
     * @param failures a line for each row that failed
     * @param partial true if rows are missing that did not fail
     */
    record Outcome(List<ObjectNode> entries, List<String> failures, boolean partial) {}

    /** Runs all rounds and the repeats, or until stopped. */
    void run() {
        long start = System.nanoTime();
        for (int round = 0; round < plan.rounds(); round++) {
            for (BenchmarkRow row : round % 2 == 0 ? rows : rows.reversed()) {
                if (!wants(row)) {
                    continue;
                }
                progress.next(row, round);
                runOne(row, round);
            }
        }
        if (plan.rounds() > 1) {
            repeat(start);
        }
        finish();
    }

    /** First every row that needs it once, then again, until the allowance is used up. */
    private void repeat(long startNs) {
        long estimateNs = plan.estimate().toNanos();
        long mostNs = estimateNs + estimateNs / RUNS_FOR_A_REPEAT;
        int allowed = rows.size() * plan.rounds() / RUNS_FOR_A_REPEAT;
        for (int again = 0; again < REPEATS_OF_A_ROW; again++) {
            List<BenchmarkRow> unsettled =
                    rows.stream().filter(this::unsettled).limit(allowed).toList();
            allowed -= unsettled.size();
            progress.more(unsettled.size());
            for (BenchmarkRow row : unsettled) {
                if (wants(row) && System.nanoTime() - startNs < mostNs) {
                    progress.next(row, plan.rounds() + again);
                    runOne(row, plan.rounds() + again);
                }
            }
        }
    }

    private synchronized boolean unsettled(BenchmarkRow row) {
        List<RawRun> runs = entries.getOrDefault(row, List.of()).stream()
                .map(entry -> JmhFile.runs(entry).getFirst())
                .toList();
        return !runs.isEmpty() && UsualState.of(runs).unsettled();
    }

    private void runOne(BenchmarkRow row, int round) {
        try {
            Watch.Watched watched = watch.around(row, () -> runner.run(row, plan));
            add(row, JmhFile.entry(watched.result(), row.subjects(), round, watched.surroundings()));
        } catch (RowRunner.RowFailure e) {
            fail(row, e.getMessage() == null ? "failed" : e.getMessage());
        }
    }

    /** Ends the run after the row that is being run, whose result is dropped. */
    synchronized void stop() {
        stopped = true;
    }

    /** Finished families only: those of which each row was run at least once or failed. */
    synchronized Outcome outcome() {
        Set<String> unfinished = new HashSet<>();
        for (BenchmarkRow row : rows) {
            if (!entries.containsKey(row) && !failures.containsKey(row)) {
                unfinished.add(row.family());
            }
        }
        List<ObjectNode> kept = new ArrayList<>();
        entries.forEach((row, runs) -> {
            if (!unfinished.contains(row.family())) {
                kept.addAll(runs);
            }
        });
        List<String> lines = new ArrayList<>();
        failures.forEach((row, cause) -> lines.add(row.label() + ": " + cause));
        return new Outcome(List.copyOf(kept), List.copyOf(lines), !finished);
    }

    private synchronized boolean wants(BenchmarkRow row) {
        return !stopped && !failures.containsKey(row);
    }

    private synchronized void add(BenchmarkRow row, ObjectNode entry) {
        if (!stopped) {
            entries.computeIfAbsent(row, key -> new ArrayList<>()).add(entry);
        }
    }

    private void fail(BenchmarkRow row, String cause) {
        synchronized (this) {
            if (stopped) {
                return;
            }
            failures.put(row, cause);
        }
        progress.say("failed: " + row.label() + ": " + cause);
    }

    private synchronized void finish() {
        finished = !stopped;
    }
}
