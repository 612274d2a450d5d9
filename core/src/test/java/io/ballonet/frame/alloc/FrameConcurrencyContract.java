package io.ballonet.frame.alloc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link FrameAllocator} promises to two threads at once; part of the contract. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FrameConcurrencyContract {
    private static final int THREADS = 2;

    /** The factory under test. */
    abstract FrameAllocatorFactory factory();

    @Test
    void twoThreadsMayPassTheSameCore() throws Exception {
        new FrameAllocatorStress(factory(), 6000, 1, 21).run(THREADS, 60_000, thread -> 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 2500, 512 * 20})
    void twoThreadsNeverHoldTheSameFrame(int frames) throws Exception {
        new FrameAllocatorStress(factory(), frames, THREADS, 22).run(THREADS, 60_000, thread -> thread);
    }

    /** More threads than cores, of the allocator and mostly of the machine. */
    @Test
    void fiveThreadsMayShareTwoCores() throws Exception {
        new FrameAllocatorStress(factory(), 4000, 2, 23).run(5, 20_000, thread -> thread % 2);
    }

    @Test
    void twoThreadsThatDrainItGetEveryFrameOnce() throws Exception {
        for (int round = 0; round < 10; round++) {
            drainedByTwo(20_000, thread -> thread, 0);
            drainedByTwo(777, thread -> 0, 0);
        }
    }

    /** What they got, and what is free still, is all there is. */
    @Test
    void twoThreadsThatDrainItAtMixedOrdersLoseNothing() throws Exception {
        for (int round = 0; round < 10; round++) {
            drainedByTwo(512 * 30 + 17, thread -> thread, factory().maxOrder());
            drainedByTwo(512 * 3 + 17, thread -> 0, factory().maxOrder());
        }
    }

    private void drainedByTwo(long frames, IntUnaryOperator coreOf, int mostOrder) throws Exception {
        try (FrameAllocator allocator = factory().create(frames, THREADS)) {
            List<BitSet> gotten = inTwoThreads(thread -> () -> drain(allocator, coreOf.applyAsInt(thread), mostOrder));
            BitSet first = gotten.get(0);
            BitSet second = gotten.get(1);
            assertFalse(first.intersects(second), "frame was given to both");
            long got = (long) first.cardinality() + second.cardinality();
            assertEquals(frames, got + allocator.freeFrames());
            // A call that overlapped another may have found none too soon; a call at rest does not.
            BitSet rest = drain(allocator, 0, 0);
            assertFalse(rest.intersects(first) || rest.intersects(second), "frame was given again");
            assertEquals(frames, got + rest.cardinality());
            assertEquals(0, allocator.freeFrames());
            allocator.validate();
        }
    }

    private static BitSet drain(FrameAllocator allocator, int core, int mostOrder) {
        Random random = new Random(core);
        BitSet got = new BitSet();
        int most = mostOrder;
        while (most >= 0) {
            int order = random.nextInt(most + 1);
            long frame = allocator.allocate(order, core);
            if (frame == FrameAllocator.NO_FRAME) {
                most = order - 1;
            } else {
                int end = (int) frame + (1 << order);
                assertTrue(got.get((int) frame, end).isEmpty(), () -> "given twice: frame=" + frame);
                got.set((int) frame, end);
            }
        }
        return got;
    }

    /** Of two that free the same group, one frees it and the other is refused. */
    @Test
    void oneOfTwoThatFreeTheSameGroupIsRefused() throws Exception {
        int orders = factory().maxOrder() + 1;
        try (FrameAllocator allocator = factory().create(512 * 20, THREADS)) {
            List<HeldGroups.Group> groups = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                int order = i % Math.min(orders, 7);
                groups.add(new HeldGroups.Group(allocator.allocate(order, 0), order));
            }
            assertTrue(groups.stream().noneMatch(group -> group.frame() == FrameAllocator.NO_FRAME));
            CyclicBarrier together = new CyclicBarrier(THREADS);
            List<BitSet> freed = inTwoThreads(thread -> () -> {
                BitSet mine = new BitSet();
                together.await();
                for (int i = 0; i < groups.size(); i++) {
                    if (freed(allocator, groups.get(i), thread)) {
                        mine.set(i);
                    }
                }
                return mine;
            });
            assertFalse(freed.get(0).intersects(freed.get(1)), "group was freed twice");
            freed.get(0).or(freed.get(1));
            assertEquals(groups.size(), freed.get(0).cardinality(), "group was not freed");
            assertEquals(512 * 20, allocator.freeFrames());
            allocator.validate();
        }
    }

    private static boolean freed(FrameAllocator allocator, HeldGroups.Group group, int core) {
        try {
            allocator.free(group.frame(), group.order(), core);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private interface Work {
        Callable<BitSet> of(int thread);
    }

    private static List<BitSet> inTwoThreads(Work work) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<BitSet>> runs = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                runs.add(threads.submit(work.of(thread)));
            }
            List<BitSet> results = new ArrayList<>();
            for (Future<BitSet> run : runs) {
                results.add(run.get());
            }
            return results;
        }
    }
}
