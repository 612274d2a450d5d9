package io.ballonet.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.ballonet.frame.alloc.FrameAllocator;
import io.ballonet.frame.alloc.FrameAllocators;
import io.ballonet.unit.PageSize;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentInvoker;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.YieldingIdleStrategy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the strategy, the stores and the allocator: a fresh frame reads zeros (I3), and no more is zeroed than owners left
 * behind, so no frame twice between two of them.
 */
class ZeroingLifeTest {
    private static final long SEED = Long.getLong("ballonet.stress.seed", System.nanoTime());
    private static final int STEPS = Integer.getInteger("ballonet.stress.zeroing", 5_000);
    private static final int FRAMES = 300;
    private static final int OWNERS = 2;

    /** One way to run a memory. */
    record Way(String allocator, ZeroingSettings settings) {
        MachineMemory memory() {
            return MachineMemory.withBytes(FRAMES, OWNERS, FrameAllocators.REGISTRY.named(allocator), settings);
        }
    }

    static Stream<Way> waysInTheBackground() {
        return ways().filter(way -> way.settings.when() == Zeroing.BACKGROUND);
    }

    static Stream<Way> ways() {
        return FrameAllocators.REGISTRY.names().stream()
                .flatMap(allocator -> Stream.of(Zeroing.values())
                        .flatMap(zeroing -> Stream.of(ZeroStores.values())
                                .flatMap(stores ->
                                        settings(ZeroingSettings.of(zeroing).withStores(stores)).stream()))
                        .map(settings -> new Way(allocator, settings)));
    }

    private static List<ZeroingSettings> settings(ZeroingSettings settings) {
        return settings.when() == Zeroing.BACKGROUND
                ? List.of(settings, settings.withStock(FRAMES - 60, FRAMES - 20))
                : List.of(settings);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void freshFramesReadZerosAndNoneIsZeroedTwice(Way way) {
        String where = "seed=" + SEED + ", " + way;
        SplittableRandom random = new SplittableRandom(SEED);
        try (MachineMemory memory = way.memory();
                OwnedFrames first = new OwnedFrames(memory, 1, 0, FRAMES, random.split());
                OwnedFrames second = new OwnedFrames(memory, 2, 1, FRAMES, random.split())) {
            AgentInvoker invoker = invoker(memory.zeroingAgent());
            for (int step = 0; step < STEPS / 4; step++) {
                (random.nextBoolean() ? first : second).step(where);
                if (invoker != null && random.nextInt(16) == 0) {
                    invoker.invoke();
                }
                assertEquals(FRAMES - first.held() - second.held(), memory.freeFrames(), where);
                check(memory, first.freed() + second.freed(), where);
                if (step % 100 == 0) {
                    memory.validate();
                }
            }
            first.freeAll();
            second.freeAll();
            memory.validate();
            assertEquals(FRAMES, memory.freeFrames(), where);
            check(memory, first.freed() + second.freed(), where);
        }
    }

    /* What was left behind has been zeroed, or returned, or lies there still: each exactly once. */
    private static void check(MachineMemory memory, long freed, String where) {
        assertEquals(
                PageSize.bytesOf(freed),
                memory.bytesZeroed() + memory.bytesReturned() + PageSize.bytesOf(memory.dirtyFrames()),
                where);
    }

    private static @Nullable AgentInvoker invoker(@Nullable Agent agent) {
        if (agent == null) {
            return null;
        }
        AgentInvoker invoker = new AgentInvoker(ZeroingLifeTest::fail, null, agent);
        invoker.start();
        return invoker;
    }

    private static void fail(Throwable e) {
        throw new AssertionError("the zeroing agent failed", e);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void twoOwnersAndTheAgentAtOnceSeeZerosOnly(Way way) {
        String where = "seed=" + SEED + ", " + way;
        SplittableRandom random = new SplittableRandom(SEED);
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        try (MachineMemory memory = way.memory();
                OwnedFrames first = new OwnedFrames(memory, 1, 0, FRAMES * 2 / 3, random.split());
                OwnedFrames second = new OwnedFrames(memory, 2, 1, FRAMES * 2 / 3, random.split())) {
            List<Thread> threads =
                    List.of(new Thread(life(first, where, failure)), new Thread(life(second, where, failure)));
            besideTheAgent(memory, failure, () -> {
                threads.forEach(Thread::start);
                threads.forEach(ZeroingLifeTest::join);
            });
            assertNull(failure.get(), () -> where + ", failure=" + failure.get());
            memory.validate();
            assertEquals(FRAMES, memory.freeFrames(), where);
            check(memory, first.freed() + second.freed(), where);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /* Runs the memory's agent on a thread of its own for as long as the work takes. */
    private static void besideTheAgent(
            MachineMemory memory, AtomicReference<@Nullable Throwable> failure, Runnable work) {
        Agent agent = memory.zeroingAgent();
        if (agent == null) {
            work.run();
            return;
        }
        AgentRunner runner =
                new AgentRunner(new YieldingIdleStrategy(), e -> failure.compareAndSet(null, e), null, agent);
        AgentRunner.startOnThread(runner);
        try {
            work.run();
        } finally {
            runner.close();
        }
    }

    private static Runnable life(OwnedFrames owner, String where, AtomicReference<@Nullable Throwable> failure) {
        return () -> {
            try {
                for (int step = 0; step < STEPS && failure.get() == null; step++) {
                    owner.step(where);
                }
                owner.freeAll();
            } catch (RuntimeException | AssertionError e) {
                failure.compareAndSet(null, e);
            }
        };
    }

    /** One owner, so that every look at the books is exact although the agent has frames in its hands meanwhile. */
    @ParameterizedTest
    @MethodSource("waysInTheBackground")
    void framesInTheAgentsHandsAreFreeAndNeverMissing(Way way) {
        String where = "seed=" + SEED + ", " + way;
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        try (MachineMemory memory = way.memory();
                OwnedFrames owner = new OwnedFrames(memory, 1, 0, FRAMES, new SplittableRandom(SEED))) {
            besideTheAgent(memory, failure, () -> {
                for (int step = 0; step < STEPS; step++) {
                    owner.step(where);
                    assertEquals(FRAMES - owner.held(), memory.freeFrames(), where);
                }
            });
            assertEquals(0, owner.refused(), where);
            assertNull(failure.get(), () -> where + ", failure=" + failure.get());
            memory.validate();
        }
    }

    /** Again and again the last free frame is asked for, while the agent may have it in its hands. */
    @ParameterizedTest
    @MethodSource("waysInTheBackground")
    void noFrameIsRefusedWhileTheAgentHoldsOne(Way way) {
        String where = "seed=" + SEED + ", " + way;
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        try (MachineMemory memory = way.memory();
                OwnedFrames owner = new OwnedFrames(memory, 1, 0, FRAMES, new SplittableRandom(SEED))) {
            besideTheAgent(memory, failure, () -> {
                for (int round = 0; round < STEPS / 20; round++) {
                    owner.takeAll(where);
                    assertEquals(FRAMES, owner.held(), where + ", round=" + round);
                    assertEquals(FrameAllocator.NO_FRAME, memory.allocate(1, 0), where);
                    owner.freeAll();
                }
            });
            assertNull(failure.get(), () -> where + ", failure=" + failure.get());
            memory.validate();
        }
    }
}
