package io.ballonet.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.frame.alloc.FrameAllocator;
import io.ballonet.frame.alloc.FrameAllocatorFactory;
import io.ballonet.frame.alloc.FrameAllocators;
import io.ballonet.memory.PageBatch;
import java.util.Objects;
import org.agrona.concurrent.Agent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How far the agent goes, step by step, and what happens when it is behind. */
class BackgroundZeroingTest {
    private static final int FRAMES = 256;
    private static final int OWNER = 1;

    private final PageBatch batch = new PageBatch(FRAMES);

    private static MachineMemory memory(ZeroingSettings settings) {
        return MachineMemory.withBytes(FRAMES, 1, FrameAllocators.BITMAP, settings);
    }

    private static MachineMemory memory() {
        return memory(ZeroingSettings.of(Zeroing.BACKGROUND));
    }

    private static int step(MachineMemory memory) {
        try {
            return Objects.requireNonNull(memory.zeroingAgent()).doWork();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void allocate(MachineMemory memory, int frames) {
        batch.clear();
        for (int i = 0; i < frames; i++) {
            long mpn = memory.allocate(OWNER, 0);
            assertTrue(mpn >= 0);
            batch.add(mpn);
        }
    }

    private void free(MachineMemory memory, int frames) {
        batch.setSize(frames);
        for (int i = 0; i < frames; i++) {
            assertTrue(memory.table().beginReclaim(batch.get(i), OWNER));
        }
        memory.free(batch, OWNER, 0);
    }

    @Test
    void stepTakesARowAndNoMore() {
        try (MachineMemory memory = memory()) {
            assertEquals(0, step(memory), "nothing is dirty");
            allocate(memory, FRAMES);
            free(memory, FRAMES);
            assertEquals(0, memory.bytesZeroed());
            for (int row = 1; row <= FRAMES / BackgroundZeroing.STEP_FRAMES; row++) {
                assertEquals(BackgroundZeroing.STEP_FRAMES, step(memory));
                assertEquals((long) row * BackgroundZeroing.STEP_FRAMES, memory.framesZeroedInBackground());
                assertEquals(FRAMES, memory.freeFrames());
                memory.validate();
            }
            assertEquals(0, step(memory));
            allocate(memory, FRAMES);
            assertEquals(0, memory.framesZeroedAtAllocation());
        }
    }

    @Test
    void agentBeginsBelowTheLowMarkAndStopsAtTheHighOne() {
        try (MachineMemory memory =
                memory(ZeroingSettings.of(Zeroing.BACKGROUND).withStock(50, 120))) {
            allocate(memory, 200);
            free(memory, 200); // 56 read zeros
            assertEquals(0, step(memory));
            allocate(memory, 10); // 46
            assertEquals(64, step(memory)); // 110
            assertEquals(10, step(memory)); // 120
            assertEquals(0, step(memory));
            allocate(memory, 70); // 50
            assertEquals(0, step(memory));
            allocate(memory, 1);
            assertEquals(64, step(memory));
            assertEquals(0, memory.framesZeroedAtAllocation());
            memory.validate();
        }
    }

    @Test
    void emptyStockIsMadeUpForAtAllocationAndCounted() {
        try (MachineMemory memory = memory()) {
            allocate(memory, FRAMES);
            free(memory, FRAMES);
            step(memory);
            allocate(memory, FRAMES);
            assertEquals(FrameAllocator.NO_FRAME, memory.allocate(OWNER, 0), "every free frame is drained before");
            assertEquals(BackgroundZeroing.STEP_FRAMES, memory.framesZeroedInBackground());
            assertEquals(FRAMES - BackgroundZeroing.STEP_FRAMES, memory.framesZeroedAtAllocation());
            assertEquals(0, memory.dirtyFrames());
            memory.validate();
        }
    }

    @Test
    void frameThatNobodySawIsTakenAndNotZeroed() {
        try (MachineMemory memory = memory()) {
            allocate(memory, 2);
            free(memory, 2);
            memory.giveBack(memory.allocate(OWNER, 0), OWNER, 0);
            assertEquals(3, step(memory), "the allocator cannot know that one of them is clean");
            assertEquals(2, memory.framesZeroedInBackground());
            memory.validate();
        }
    }

    @Test
    void allocatorThatKnowsItsDirtyFramesIsAskedItself() {
        FrameAllocatorFactory knowing = new KnowingFactory();
        try (MachineMemory memory =
                        MachineMemory.withBytes(FRAMES, 1, knowing, ZeroingSettings.of(Zeroing.BACKGROUND));
                MachineMemory other = memory()) {
            assertEquals(other.metadataBytes(), memory.metadataBytes(), "no second set of rows around the first");
            allocate(memory, FRAMES);
            free(memory, FRAMES);
            assertEquals(BackgroundZeroing.STEP_FRAMES, step(memory));
            memory.validate();
        }
    }

    /** Makes an allocator that is zero-aware. */
    private static final class KnowingFactory implements FrameAllocatorFactory {
        @Override
        public FrameAllocator create(long frames, int cores) {
            return new DirtyRows(FrameAllocators.BITMAP.create(frames, cores));
        }

        @Override
        public String registryName() {
            return "knowing";
        }

        @Override
        public String summary() {
            return "for this test";
        }

        @Override
        public String source() {
            return "";
        }

        @Override
        public int maxOrder() {
            return 0;
        }

        @Override
        public boolean coalesces() {
            return true;
        }
    }

    @Test
    void otherStrategiesHaveNoAgent() {
        for (Zeroing zeroing : Zeroing.values()) {
            try (MachineMemory memory = memory(ZeroingSettings.of(zeroing))) {
                Agent agent = memory.zeroingAgent();
                assertEquals(zeroing == Zeroing.BACKGROUND, agent != null);
            }
        }
        try (MachineMemory memory = MachineMemory.metadataOnly(FRAMES, 1, FrameAllocators.BITMAP)) {
            assertNull(memory.zeroingAgent());
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "2, 1", "-1, -1"})
    void marksOutOfOrderAreRefused(long low, long high) {
        IllegalArgumentException thrown = assertThrows(
                IllegalArgumentException.class,
                () -> ZeroingSettings.of(Zeroing.BACKGROUND).withStock(low, high));
        assertTrue(String.valueOf(thrown.getMessage()).contains("stockLow=" + low + ", stockHigh=" + high));
    }
}
