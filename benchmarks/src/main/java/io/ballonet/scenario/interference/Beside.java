package io.ballonet.scenario.interference;

import io.ballonet.scan.AccessView;
import java.util.concurrent.locks.LockSupport;

/** What the other core does while the virtual CPU works. */
enum Beside {
    /** Sleeps: the baseline. */
    NOTHING("nothing") {
        @Override
        long run(AccessView view, long endNs) {
            for (long left = endNs - System.nanoTime(); left > 0; left = endNs - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            return 0;
        }
    },
    /** Is busy without touching memory: what a busy neighbour costs by itself. */
    SPIN("spin") {
        @Override
        long run(AccessView view, long endNs) {
            while (System.nanoTime() - endNs < 0) {
                Thread.onSpinWait();
            }
            return 0;
        }
    },
    /** One pass that only reads after the other, at full speed. */
    READ_ONLY("read-only") {
        @Override
        long run(AccessView view, long endNs) {
            long passes = 0;
            for (; System.nanoTime() - endNs < 0; passes++) {
                view.countAccessed(0, view.pages());
            }
            return passes;
        }
    },
    /** A clearing pass every 10 ms, a hundred times as often as a balloon driver would. */
    CLEAR_EVERY_10_MS("clear-every-10-ms") {
        @Override
        long run(AccessView view, long endNs) {
            long passes = 0;
            for (long next = System.nanoTime(); next - endNs < 0; next += PERIOD_NS) {
                NOTHING.run(view, next);
                view.clearAccessed(0, view.pages());
                passes++;
            }
            NOTHING.run(view, endNs);
            return passes;
        }
    },
    /** One clearing pass after the other, at full speed. */
    CLEAR("clear") {
        @Override
        long run(AccessView view, long endNs) {
            long passes = 0;
            for (; System.nanoTime() - endNs < 0; passes++) {
                view.clearAccessed(0, view.pages());
            }
            return passes;
        }
    };

    private static final long PERIOD_NS = 10_000_000;

    private final String label;

    Beside(String label) {
        this.label = label;
    }

    /** In tables and parameters. */
    String label() {
        return label;
    }

    boolean clears() {
        return this == CLEAR_EVERY_10_MS || this == CLEAR;
    }

    /** Does it until {@link System#nanoTime} passes {@code endNs}; passes over the view. */
    abstract long run(AccessView view, long endNs);
}
