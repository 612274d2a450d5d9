package io.ballonet.unit;

import java.util.concurrent.locks.LockSupport;

/** What a thread that waits for another does between two looks: spins, then yields, then parks. */
public final class Backoff {
    private static final int SPINS = 64;
    private static final int YIELDS = 64;
    private static final long PARK_NS = 20_000;

    private Backoff() {}

    /** One pause; {@code attempt} counts the looks from 0. Blocks for at most about 20 µs. */
    @SuppressWarnings(
            "ThreadPriorityCheck") // with more threads than cores, whoever is waited for needs this one's core
    public static void pause(int attempt) {
        if (attempt < SPINS) {
            Thread.onSpinWait();
        } else if (attempt < SPINS + YIELDS) {
            Thread.yield();
        } else {
            LockSupport.parkNanos(PARK_NS);
        }
    }
}
