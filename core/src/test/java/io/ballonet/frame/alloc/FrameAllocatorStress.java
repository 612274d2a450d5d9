package io.ballonet.frame.alloc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntUnaryOperator;

/**
 * Threads that allocate and free groups of all orders at random, by single and batch calls, now towards full memory and now
 * towards empty, pass groups to each other to be freed there, and note the owner of every frame: a frame that two hold at once
 * ends the run.
 *
 * <p><b>Concurrency:</b> owners are plain bytes, so that the check adds no ordering that could hide a fault of the allocator. A
 * frame's owner is read and written by whoever holds the frame, ordered by nothing but the allocator's free and allocation. Of
 * two that hold it at once, one finds the other's mark: when it takes the frame, or when it frees it. Only the mailbox and the
 * note that a thread failed are shared otherwise.
 */
final class FrameAllocatorStress {
    static final byte NOBODY = 0;

    private final FrameAllocatorFactory factory;
    private final int frames;
    private final int cores;
    private final long seed;
    private final byte[] owners;
    private final AtomicLong mailbox = new AtomicLong(StressThread.NO_GROUP);
    private volatile boolean failed;

    FrameAllocatorStress(FrameAllocatorFactory factory, int frames, int cores, long seed) {
        this.factory = factory;
        this.frames = frames;
        this.cores = cores;
        this.seed = seed;
        this.owners = new byte[frames];
    }

    /**
     * Runs; then validates, frees everything, and validates again.
     *
     * @param operations calls of each thread
     * @param coreOf core that a thread passes
     */
    void run(int threadCount, long operations, IntUnaryOperator coreOf) throws Exception {
        try (FrameAllocator allocator = factory.create(frames, cores);
                ExecutorService threads = Executors.newFixedThreadPool(threadCount)) {
            List<StressThread> workers = new ArrayList<>();
            List<Future<?>> runs = new ArrayList<>();
            for (int thread = 0; thread < threadCount; thread++) {
                StressThread worker =
                        new StressThread(this, allocator, (byte) (thread + 1), coreOf.applyAsInt(thread), seed);
                workers.add(worker);
                runs.add(threads.submit(() -> worker.run(operations)));
            }
            for (Future<?> run : runs) {
                run.get();
            }
            checkAtRest(allocator, workers);
        }
    }

    private void checkAtRest(FrameAllocator allocator, List<StressThread> workers) {
        StressThread first = workers.getFirst();
        first.take(mailbox.getAndSet(StressThread.NO_GROUP));
        long held = workers.stream().mapToLong(StressThread::heldFrames).sum();
        allocator.validate();
        assertEquals(frames - held, allocator.freeFrames(), () -> "seed=" + seed);
        workers.forEach(StressThread::freeAll);
        allocator.validate();
        assertEquals(frames, allocator.freeFrames(), () -> "seed=" + seed);
        assertEquals(frames / 512, allocator.freeHugeFrames(), () -> "seed=" + seed);
        if (factory.coalesces()) {
            long groups = 0;
            while (allocator.allocate(allocator.maxOrder(), 0) != FrameAllocator.NO_FRAME) {
                groups++;
            }
            assertEquals(frames >> allocator.maxOrder(), groups, () -> "groups are lost: seed=" + seed);
        }
    }

    byte[] owners() {
        return owners;
    }

    /** Leaves a group for another thread, and takes what lay there. */
    long exchange(long group) {
        return mailbox.getAndSet(group);
    }

    boolean hasFailed() {
        return failed;
    }

    void fail() {
        failed = true;
    }
}
