package io.ballonet.micro.limit;

import org.jspecify.annotations.Nullable;

/**
 * The other thread of a two-thread benchmark: repeats one step until it is closed.
 *
 * <p>JMH's groups would count this thread's operations too; with a companion, what is reported is what the measuring thread
 * did, and nothing else.
 *
 * <p><b>Concurrency:</b> made and closed by one thread; the step runs on the companion's own. {@link #close} returns after
 * the last step, whose writes the closing thread then sees.
 */
public final class Companion implements AutoCloseable {
    private final Thread thread;
    private volatile boolean stopped;
    private volatile @Nullable Throwable failure;

    private Companion(String name, Runnable step) {
        this.thread = new Thread(() -> run(step), name);
        thread.setDaemon(true);
    }

    /** Starts repeating {@code step}, which must not block. */
    public static Companion start(String name, Runnable step) {
        Companion companion = new Companion(name, step);
        companion.thread.start();
        return companion;
    }

    private void run(Runnable step) {
        try {
            while (!stopped) {
                step.run();
            }
        } catch (RuntimeException | Error e) {
            failure = e;
        }
    }

    /**
     * Stops the thread and waits for it.
     *
     * @throws IllegalStateException if a step threw
     */
    @Override
    public void close() {
        stopped = true;
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure != null) {
            throw new IllegalStateException("companion failed: thread=" + thread.getName(), failure);
        }
    }
}
