package io.ballonet.frame.alloc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.memory.PageBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Page sets in front of the lists: batches in and out, drained before anything fails, and merging behind them. */
class BuddyAllocatorTest {
    private static final int BATCH = BuddyLayout.BATCH;

    @Test
    void emptyPageSetIsFilledByOneBatch() {
        try (FrameAllocator allocator = FrameAllocators.BUDDY.create(1024, 2)) {
            assertEquals(0, allocator.allocate(0, 0));
            assertEquals(BATCH, allocator.allocate(0, 1), "the other core's begins behind it");
            assertEquals(1, allocator.allocate(0, 0));
            assertEquals(1022 - 1, allocator.freeFrames());
        }
    }

    @Test
    void frameFreedLastIsAllocatedFirst() {
        try (FrameAllocator allocator = FrameAllocators.BUDDY.create(1024, 1)) {
            for (int i = 0; i < 100; i++) {
                allocator.allocate(0, 0);
            }
            allocator.free(17, 0, 0);
            allocator.free(3, 0, 0);
            assertEquals(3, allocator.allocate(0, 0));
            assertEquals(17, allocator.allocate(0, 0));
        }
    }

    @Test
    void fullPageSetGivesItsOldestBatchBack() {
        int frames = 512;
        try (FrameAllocator allocator = FrameAllocators.BUDDY.create(frames, 1);
                PageBatch all = new PageBatch(frames)) {
            assertEquals(frames, allocator.allocateBatch(all, frames, 0));
            for (int i = 0; i <= BuddyLayout.HIGH; i++) {
                allocator.free(all.get(i), 0, 0);
            }
            // Without draining the first batch would be in the page set, and the drain come before the group is found.
            assertEquals(0, allocator.allocate(6, 0));
            assertEquals(BuddyLayout.HIGH + 1 - BATCH, allocator.freeFrames());
            assertEquals(BuddyLayout.HIGH, allocator.allocate(0, 0), "the last one freed is still in the page set");
            allocator.validate();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 9})
    void pageSetsAreDrainedBeforeAnOrderFails(int order) {
        try (FrameAllocator allocator = FrameAllocators.BUDDY.create(512, 3)) {
            for (int frame = 0; frame < 512; frame++) {
                assertTrue(allocator.allocate(0, frame % 3) >= 0);
            }
            for (int frame = 0; frame < 512; frame++) {
                allocator.free(frame, 0, frame * 7 % 3);
            }
            assertEquals(1, allocator.freeHugeFrames());
            for (int group = 0; group < 512 >> order; group++) {
                assertTrue(allocator.allocate(order, group % 3) >= 0);
            }
            assertEquals(0, allocator.freeFrames());
            allocator.validate();
        }
    }

    @Test
    void secondFreeOfAFrameInAPageSetIsFoundFromEveryCore() {
        try (FrameAllocator allocator = FrameAllocators.BUDDY.create(512, 2)) {
            long frame = allocator.allocate(0, 0);
            allocator.free(frame, 0, 0);
            for (int core = 0; core < 2; core++) {
                int other = core;
                IllegalStateException error =
                        assertThrows(IllegalStateException.class, () -> allocator.free(frame, 0, other));
                assertTrue(String.valueOf(error.getMessage()).contains("state=free"), error::getMessage);
            }
            allocator.validate();
        }
    }

    @Test
    void batchComesInAscendingRunsAcrossGroups() {
        try (FrameAllocator allocator = FrameAllocators.BUDDY.create(4096, 1);
                PageBatch batch = new PageBatch(1500)) {
            assertEquals(37, allocator.allocateBatch(batch, 37, 0));
            assertEquals(1400, allocator.allocateBatch(batch, 1400, 0));
            for (int i = 0; i < batch.size(); i++) {
                assertEquals(i, batch.get(i));
            }
            allocator.validate();
        }
    }
}
