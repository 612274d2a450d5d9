package io.ballonet.cli.replay;

import io.ballonet.cli.Terminal;
import java.io.PrintStream;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar with the time left on standard error, if that is a terminal, from the third second of work on. */
final class ReplayProgress implements AutoCloseable {
    private static final long PATIENCE_NS = 2_000_000_000L;
    /** Parts of one step that the bar tells apart. */
    private static final int PARTS = 1000;

    private final String task;
    private final boolean isWanted;
    private final long steps;
    private final PrintStream err;
    private final LongSupplier nanoTime;
    private final long startNs;
    private long stepsDone;
    private @Nullable ProgressBar bar;

    /** Progress of {@code task} over {@code steps} steps; {@code nanoTime} is the clock. */
    ReplayProgress(String task, boolean isWanted, long steps, PrintStream err, LongSupplier nanoTime) {
        this.task = task;
        this.isWanted = isWanted;
        this.steps = steps;
        this.err = err;
        this.nanoTime = nanoTime;
        startNs = nanoTime.getAsLong();
    }

    /** Progress on this process's standard error. */
    static ReplayProgress onTerminal(String task, long steps) {
        return new ReplayProgress(task, Terminal.errIsTerminal(), steps, System.err, System::nanoTime);
    }

    /** {@code done} of {@code whole} units of the step in work; a whole of 0 is not known. */
    void within(long done, long whole) {
        if (bar == null && isWanted && nanoTime.getAsLong() - startNs > PATIENCE_NS) {
            bar = new ProgressBarBuilder()
                    .setTaskName(task)
                    .setInitialMax(steps * PARTS)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setConsumer(new ConsoleProgressBarConsumer(err))
                    .build();
        }
        if (bar != null) {
            bar.stepTo(stepsDone * PARTS + (long) (PARTS * (double) done / Math.max(1, whole)));
        }
    }

    /** The step in work is done. */
    void next() {
        stepsDone++;
        within(0, 1);
    }

    boolean isShown() {
        return bar != null;
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
