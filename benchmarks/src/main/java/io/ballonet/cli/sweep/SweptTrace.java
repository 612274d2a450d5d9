package io.ballonet.cli.sweep;

import io.ballonet.trace.TraceException;
import io.ballonet.trace.TraceInput;
import io.ballonet.trace.TraceSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A trace that was read once: in memory where it is short enough, until its last cell is done.
 *
 * <p><b>Concurrency:</b> whoever counts its cells sees to it that nobody plays it once it is released.
 */
final class SweptTrace {
    private final SweepPlan.Trace planned;
    private @Nullable TraceInput input;

    private SweptTrace(SweepPlan.Trace planned, TraceInput input) {
        this.planned = planned;
        this.input = input;
    }

    /**
     * Reads traces, {@code jobs} at a time.
     *
     * @param mostKept accesses of a trace that stays in memory
     * @throws TraceException for the first that cannot be read
     */
    static List<SweptTrace> readAll(List<String> words, int jobs, int mostKept) {
        List<TraceSource> sources = words.stream().map(TraceSource::of).toList();
        long bytes = sources.stream().mapToLong(TraceSource::sizeBytes).sum();
        try (SweepProgress progress = SweepProgress.onTerminal("read", bytes, " MB", 0);
                ExecutorService readers = Executors.newFixedThreadPool(Math.min(jobs, words.size()))) {
            List<Future<SweptTrace>> reading = new ArrayList<>();
            for (int i = 0; i < words.size(); i++) {
                String word = words.get(i);
                TraceSource source = sources.get(i);
                reading.add(readers.submit(() -> read(word, source, mostKept, progress)));
            }
            List<SweptTrace> traces = new ArrayList<>();
            for (Future<SweptTrace> one : reading) {
                traces.add(one.get());
            }
            return traces;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TraceException unreadable) {
                throw unreadable;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a command", e);
        }
    }

    private static SweptTrace read(String word, TraceSource source, int mostKept, SweepProgress progress) {
        long[] before = {0};
        TraceInput input = TraceInput.openHashing(source, mostKept, (done, whole) -> {
            progress.step(done - before[0]);
            before[0] = done;
        });
        return new SweptTrace(new SweepPlan.Trace(word, TraceIdentity.of(input)), input);
    }

    SweepPlan.Trace planned() {
        return planned;
    }

    TraceIdentity identity() {
        return planned.identity();
    }

    TraceInput input() {
        return Objects.requireNonNull(input, "released");
    }

    /** Its cells are done: gives its memory back. */
    void release() {
        input = null;
    }
}
