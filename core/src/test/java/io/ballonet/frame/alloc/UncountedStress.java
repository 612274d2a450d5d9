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

/**
 * Threads that allocate and free groups of all orders, batches and dirty frames over a few areas, and note the owner of every
 * frame. Each gives all back now and then, so that areas are merged, taken whole and split again all the time.
 */
final class UncountedStress {
    private static final int MOST_IN_BATCH = 200;

    private final int frames;
    private final int cores;
    private final long seed;
    private final AtomicIntegerArray owners;

    UncountedStress(int frames, int cores, long seed) {
        this.frames = frames;
        this.cores = cores;
        this.seed = seed;
        this.owners = new AtomicIntegerArray(frames);
    }

    /** Runs and validates; every thread gives all back at the end. */
    void run(int threadCount, long operations) throws Exception {
        try (UncountedAllocator allocator = UncountedAllocator.create(frames, cores);
                ExecutorService threads = Executors.newFixedThreadPool(threadCount)) {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < threadCount; thread++) {
                int id = thread;
                running.add(threads.submit(() -> new Worker(allocator, id).work(operations)));
            }
            for (Future<?> one : running) {
                one.get();
            }
            allocator.validate();
            assertEquals(frames, allocator.freeFrames(), () -> "seed=" + seed);
            assertEquals(frames / 512, allocator.freeHugeFrames(), () -> "seed=" + seed);
        }
    }

    private final class Worker {
        private final UncountedAllocator allocator;
        private final int id;
        private final int core;
        private final Random random;
        private final List<long[]> mine = new ArrayList<>();

        Worker(UncountedAllocator allocator, int id) {
            this.allocator = allocator;
            this.id = id;
            this.core = id % cores;
            this.random = new Random(seed + id);
        }

        void work(long operations) {
            try (PageBatch batch = new PageBatch(MOST_IN_BATCH)) {
                for (long operation = 0; operation < operations; operation++) {
                    batch.clear();
                    switch (random.nextInt(16)) {
                        case 0 -> takeBatch(batch, allocator.allocateBatch(batch, random.nextInt(MOST_IN_BATCH), core));
                        case 1 -> takeBatch(batch, allocator.allocateDirty(batch, random.nextInt(MOST_IN_BATCH), core));
                        case 2 -> giveBatch(batch);
                        case 3, 4 -> giveAll(operation % 3 == 0);
                        case 5, 6, 7, 8 -> give();
                        case 9 -> take(9);
                        case 10 -> take(random.nextInt(10));
                        default -> take(0);
                    }
                }
                giveAll(true);
            }
        }

        private void take(int order) {
            long frame = allocator.allocate(order, core);
            if (frame != FrameAllocator.NO_FRAME) {
                own(frame, order);
            }
        }

        private void takeBatch(PageBatch batch, int count) {
            for (int i = 0; i < count; i++) {
                own(batch.get(i), 0);
            }
        }

        private void own(long frame, int order) {
            for (long one = frame; one < frame + (1L << order); one++) {
                if (!owners.compareAndSet((int) one, 0, id + 1)) {
                    throw new AssertionError("frame has two owners: frame=" + one + ", thread=" + id + ", order="
                            + order + ", seed=" + seed);
                }
            }
            mine.add(new long[] {frame, order});
        }

        private void disown(long[] group) {
            for (long one = group[0]; one < group[0] + (1L << group[1]); one++) {
                if (!owners.compareAndSet((int) one, id + 1, 0)) {
                    throw new AssertionError(
                            "frame changed its owner: frame=" + one + ", thread=" + id + ", seed=" + seed);
                }
            }
        }

        private void give() {
            if (!mine.isEmpty()) {
                int index = random.nextInt(mine.size());
                long[] group = mine.set(index, mine.getLast());
                mine.removeLast();
                disown(group);
                allocator.free(group[0], (int) group[1], core);
            }
        }

        private void giveAll(boolean really) {
            while (really && !mine.isEmpty()) {
                give();
            }
        }

        private void giveBatch(PageBatch batch) {
            for (int i = mine.size() - 1; i >= 0 && !batch.isFull(); i--) {
                long[] group = mine.get(i);
                if (group[1] == 0) {
                    mine.set(i, mine.getLast());
                    mine.removeLast();
                    disown(group);
                    batch.add(group[0]);
                }
            }
            if (random.nextBoolean()) {
                allocator.freeBatch(batch, core);
            } else {
                allocator.freeZeroed(batch, core);
            }
        }
    }
}
