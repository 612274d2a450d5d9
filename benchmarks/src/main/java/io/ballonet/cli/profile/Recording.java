package io.ballonet.cli.profile;

import io.ballonet.cli.Terminal;
import java.time.Duration;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Says on standard error that a recording goes on: for a benchmark on a terminal a bar with the time left, else a line. A scenario
 * shows its own bar.
 *
 * <p><b>Concurrency:</b> a thread of its own moves the bar, until it is closed.
 */
final class Recording implements AutoCloseable {
    /** A fork starts, warms up for a second, and measures a second at a time. */
    private static final int OVERHEAD_SECONDS = 3;

    private static final long STEP_MS = 200;

    private final @Nullable Thread mover;

    private Recording(@Nullable Thread mover) {
        this.mover = mover;
    }

    static Recording announce(ProfileSettings settings) {
        if (settings.target().kind() == Target.Kind.RECORDING) {
            return new Recording(null);
        }
        int seconds = settings.seconds().orElse(ProfileSettings.BENCHMARK_SECONDS) + OVERHEAD_SECONDS;
        if (settings.target().kind() == Target.Kind.BENCHMARK && Terminal.errIsTerminal()) {
            return new Recording(Thread.ofVirtual().start(() -> move(seconds)));
        }
        System.err.println("recording " + settings.target().label());
        return new Recording(null);
    }

    private static void move(int seconds) {
        long steps = Duration.ofSeconds(seconds).toMillis() / STEP_MS;
        try (ProgressBar bar = new ProgressBarBuilder()
                .setTaskName("recording")
                .setInitialMax(steps)
                .setStyle(ProgressBarStyle.ASCII)
                .setEtaFunction(state ->
                        Optional.of(Duration.ofMillis(Math.max(0, (steps - state.getCurrent()) * STEP_MS))))
                .setConsumer(new ConsoleProgressBarConsumer(System.err))
                .build()) {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(STEP_MS);
                bar.stepTo(Math.min(steps, bar.getCurrent() + 1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        Thread moving = mover;
        if (moving != null) {
            moving.interrupt();
            try {
                moving.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
