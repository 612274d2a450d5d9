package io.ballonet.cli.sweep;

import io.ballonet.cli.UserError;
import io.ballonet.trace.TraceException;
import io.ballonet.trace.TraceInput;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Computes cells on a number of threads, as many at once as fit into the heap, each into its file.
 *
 * <p>A cell that another process computes is left to it, and looked at again at the end: its file is there by then, or its process is
 * dead and the claim free.
 *
 * <p><b>Concurrency:</b> one thread calls {@link #run}, once; its workers share what is waiting under this object's lock.
 */
final class SweepRun {
    private static final long RETRY_MS = 250;
    private static final int FAILURE = 1;

    private final CellStore store;
    private final Settings settings;
    private final Consumer<String> notes;
    private final HeapShare heap;

    private final Deque<SweepTask> waiting = new ArrayDeque<>();
    /** Cells that other processes compute now. */
    private final List<SweepTask> elsewhere = new ArrayList<>();
    /** Tasks of each trace that are not done. */
    private final Map<TraceIdentity, Integer> open = new HashMap<>();

    private SweepProgress progress = SweepProgress.silent();
    private int running;
    private int computed;
    private int found;
    private boolean saidThatItWaits;
    private final List<String> failures = new ArrayList<>();
    private @Nullable UserError fatal;

    /**
     * How it runs.
     *
     * @param jobs threads, at least 1
     * @param heapBytes of this JVM at most
     * @param commit that is recorded
     * @param dirty whether there was more than the commit
     */
    record Settings(int jobs, long heapBytes, String commit, boolean dirty) {}

    /**
     * What came of it.
     *
     * @param computed now, by this process
     * @param found whole already, or computed by others meanwhile
     * @param failures a line a cell
     */
    record Outcome(int computed, int found, List<String> failures) {}

    /** {@code notes} takes lines for people: files that are not whole, processes that are waited for. */
    SweepRun(CellStore store, Settings settings, Consumer<String> notes) {
        this.store = store;
        this.settings = settings;
        this.notes = notes;
        this.heap = new HeapShare(settings.heapBytes());
    }

    /**
     * Computes what is missing of {@code cells}, all of them of {@code traces}, which it releases.
     *
     * @throws UserError if a file cannot be written; those that were, are whole
     */
    Outcome run(List<SweptTrace> traces, List<Cell> cells) {
        List<SweptTrace> longestFirst = traces.stream()
                .sorted(Comparator.comparingLong(
                                (SweptTrace trace) -> trace.identity().accesses())
                        .reversed())
                .toList();
        long units = 0;
        int missing = 0;
        for (SweptTrace trace : longestFirst) {
            List<Cell> ofTrace = cells.stream()
                    .filter(cell -> cell.trace().equals(trace.identity()))
                    .filter(cell -> store.find(cell, this::recomputed).isEmpty())
                    .toList();
            if (ofTrace.isEmpty()) {
                trace.release();
                continue;
            }
            List<SweepTask> tasks = SweepTask.of(trace, ofTrace, settings.jobs());
            waiting.addAll(tasks);
            open.put(trace.identity(), tasks.size());
            units += ofTrace.size() * trace.identity().accesses();
            missing += ofTrace.size();
        }
        found = cells.size() - missing;
        try (SweepProgress bar = SweepProgress.onTerminal("sweep", units, " M accesses", missing)) {
            progress = bar;
            work();
        }
        if (fatal != null) {
            throw new UserError(
                    fatal.getMessage() + "\n  " + computed
                            + " cells more are whole; the same command goes on from there",
                    FAILURE);
        }
        return new Outcome(computed, found, List.copyOf(failures));
    }

    /** For who sees it end early. */
    synchronized String whatIsThere() {
        return computed + " cells more are whole; the same command goes on from there";
    }

    private void recomputed(String why) {
        notes.accept(why + "; it is computed again");
    }

    private void work() {
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < settings.jobs(); i++) {
            workers.add(Thread.ofPlatform().name("sweep-" + i).start(this::takeTasks));
        }
        try {
            for (Thread worker : workers) {
                worker.join();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a command", e);
        }
    }

    private void takeTasks() {
        try {
            for (SweepTask task = next(); task != null; task = next()) {
                try {
                    run(task);
                } finally {
                    done(task);
                }
            }
        } catch (UserError e) {
            fail(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a worker", e);
        }
    }

    private synchronized void fail(UserError error) {
        fatal = error;
        notifyAll();
    }

    /** The next task that there is room for, once there is; null where there are no more. */
    private synchronized @Nullable SweepTask next() throws InterruptedException {
        while (fatal == null) {
            for (Iterator<SweepTask> tasks = waiting.iterator(); tasks.hasNext(); ) {
                SweepTask task = tasks.next();
                if (heap.take(task)) {
                    tasks.remove();
                    running++;
                    return task;
                }
            }
            if (waiting.isEmpty() && elsewhere.isEmpty()) {
                return null;
            }
            if (!waiting.isEmpty() && running == 0) {
                apart(waiting.remove());
            } else if (waiting.isEmpty()) {
                sayThatItWaits();
                wait(RETRY_MS);
                waiting.addAll(elsewhere);
                elsewhere.clear();
            } else {
                wait();
            }
        }
        return null;
    }

    /** Every cell that is left is another's: says so, once. */
    private void sayThatItWaits() {
        if (!saidThatItWaits) {
            notes.accept("other processes compute the rest; waiting for them");
            saidThatItWaits = true;
        }
    }

    /** For a task that never fits: each of its cells alone, or the end of it where it is one. */
    private void apart(SweepTask task) {
        if (task.cells().size() > 1) {
            task.cells().forEach(cell -> waiting.add(new SweepTask(task.trace(), List.of(cell))));
            open.merge(task.trace().identity(), task.cells().size(), Integer::sum);
        } else {
            failed(
                    task.cells().getFirst(),
                    "does not fit into the " + (heap.allBytes() >>> 20) + " MiB that a Java heap of "
                            + (settings.heapBytes() >>> 20)
                            + " MiB has for cells; raise -Xmx, or leave the policy out");
        }
        close(task.trace());
    }

    private synchronized void done(SweepTask task) {
        running--;
        heap.give(task);
        close(task.trace());
        notifyAll();
    }

    /** One task of it less is open. */
    private void close(SweptTrace trace) {
        if (open.merge(trace.identity(), -1, Integer::sum) == 0) {
            heap.give(trace.identity());
            trace.release();
        }
    }

    /** Claims what is not there, nor another's, and computes that. */
    private void run(SweepTask task) {
        List<CellStore.Claim> claims = new ArrayList<>();
        try {
            List<Cell> own = new ArrayList<>();
            for (Cell cell : task.cells()) {
                CellStore.Claim claim = store.claim(cell).orElse(null);
                boolean isThere = store.find(cell, why -> {}).isPresent();
                if (claim != null) {
                    claims.add(claim);
                }
                if (isThere) {
                    count(cell, false);
                } else if (claim != null) {
                    own.add(cell);
                } else {
                    leave(task.trace(), cell);
                }
            }
            if (!own.isEmpty()) {
                play(task.trace().input(), own);
            }
        } catch (TraceException e) {
            task.cells().forEach(cell -> failed(cell, String.valueOf(e.getMessage())));
        } finally {
            claims.forEach(CellStore.Claim::close);
        }
    }

    private synchronized void failed(Cell cell, String why) {
        failures.add(cell.label() + ": " + why);
    }

    private synchronized void leave(SweptTrace trace, Cell cell) {
        elsewhere.add(new SweepTask(trace, List.of(cell)));
        open.merge(trace.identity(), 1, Integer::sum);
    }

    private synchronized void count(Cell cell, boolean isComputed) {
        if (isComputed) {
            computed++;
        } else {
            found++;
            progress.step(cell.trace().accesses());
        }
        progress.cell();
    }

    private void play(TraceInput input, List<Cell> cells) {
        List<CellPlay> plays =
                cells.stream().map(cell -> CellPlay.of(cell, input)).toList();
        input.play(
                (accesses, from, to) -> {
                    plays.forEach(play -> play.play(accesses, from, to));
                    progress.step((long) plays.size() * (to - from));
                },
                (done, whole) -> {});
        for (CellPlay play : plays) {
            play.failure().ifPresent(why -> failed(play.cell(), why));
            if (play.failure().isEmpty()) {
                store.write(play.result(settings.commit(), settings.dirty()));
                count(play.cell(), true);
            }
        }
    }
}
