package io.ballonet.frame.alloc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ballonet.memory.PageBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntUnaryOperator;

/**
 * Threads that allocate and free at random, by single and batch calls, over an allocator that is nearly exhausted, and note
 * the owner of every frame: a frame that two hold at once, or that is freed for somebody else, ends the run.
 */
final class FrameAllocatorStress {
    private static final int MOST_IN_BATCH = 130;

    private final FrameAllocatorFactory factory;
    private final int frames;
    private final int cores;
    private final long seed;
    private final AtomicIntegerArray owners;

    FrameAllocatorStress(FrameAllocatorFactory factory, int frames, int cores, long seed) {
        this.factory = factory;
        this.frames = frames;
        this.cores = cores;
        this.seed = seed;
        this.owners = new AtomicIntegerArray(frames);
    }

    /**
     * Runs and validates.
     *
     * @param operations calls of each thread
     * @param coreOf core that a thread passes
     */
    void run(int threadCount, long operations, IntUnaryOperator coreOf) throws Exception {
        try (FrameAllocator allocator = factory.create(frames, cores);
                ExecutorService threads = Executors.newFixedThreadPool(threadCount)) {
            List<Future<Integer>> held = new ArrayList<>();
            for (int thread = 0; thread < threadCount; thread++) {
                int id = thread;
                held.add(threads.submit(() -> work(allocator, id, coreOf.applyAsInt(id), operations)));
            }
            int stillHeld = 0;
            for (Future<Integer> one : held) {
                stillHeld += one.get();
            }
            allocator.validate();
            assertEquals(frames - stillHeld, allocator.freeFrames(), () -> "seed=" + seed);
        }
    }

    private int work(FrameAllocator allocator, int id, int core, long operations) {
        Random random = new Random(seed + id);
        List<Long> mine = new ArrayList<>();
        try (PageBatch batch = new PageBatch(MOST_IN_BATCH)) {
            for (long operation = 0; operation < operations; operation++) {
                boolean take = random.nextInt(100) < (mine.size() < frames / 2 ? 60 : 40);
                boolean single = random.nextInt(16) != 0;
                if (take) {
                    take(allocator, id, core, single ? 1 : 1 + random.nextInt(MOST_IN_BATCH), batch, mine);
                } else if (single && !mine.isEmpty()) {
                    allocator.free(give(id, mine, random), 0, core);
                } else if (!single) {
                    batch.clear();
                    for (int i = Math.min(mine.size(), random.nextInt(MOST_IN_BATCH)); i > 0; i--) {
                        batch.add(give(id, mine, random));
                    }
                    allocator.freeBatch(batch, core);
                }
            }
        }
        return mine.size();
    }

    private void take(FrameAllocator allocator, int id, int core, int count, PageBatch batch, List<Long> mine) {
        batch.clear();
        if (count == 1) {
            long frame = allocator.allocate(0, core);
            if (frame != FrameAllocator.NO_FRAME) {
                batch.add(frame);
            }
        } else {
            allocator.allocateBatch(batch, count, core);
        }
        for (int i = 0; i < batch.size(); i++) {
            long frame = batch.get(i);
            if (!owners.compareAndSet((int) frame, 0, id + 1)) {
                throw new AssertionError("frame has two owners: frame=" + frame + ", thread=" + id + ", other="
                        + (owners.get((int) frame) - 1) + ", seed=" + seed);
            }
            mine.add(frame);
        }
    }

    private long give(int id, List<Long> mine, Random random) {
        int index = random.nextInt(mine.size());
        long frame = mine.get(index);
        mine.set(index, mine.getLast());
        mine.removeLast();
        if (!owners.compareAndSet((int) frame, id + 1, 0)) {
            throw new AssertionError("frame changed its owner: frame=" + frame + ", thread=" + id + ", seed=" + seed);
        }
        return frame;
    }
}
