package io.ballonet.frame.alloc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.memory.PageBatch;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Misuse of groups is refused, names the frame and its state, and changes nothing; part of the contract.
 *
 * <p>Memory is roomy here, at least nine tenths free: an allocator may know the order of a group less exactly when it had to
 * mix orders for want of room.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FrameMisuseContract {
    private static final int CORES = 3;
    private static final long FRAMES = 512 * 64 + 300;

    /** The factory under test. */
    abstract FrameAllocatorFactory factory();

    private FrameAllocator create() {
        return factory().create(FRAMES, CORES);
    }

    IntStream orders() {
        return IntStream.rangeClosed(0, factory().maxOrder());
    }

    @ParameterizedTest
    @MethodSource("orders")
    void rejectsDoubleFree(int order) {
        try (FrameAllocator allocator = create()) {
            long kept = allocator.allocate(order, 0);
            long twice = allocator.allocate(order, 0);
            allocator.free(twice, order, 0);
            for (int core = 0; core < CORES; core++) {
                int freeing = core;
                refusedAsFree(allocator, twice, () -> allocator.free(twice, order, freeing));
            }
            allocator.free(kept, order, 1);
            refusedAsFree(allocator, kept, () -> allocator.free(kept, order, 0));
        }
    }

    @ParameterizedTest
    @MethodSource("orders")
    void rejectsFreeOfAGroupThatWasNeverAllocated(int order) {
        try (FrameAllocator allocator = create()) {
            refusedAsFree(allocator, 0, () -> allocator.free(0, order, 0));
            long kept = allocator.allocate(order, 0);
            long last = (FRAMES - (1L << order)) & -(1L << order);
            for (long never : new long[] {0, 512, 512 * 40, last}) {
                if (never != kept) {
                    refusedAsFree(allocator, never, () -> allocator.free(never, order, 0));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("orders")
    void rejectsFreeWithASmallerOrder(int order) {
        try (FrameAllocator allocator = create()) {
            long frame = allocator.allocate(order, 0);
            for (int smaller = 0; smaller < order; smaller++) {
                int wrong = smaller;
                refusedAsAllocated(allocator, frame, () -> allocator.free(frame, wrong, 0));
            }
            allocator.free(frame, order, 0);
            assertEquals(FRAMES, allocator.freeFrames());
        }
    }

    @ParameterizedTest
    @MethodSource("orders")
    void rejectsFreeOfAFrameInsideAGroup(int order) {
        try (FrameAllocator allocator = create()) {
            long frame = allocator.allocate(order, 0);
            for (int smaller = 0; smaller < order; smaller++) {
                int wrong = smaller;
                long step = 1L << smaller;
                for (long inside : new long[] {frame + step, frame + (1L << order) - step}) {
                    refusedAsAllocated(allocator, inside, () -> allocator.free(inside, wrong, 1));
                }
            }
            allocator.free(frame, order, 0);
            assertEquals(FRAMES, allocator.freeFrames());
        }
    }

    /** The larger group is wholly allocated, as groups of the smaller order. */
    @ParameterizedTest
    @MethodSource("orders")
    void rejectsFreeWithALargerOrder(int order) {
        try (FrameAllocator allocator = create()) {
            HeldGroups held = new HeldGroups(allocator, "order=" + order);
            int groups = Math.max(2, 3 << (factory().maxOrder() - order));
            for (int i = 0; i < groups; i++) {
                held.allocate(order, 0);
            }
            BitSet allocated = allocatedFrames(allocator);
            for (int larger = order + 1; larger <= factory().maxOrder(); larger++) {
                int wrong = larger;
                long frame = allocatedGroup(allocated, larger);
                if (frame >= 0) {
                    refusedAsAllocated(allocator, frame, () -> allocator.free(frame, wrong, 0));
                }
            }
            held.compare();
        }
    }

    /** The larger group holds an allocated one, at its begin or behind it, and free frames. */
    @ParameterizedTest
    @MethodSource("orders")
    void rejectsFreeOfAGroupThatIsAllocatedInPart(int order) {
        try (FrameAllocator allocator = create()) {
            HeldGroups held = new HeldGroups(allocator, "order=" + order);
            assertTrue(held.allocate(order, 0));
            assertTrue(held.allocate(order, 0));
            for (long frame : new long[] {
                allocatedFrames(allocator).nextSetBit(0), held.last().frame()
            }) {
                for (int larger = order + 1; larger <= factory().maxOrder(); larger++) {
                    int wrong = larger;
                    long first = frame & -(1L << larger);
                    long end = first + (1L << larger);
                    BitSet inside = allocatedFrames(allocator).get((int) first, (int) end);
                    if (end <= FRAMES && inside.cardinality() < 1 << larger) {
                        refusedNow(allocator, first, () -> allocator.free(first, wrong, 0));
                    }
                }
            }
            held.compare();
        }
    }

    @ParameterizedTest
    @MethodSource("orders")
    void rejectsFramesThatBeginNoGroup(int order) {
        try (FrameAllocator allocator = create()) {
            long frame = allocator.allocate(order, 0);
            for (long apart = 1; apart < 1L << order; apart <<= 1) {
                long misaligned = frame + apart;
                illegal(allocator, misaligned, () -> allocator.free(misaligned, order, 0));
            }
            allocator.free(frame, order, 0);
        }
    }

    @ParameterizedTest
    @MethodSource("orders")
    void rejectsGroupsThatReachPastTheEnd(int order) {
        try (FrameAllocator allocator = create()) {
            long size = 1L << order;
            long past = FRAMES / size * size; // begins inside, or at the end
            for (long frame : new long[] {past, past + size, -size, Long.MIN_VALUE, 1L << 40, 1L << 62}) {
                illegal(allocator, frame, () -> allocator.free(frame, order, 0));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 0, 1, 22, 54, 55})
    void rejectsOrdersThatItDoesNotKnow(int above) {
        try (FrameAllocator allocator = create()) {
            long held = allocator.allocate(0, 0);
            int order = above < 0 || above == Integer.MAX_VALUE ? above : allocator.maxOrder() + 1 + above;
            refused(allocator, IllegalArgumentException.class, () -> allocator.allocate(order, 0));
            refused(allocator, IllegalArgumentException.class, () -> allocator.free(held, order, 0));
            refused(allocator, IllegalArgumentException.class, () -> allocator.free(0, order, 0));
        }
    }

    @ParameterizedTest
    @MethodSource("orders")
    void rejectsCoresThatItDoesNotHave(int order) {
        try (FrameAllocator allocator = create()) {
            long frame = allocator.allocate(order, 0);
            for (int core : new int[] {-1, CORES, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
                refused(allocator, IllegalArgumentException.class, () -> allocator.allocate(order, core));
                refused(allocator, IllegalArgumentException.class, () -> allocator.free(frame, order, core));
            }
        }
    }

    /** A batch frees single frames; one that is in a group stops it. */
    @ParameterizedTest
    @MethodSource("orders")
    void batchRejectsAFrameOfAGroup(int order) {
        if (order == 0) {
            return;
        }
        try (FrameAllocator allocator = create();
                PageBatch batch = new PageBatch(4)) {
            long group = allocator.allocate(order, 0);
            assertEquals(2, allocator.allocateBatch(batch, 2, 0));
            long single = batch.get(1);
            for (long frame : new long[] {group, group + 1, group + (1L << order) - 1}) {
                batch.clear();
                batch.add(frame);
                batch.add(single);
                refusedAsAllocated(allocator, frame, () -> allocator.freeBatch(batch, 0));
            }
            allocator.free(group, order, 0);
            allocator.free(single, 0, 0);
            assertEquals(FRAMES - 1, allocator.freeFrames());
        }
    }

    @Test
    void rejectsStateOfAFrameThatDoesNotExist() {
        try (FrameAllocator allocator = create()) {
            for (long frame : new long[] {-1, FRAMES, Long.MIN_VALUE, Long.MAX_VALUE}) {
                illegal(allocator, frame, () -> allocator.isFree(frame));
            }
        }
    }

    private static void refusedAsFree(FrameAllocator allocator, long frame, Runnable misuse) {
        String message = refusedNow(allocator, frame, misuse);
        assertTrue(message.contains("state=free"), message);
    }

    private static void refusedAsAllocated(FrameAllocator allocator, long frame, Runnable misuse) {
        String message = refusedNow(allocator, frame, misuse);
        assertTrue(message.contains("state=allocated"), message);
    }

    private static String refusedNow(FrameAllocator allocator, long frame, Runnable misuse) {
        String message = refused(allocator, IllegalStateException.class, misuse);
        assertTrue((message + ",").contains("frame=" + frame + ","), message);
        assertTrue(message.contains("state="), message);
        return message;
    }

    private static void illegal(FrameAllocator allocator, long frame, Runnable misuse) {
        String message = refused(allocator, IllegalArgumentException.class, misuse);
        assertTrue((message + ",").contains("frame=" + frame + ","), message);
    }

    private static String refused(FrameAllocator allocator, Class<? extends Exception> error, Runnable misuse) {
        BitSet before = allocatedFrames(allocator);
        long free = allocator.freeFrames();
        long huge = allocator.freeHugeFrames();
        RuntimeException thrown = assertThrows(RuntimeException.class, misuse::run);
        assertInstanceOf(error, thrown);
        assertEquals(before, allocatedFrames(allocator), thrown::toString);
        assertEquals(free, allocator.freeFrames(), thrown::toString);
        assertEquals(huge, allocator.freeHugeFrames(), thrown::toString);
        allocator.validate();
        return String.valueOf(thrown.getMessage());
    }

    private static BitSet allocatedFrames(FrameAllocator allocator) {
        BitSet allocated = new BitSet();
        for (long frame = 0; frame < allocator.frames(); frame++) {
            if (!allocator.isFree(frame)) {
                allocated.set((int) frame);
            }
        }
        return allocated;
    }

    private static long allocatedGroup(BitSet allocated, int order) {
        int size = 1 << order;
        for (int first = 0; first + size <= FRAMES; first += size) {
            if (allocated.nextClearBit(first) >= first + size) {
                return first;
            }
        }
        return FrameAllocator.NO_FRAME;
    }
}
