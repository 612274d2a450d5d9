package io.ballonet.frame.alloc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.memory.PageBatch;
import io.ballonet.memory.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is {@link TreeAllocator}'s own: stocks that nobody notices, huge frames in the entries, groups and their places. */
class TreeAllocatorTest {
    private static final int TREE = TreeLayout.FRAMES_PER_TREE;

    @Test
    void framesInAStockAreFree() {
        try (TreeAllocator allocator = TreeAllocator.create(TREE, 2)) {
            assertEquals(0, allocator.allocate(0, 0));
            assertTrue(allocator.isFree(1));
            assertEquals(TREE - 1, allocator.freeFrames());
            IllegalStateException error = assertThrows(IllegalStateException.class, () -> allocator.free(1, 0, 0));
            assertTrue(error.toString().contains("frame=1, state=free"), error::toString);
            assertThrows(IllegalStateException.class, () -> allocator.free(1, 0, 1));
            assertThrows(IllegalStateException.class, () -> allocator.free(2, 1, 1));
            allocator.free(0, 0, 0);
            assertEquals(TREE / 512, allocator.freeHugeFrames());
            allocator.validate();
        }
    }

    @Test
    void batchDoesNotFreeWhatIsInAStock() {
        try (TreeAllocator allocator = TreeAllocator.create(TREE, 2);
                PageBatch batch = new PageBatch(2)) {
            batch.add(allocator.allocate(0, 0));
            batch.add(5);
            assertThrows(IllegalStateException.class, () -> allocator.freeBatch(batch, 1));
            assertEquals(TREE, allocator.freeFrames());
            allocator.validate();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 6, 7, 8, 9})
    void groupsAreFoundAlthoughAStockIsInTheWay(int order) {
        try (TreeAllocator allocator = TreeAllocator.create(1 << order, 2)) {
            allocator.free(allocator.allocate(0, 1), 0, 1);
            assertEquals(0, allocator.allocate(order, 0));
            assertEquals(FrameAllocator.NO_FRAME, allocator.allocate(0, 1));
            assertEquals(0, allocator.freeFrames());
            allocator.free(0, order, 1);
            allocator.validate();
        }
    }

    @Test
    void stockOfAnotherCoreIsFoundWhenNothingElseIsFree() {
        try (TreeAllocator allocator = TreeAllocator.create(64, 3);
                PageBatch batch = new PageBatch(64)) {
            assertEquals(0, allocator.allocate(0, 0));
            assertEquals(40, allocator.allocateBatch(batch, 40, 1));
            for (int i = 0; i < 23; i++) {
                assertTrue(allocator.allocate(0, 2) >= 0);
            }
            assertEquals(FrameAllocator.NO_FRAME, allocator.allocate(0, 2));
            assertEquals(0, allocator.freeFrames());
            allocator.validate();
        }
    }

    @Test
    void hugeFrameIsAllocatedThroughoutAndRefusesOtherOrders() {
        try (TreeAllocator allocator = TreeAllocator.create(TREE, 1)) {
            long huge = allocator.allocate(9, 0);
            for (long frame = huge; frame < huge + 512; frame++) {
                assertFalse(allocator.isFree(frame));
            }
            for (int order = 0; order < 9; order++) {
                int wrong = order;
                IllegalStateException error =
                        assertThrows(IllegalStateException.class, () -> allocator.free(huge + 256, wrong, 0));
                assertTrue(error.toString().contains("allocatedOrder=9"), error::toString);
            }
            assertEquals(TREE - 512, allocator.freeFrames());
            allocator.validate();
            allocator.free(huge, 9, 0);
            assertThrows(IllegalStateException.class, () -> allocator.free(huge, 9, 0));
            assertEquals(TREE, allocator.freeFrames());
        }
    }

    @Test
    void hugeFramesFillTreesThatAreUsedBeforeUntouchedOnes() {
        try (TreeAllocator allocator = TreeAllocator.create(40L * TREE, 2)) {
            long[] huge = new long[12];
            for (int i = 0; i < huge.length; i++) {
                huge[i] = allocator.allocate(9, 0);
                assertEquals(i * 512L, huge[i]);
            }
            allocator.free(huge[1], 9, 1);
            allocator.free(huge[9], 9, 0);
            assertEquals(huge[9], allocator.allocate(9, 0), "where the core last freed one");
            assertEquals(huge[1], allocator.allocate(9, 0), "the used tree before the next untouched one");
        }
    }

    @Test
    void failedStepsAreCounted() {
        TreeLayout layout = new TreeLayout(64, 1);
        try (Region region = Region.map(layout.lengthBytes())) {
            long address = region.address();
            RetryCounter retries = new RetryCounter(address + layout.retriesOffset());
            FrameBits bits = new FrameBits(address + layout.rowsOffset(), 64, retries) {
                private int left = 3;

                @Override
                boolean casRow(long rowAddress, long expected, long value) {
                    return left-- <= 0 && super.casRow(rowAddress, expected, value);
                }
            };
            GroupMarks marks = new GroupMarks(address + layout.marksOffset(), retries);
            TreeEntries entries = new TreeEntries(address + layout.entriesOffset(), layout, retries);
            TreeAllocator allocator = new TreeAllocator(layout, address, bits, marks, entries, () -> {});
            assertEquals(0, allocator.retries());
            assertEquals(0, allocator.allocate(3, 0));
            assertEquals(3, allocator.retries());
        }
    }
}
