package io.ballonet.cli.compare;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Says how far a comparison is: a bar with the time left on a terminal, a line for each family and round elsewhere. */
interface Progress extends AutoCloseable {
    /** Forks after which their time says more than the plan. */
    int ENOUGH_TO_GO_BY = 5;

    /** Longest label beside the bar, so that the bar itself stays visible in 80 columns. */
    int LABEL = 28;

    /** {@code row} is about to be run in {@code round}, counted from 0; a round above the planned ones repeats a row. */
    void next(BenchmarkRow row, int round);

    /** So many runs are added. */
    void more(int runs);

    /** Something the user should read now, such as a failure. */
    void say(String line);

    @Override
    void close();

    /** A bar that moves with each fork. */
    static Progress bar(PrintStream err, int forks, Duration estimate) {
        ProgressBar bar = new ProgressBarBuilder()
                .setTaskName("compare")
                .setInitialMax(forks)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(500)
                .setEtaFunction(state ->
                        Optional.of(left(state.getElapsedAfterStart(), state.getCurrent(), state.getMax(), estimate)))
                .setConsumer(new ConsoleProgressBarConsumer(err))
                .build();
        return new Progress() {
            private boolean started;

            @Override
            public void next(BenchmarkRow row, int round) {
                if (started) {
                    bar.step();
                }
                started = true;
                bar.setExtraMessage(" " + shortened(row));
            }

            @Override
            public void more(int runs) {
                bar.maxHint(bar.getMax() + runs);
            }

            @Override
            public void say(String line) {
                bar.pause();
                err.println("\r" + line + " ".repeat(Math.max(0, 100 - line.length())));
                bar.resume();
            }

            @Override
            public void close() {
                bar.stepTo(bar.getMax());
                bar.close();
            }
        };
    }

    /** Lines for logs. */
    static Progress lines(PrintStream err, int rounds) {
        return new Progress() {
            private String last = "";

            @Override
            public void next(BenchmarkRow row, int round) {
                String line = round < rounds
                        ? String.format(Locale.ROOT, "round %d of %d: %s", round + 1, rounds, row.family())
                        : "again, since the machine changed: " + row.family();
                if (!line.equals(last)) {
                    err.println(line);
                    last = line;
                }
            }

            @Override
            public void more(int runs) {
                // Each says itself.
            }

            @Override
            public void say(String line) {
                err.println(line);
            }

            @Override
            public void close() {
                err.flush();
            }
        };
    }

    /** By the plan at first, by what the forks so far took after that. */
    private static Duration left(Duration elapsed, long done, long forks, Duration estimate) {
        return done < ENOUGH_TO_GO_BY
                ? estimate.multipliedBy(forks - done).dividedBy(forks)
                : elapsed.multipliedBy(forks - done).dividedBy(done);
    }

    private static String shortened(BenchmarkRow row) {
        String label = row.label();
        return label.length() <= LABEL ? label : label.substring(0, LABEL - 1) + "…";
    }
}
