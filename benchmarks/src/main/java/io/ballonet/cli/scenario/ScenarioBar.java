package io.ballonet.cli.scenario;

import io.ballonet.cli.Terminal;
import io.ballonet.scenario.ScenarioProgress;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar with the time left on standard error, if that is a terminal; nothing else. <b>Threads:</b> the run's. */
final class ScenarioBar implements ScenarioProgress, AutoCloseable {
    private static final int PARTS = 1_000;

    private final @Nullable ProgressBar bar;

    private ScenarioBar(@Nullable ProgressBar bar) {
        this.bar = bar;
    }

    /** A bar of that name. */
    static ScenarioBar onTerminal(String task) {
        return new ScenarioBar(
                Terminal.errIsTerminal()
                        ? new ProgressBarBuilder()
                                .setTaskName(task)
                                .setInitialMax(PARTS)
                                .setStyle(ProgressBarStyle.ASCII)
                                .setConsumer(new ConsoleProgressBarConsumer(System.err))
                                .build()
                        : null);
    }

    @Override
    public void at(String phase, double share) {
        if (bar != null) {
            bar.setExtraMessage(" " + phase);
            bar.stepTo(Math.round(share * PARTS));
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
