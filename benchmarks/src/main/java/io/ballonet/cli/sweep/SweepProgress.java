package io.ballonet.cli.sweep;

import io.ballonet.cli.Terminal;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar with the time left on standard error, if that is a terminal. <b>Threads:</b> any number. */
final class SweepProgress implements AutoCloseable {
    private static final long MILLION = 1_000_000;

    private final @Nullable ProgressBar bar;
    private final long cells;
    private long cellsDone;

    private SweepProgress(@Nullable ProgressBar bar, long cells) {
        this.bar = bar;
        this.cells = cells;
    }

    /**
     * A bar over so many units of work.
     *
     * @param unit of a million of them
     * @param cells that the work is of; 0 where it is of none
     */
    static SweepProgress onTerminal(String task, long units, String unit, long cells) {
        if (!Terminal.errIsTerminal()) {
            return silent();
        }
        return new SweepProgress(
                new ProgressBarBuilder()
                        .setTaskName(task)
                        .setInitialMax(Math.max(1, units))
                        .setStyle(ProgressBarStyle.ASCII)
                        .setConsumer(new ConsoleProgressBarConsumer(System.err))
                        .setUnit(unit, MILLION)
                        .build(),
                cells);
    }

    /** Tells nobody. */
    static SweepProgress silent() {
        return new SweepProgress(null, 0);
    }

    /** So many units more are done. */
    synchronized void step(long units) {
        if (bar != null) {
            bar.stepBy(units);
        }
    }

    /** A cell more is done. */
    synchronized void cell() {
        cellsDone++;
        if (bar != null && cells > 0) {
            bar.setExtraMessage(" " + cellsDone + " of " + cells + " cells");
        }
    }

    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
