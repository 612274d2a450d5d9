package io.ballonet.frame.alloc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ballonet.memory.PageBatch;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link FrameAllocator} promises of groups, for every order that the factory knows; part of the contract. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FrameGroupContract {
    private static final int CORES = 3;
    private static final int HUGE_ORDER = 9;

    /** The factory under test. */
    abstract FrameAllocatorFactory factory();

    private FrameAllocator create(long frames) {
        return factory().create(frames, CORES);
    }

    IntStream orders() {
        return IntStream.rangeClosed(0, factory().maxOrder());
    }

    @Test
    void factoryAndAllocatorNameTheSameLargestOrder() {
        try (FrameAllocator allocator = create(5)) {
            assertEquals(factory().maxOrder(), allocator.maxOrder());
            assertTrue(factory().maxOrder() >= 0 && factory().maxOrder() <= HUGE_ORDER);
        }
    }

    @ParameterizedTest
    @MethodSource("orders")
    void givesEachGroupOnceAndThenNoFrame(int order) {
        long size = 1L << order;
        LongStream shapes = LongStream.of(size - 1, size, size + 1, 3 * size - 1, 7 * size, 512 * 9 + 200, 512 * 40);
        for (long frames : shapes.filter(shape -> shape > 0).toArray()) {
            try (FrameAllocator allocator = create(frames)) {
                HeldGroups held = new HeldGroups(allocator, "frames=" + frames + ", order=" + order);
                assertEquals(frames / size, held.drain(order, CORES), () -> "groups of frames=" + frames);
                held.compare();
            }
        }
    }

    /** The frames behind the last whole group are given one by one only. */
    @ParameterizedTest
    @MethodSource("orders")
    void framesBehindTheLastGroupAreGivenSinglyOnly(int order) {
        long size = 1L << order;
        long frames = 1024 + 3 * size + size - 1;
        long groups = frames / size;
        try (FrameAllocator allocator = create(frames)) {
            HeldGroups held = new HeldGroups(allocator, "frames=" + frames + ", order=" + order);
            assertEquals(groups, held.drain(order, CORES));
            assertEquals(frames - groups * size, allocator.freeFrames());
            for (long i = groups * size; i < frames; i++) {
                assertTrue(held.allocate(0, (int) (i % CORES)));
                assertTrue(held.last().frame() >= groups * size);
            }
            assertEquals(FrameAllocator.NO_FRAME, allocator.allocate(0, 0));
            held.compare();
        }
    }

    @ParameterizedTest
    @MethodSource("orders")
    void findsAFreedGroupAgain(int order) {
        long frames = 512 * 12 + 130;
        Random random = new Random(31 + order);
        try (FrameAllocator allocator = create(frames)) {
            HeldGroups held = new HeldGroups(allocator, "order=" + order);
            held.drain(order, CORES);
            long left = allocator.freeFrames();
            for (int i = 0; i < 200; i++) {
                HeldGroups.Group freed = held.freeAny(random, random.nextInt(CORES));
                assertEquals(left + freed.size(), allocator.freeFrames());
                assertTrue(allocator.isFree(freed.frame()));
                assertTrue(allocator.isFree(freed.frame() + freed.size() - 1));
                int core = random.nextInt(CORES);
                assertTrue(held.allocate(order, core), () -> "freed=" + freed + ", core=" + core);
                assertEquals(freed, held.last());
                assertEquals(left, allocator.freeFrames());
                assertFalse(allocator.isFree(freed.frame()));
                assertFalse(allocator.isFree(freed.frame() + freed.size() - 1));
            }
            held.compare();
        }
    }

    @ParameterizedTest
    @MethodSource("orders")
    void groupCountsAgainstTheHugeFrameThatItIsIn(int order) {
        try (FrameAllocator allocator = create(512 * 5 + 100)) {
            HeldGroups held = new HeldGroups(allocator, "order=" + order);
            assertTrue(held.allocate(order, 0));
            assertEquals(held.last().frame() < 512 * 5 ? 4 : 5, allocator.freeHugeFrames());
            held.compare();
            held.freeAll(new Random(1), CORES);
            assertEquals(5, allocator.freeHugeFrames());
            held.compare();
        }
    }

    /** Whatever was freed, and however, serves single frames: order 0 never fails for want of splitting. */
    @ParameterizedTest
    @MethodSource("orders")
    void singleFramesComeOutOfFreedGroups(int order) {
        long frames = 512 * 7 + 77;
        try (FrameAllocator allocator = create(frames)) {
            HeldGroups held = new HeldGroups(allocator, "order=" + order);
            held.drain(order, CORES);
            held.freeAll(new Random(2), CORES);
            assertEquals(frames, held.drain(0, CORES));
            held.compare();
        }
    }

    @ParameterizedTest
    @MethodSource("orders")
    void framesThatWereFreedSinglyMakeGroupsAgain(int order) {
        assumeCoalescing(order);
        long frames = 512 * 7 + 77;
        try (FrameAllocator allocator = create(frames)) {
            HeldGroups held = new HeldGroups(allocator, "order=" + order);
            held.drain(0, CORES);
            held.freeAll(new Random(3), CORES);
            assertEquals(frames >> order, held.drain(order, CORES));
            held.compare();
        }
    }

    @ParameterizedTest
    @MethodSource("orders")
    void groupsOfAllOrdersMakeGroupsOfOneAgain(int order) {
        assumeCoalescing(order);
        long frames = 512 * 11 + 300;
        Random random = new Random(40 + order);
        try (FrameAllocator allocator = create(frames)) {
            HeldGroups held = new HeldGroups(allocator, "order=" + order);
            fillAtRandom(held, random);
            held.compare();
            held.freeAll(random, CORES);
            assertEquals(frames >> order, held.drain(order, CORES));
            held.compare();
        }
    }

    private void fillAtRandom(HeldGroups held, Random random) {
        int most = factory().maxOrder();
        while (most >= 0) {
            int order = random.nextInt(most + 1);
            if (!held.allocate(order, random.nextInt(CORES))) {
                most = order - 1;
            }
        }
    }

    /** One hole in a full memory is found from every core, and not before its last frame is free. */
    @ParameterizedTest
    @MethodSource("orders")
    void findsTheOneFreeGroupWhereverItIs(int order) {
        assumeCoalescing(order);
        long size = 1L << order;
        long frames = 512 * 9 + 260;
        Random random = new Random(50 + order);
        try (FrameAllocator allocator = create(frames)) {
            HeldGroups held = new HeldGroups(allocator, "order=" + order);
            held.drain(0, CORES);
            for (int i = 0; i < 60; i++) {
                long hole = random.nextLong(frames / size) * size;
                held.freeRange(hole + 1, hole + size, random, CORES);
                int core = random.nextInt(CORES);
                assertEquals(FrameAllocator.NO_FRAME, allocator.allocate(order, core), () -> "hole=" + hole);
                held.freeRange(hole, hole + 1, random, CORES);
                assertTrue(held.allocate(order, core), () -> "hole=" + hole + ", core=" + core);
                assertEquals(hole, held.last().frame());
                held.freeRange(hole, hole + size, random, CORES);
                assertEquals(size, held.drain(0, CORES));
            }
            held.compare();
        }
    }

    /** The hole is made of frames that were freed as groups of all orders. */
    @ParameterizedTest
    @MethodSource("orders")
    void findsTheOneHoleThatGroupsLeft(int order) {
        assumeCoalescing(order);
        long size = 1L << order;
        long frames = 512 * 9;
        Random random = new Random(60 + order);
        try (FrameAllocator allocator = create(frames)) {
            HeldGroups held = new HeldGroups(allocator, "order=" + order);
            for (int i = 0; i < 20; i++) {
                fillAtRandom(held, random);
                held.freeAny(random, random.nextInt(CORES));
                while (!held.someFree(order)) {
                    assertEquals(FrameAllocator.NO_FRAME, allocator.allocate(order, random.nextInt(CORES)));
                    held.freeAny(random, random.nextInt(CORES));
                }
                assertTrue(held.allocate(order, random.nextInt(CORES)), () -> "size=" + size);
            }
            held.compare();
        }
    }

    /** One held frame in each group stands in the way of that order and of no smaller one. */
    @ParameterizedTest
    @MethodSource("orders")
    void singleFramesAreFoundWhereNoGroupIs(int order) {
        assumeCoalescing(order);
        assumeTrue(order > 0);
        long size = 1L << order;
        long frames = 512 * 8;
        Random random = new Random(70 + order);
        try (FrameAllocator allocator = create(frames)) {
            HeldGroups held = new HeldGroups(allocator, "order=" + order);
            held.drain(0, CORES);
            for (long first = 0; first < frames; first += size) {
                held.freeRange(first + 1, first + size, random, CORES);
            }
            assertEquals(0, held.drain(order, CORES));
            assertEquals(frames - frames / size, allocator.freeFrames());
            assertEquals(frames / size, held.drain(order - 1, CORES));
            for (int smaller = order - 2; smaller >= 0; smaller--) {
                assertEquals(frames / size, held.drain(smaller, CORES));
            }
            assertEquals(0, allocator.freeFrames());
            assertEquals(FrameAllocator.NO_FRAME, allocator.allocate(0, 0));
            held.compare();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void groupsOfMixedOrdersNeverOverlap(long seed) {
        Random random = new Random(seed);
        int frames = 3000 + random.nextInt(9000);
        try (FrameAllocator allocator = create(frames)) {
            HeldGroups held = new HeldGroups(allocator, "seed=" + seed + ", frames=" + frames);
            for (int i = 0; i < 6000; i++) {
                if (random.nextInt(100) < (i % 2000 < 1200 ? 60 : 40)) {
                    int order = random.nextInt(factory().maxOrder() + 1);
                    held.allocate(order, random.nextInt(CORES));
                } else if (!held.isEmpty()) {
                    held.freeAny(random, random.nextInt(CORES));
                }
                assertEquals(held.freeFrames(), allocator.freeFrames(), () -> "seed=" + seed);
                if (i % 500 == 499) {
                    held.compare();
                }
            }
            held.freeAll(random, CORES);
            held.compare();
        }
    }

    @ParameterizedTest
    @MethodSource("orders")
    void batchTakesTheFramesThatGroupsLeave(int order) {
        long frames = 512 * 6 + 40;
        try (FrameAllocator allocator = create(frames);
                PageBatch batch = new PageBatch((int) frames)) {
            HeldGroups held = new HeldGroups(allocator, "order=" + order);
            for (int i = 0; i < 3; i++) {
                assertTrue(held.allocate(order, i));
            }
            long left = frames - 3 * (1L << order);
            assertEquals(left, allocator.allocateBatch(batch, batch.capacity(), 0));
            assertEquals(0, allocator.freeFrames());
            allocator.freeBatch(batch, 1);
            held.compare();
        }
    }

    @Test
    void oneThreadNeverRetries() {
        try (FrameAllocator allocator = create(512 * 6)) {
            HeldGroups held = new HeldGroups(allocator, "seed=8");
            assertEquals(0, countedRetries(allocator));
            Random random = new Random(8);
            for (int i = 0; i < 20; i++) {
                fillAtRandom(held, random);
                held.freeAll(random, CORES);
            }
            assertEquals(0, countedRetries(allocator));
        }
    }

    private static long countedRetries(FrameAllocator allocator) {
        return allocator.retries() == FrameAllocator.NOT_COUNTED ? 0 : allocator.retries();
    }

    private void assumeCoalescing(int order) {
        assumeTrue(order == 0 || factory().coalesces(), "puts no groups together");
    }
}
