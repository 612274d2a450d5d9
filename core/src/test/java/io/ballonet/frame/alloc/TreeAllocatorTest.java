package io.ballonet.frame.alloc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.memory.Region;
import org.junit.jupiter.api.Test;

/** What is {@link TreeAllocator}'s own: huge frames in the entries, where groups are taken, what is counted. */
class TreeAllocatorTest {
    private static final int TREE = TreeLayout.FRAMES_PER_TREE;

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
