package io.ballonet.scenario.scaling;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads that run a load for a window at a time; they live as long as this does, so that what a library keeps for each thread is
 * kept.
 *
 * <p><b>Concurrency:</b> one thread opens windows. Each worker counts on lines of its own; the counts are looked at while it runs.
 */
final class Crew implements AutoCloseable {
    /* A count is written after so many operations: some microseconds, of a window of milliseconds. */
    private static final int BATCH = 256;
    private static final int SPACING = 32;
    private static final int SETTLE_PART = 5;
    private static final double SECOND_NS = 1e9;

    private final ExecutorService workers;
    private final AtomicLongArray counts;
    private volatile boolean isOpen;

    Crew(int most) {
        workers = Executors.newFixedThreadPool(most);
        counts = new AtomicLongArray(SPACING * (most + 1));
    }

    /**
     * Operations a second of all threads together, once they have settled.
     *
     * @param windowNs about
     * @throws IllegalStateException if an operation got nothing
     */
    double throughput(Load load, int threads, long windowNs) {
        CountDownLatch ready = new CountDownLatch(threads);
        List<Future<Integer>> running = new ArrayList<>();
        isOpen = true;
        for (int thread = 0; thread < threads; thread++) {
            int number = thread;
            counts.set(SPACING * (number + 1), 0);
            running.add(workers.submit(() -> work(load, number, ready)));
        }
        try {
            ready.await();
            LockSupport.parkNanos(windowNs / SETTLE_PART);
            long start = System.nanoTime();
            long before = count(threads);
            long done;
            do {
                // Longer where other processes left no thread a processor.
                LockSupport.parkNanos(windowNs);
                done = count(threads) - before;
            } while (done == 0);
            long elapsedNs = System.nanoTime() - start;
            isOpen = false;
            int failed = 0;
            for (Future<Integer> worker : running) {
                failed += worker.get();
            }
            if (failed > 0) {
                throw new IllegalStateException("no frame for " + failed + " allocations of " + threads + " threads");
            }
            return done * SECOND_NS / elapsedNs;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a worker failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a window", e);
        } finally {
            isOpen = false;
        }
    }

    private int work(Load load, int thread, CountDownLatch ready) {
        ready.countDown();
        int failed = 0;
        long done = 0;
        int own = SPACING * (thread + 1);
        while (isOpen) {
            failed += load.run(thread, BATCH);
            done += BATCH;
            counts.setRelease(own, done); // pairs with the look of the window's thread
        }
        return failed;
    }

    private long count(int threads) {
        long sum = 0;
        for (int thread = 0; thread < threads; thread++) {
            sum += counts.getAcquire(SPACING * (thread + 1)); // pairs with the worker's release
        }
        return sum;
    }

    @Override
    public void close() {
        workers.close();
    }
}
