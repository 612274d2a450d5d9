package io.ballonet.frame.alloc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the two lists do with orders: fresh frames first, split on demand, and never put together. */
class ListAllocatorTest {
    @ParameterizedTest
    @EnumSource(
            value = FrameAllocators.class,
            names = {"CAS_LIST", "LOCK_LIST"})
    void framesThatAlignmentPassesOverAreGivenNext(FrameAllocators factory) {
        try (FrameAllocator allocator = factory.create(2048, 1)) {
            assertEquals(0, allocator.allocate(0, 0));
            assertEquals(8, allocator.allocate(3, 0));
            assertEquals(4, allocator.allocate(2, 0));
            assertEquals(2, allocator.allocate(1, 0));
            assertEquals(1, allocator.allocate(0, 0));
            assertEquals(16, allocator.allocate(0, 0), "nothing is left below the group");
            allocator.validate();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = FrameAllocators.class,
            names = {"CAS_LIST", "LOCK_LIST"})
    void largerGroupIsSplitOnceNothingIsFresh(FrameAllocators factory) {
        try (FrameAllocator allocator = factory.create(1024, 1)) {
            assertEquals(0, allocator.allocate(9, 0));
            assertEquals(512, allocator.allocate(9, 0));
            allocator.free(512, 9, 0);
            for (long frame = 512; frame < 1024; frame++) {
                assertEquals(frame, allocator.allocate(0, 0));
            }
            assertEquals(FrameAllocator.NO_FRAME, allocator.allocate(0, 0));
            allocator.validate();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = FrameAllocators.class,
            names = {"CAS_LIST", "LOCK_LIST"})
    void freedFramesAreNeverPutTogether(FrameAllocators factory) {
        try (FrameAllocator allocator = factory.create(512, 1)) {
            assertEquals(0, allocator.allocate(9, 0));
            allocator.free(0, 9, 0);
            assertEquals(0, allocator.allocate(8, 0));
            allocator.free(0, 8, 0);
            assertEquals(1, allocator.freeHugeFrames());
            assertEquals(FrameAllocator.NO_FRAME, allocator.allocate(9, 0));
            assertEquals(512, allocator.freeFrames());
            allocator.validate();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = FrameAllocators.class,
            names = {"CAS_LIST", "LOCK_LIST", "BUDDY"})
    void misuseSaysHowTheFrameWasAllocated(FrameAllocators factory) {
        try (FrameAllocator allocator = factory.create(1024, 1)) {
            long group = allocator.allocate(4, 0);
            for (int order = 0; order < 4; order++) {
                int wrong = order;
                long inside = group + (1L << order);
                IllegalStateException error =
                        assertThrows(IllegalStateException.class, () -> allocator.free(inside, wrong, 0));
                assertTrue(
                        String.valueOf(error.getMessage())
                                .contains(
                                        "frame=" + inside + ", order=" + order + ", state=allocated, allocatedOrder=4"),
                        error::getMessage);
            }
            allocator.free(group, 4, 0);
            allocator.validate();
        }
    }
}
