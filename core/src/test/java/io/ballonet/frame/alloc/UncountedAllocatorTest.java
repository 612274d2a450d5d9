package io.ballonet.frame.alloc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.memory.PageBatch;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link UncountedAllocator} does beyond the contract: orders, merging, mixed rows, whole rows for batches, dirty rows. */
class UncountedAllocatorTest {
    private static final int CORES = 2;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void givesEveryGroupOnceAlignedAndThenNoFrame(int order) {
        long frames = 512 * 9 + 200;
        try (UncountedAllocator allocator = UncountedAllocator.create(frames, CORES)) {
            BitSet seen = new BitSet();
            List<Long> groups = new ArrayList<>();
            for (long i = 0; i < frames >> order; i++) {
                long frame = allocator.allocate(order, (int) (i % CORES));
                assertEquals(0, frame & (1L << order) - 1);
                int from = Math.toIntExact(frame);
                int to = from + (1 << order);
                assertTrue(to <= frames && seen.get(from, to).isEmpty(), () -> "frame=" + frame);
                seen.set(from, to);
                groups.add(frame);
            }
            assertEquals(FrameAllocator.NO_FRAME, allocator.allocate(order, 0));
            assertEquals(frames - ((frames >> order) << order), allocator.freeFrames());
            allocator.validate();
            Collections.shuffle(groups, new Random(order));
            for (long frame : groups) {
                allocator.free(frame, order, 1);
                assertTrue(allocator.isFree(frame));
            }
            assertEquals(frames, allocator.freeFrames());
            assertEquals(9, allocator.freeHugeFrames());
            allocator.validate();
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0", "3, 2", "6, 5", "6, 7", "7, 6", "8, 9", "9, 0", "9, 8", "5, 9"})
    void namesTheOrderOfAGroupThatIsFreedWithAnother(int allocated, int freed) {
        try (UncountedAllocator allocator = UncountedAllocator.create(5000, CORES)) {
            long frame = allocator.allocate(allocated, 0);
            long free = allocator.freeFrames();
            IllegalStateException error =
                    assertThrows(IllegalStateException.class, () -> allocator.free(frame, freed, 0));
            assertTrue(String.valueOf(error.getMessage()).contains("allocatedOrder=" + allocated), error::getMessage);
            assertTrue(String.valueOf(error.getMessage()).contains("frame=" + frame), error::getMessage);
            assertEquals(free, allocator.freeFrames());
            allocator.validate();
            allocator.free(frame, allocated, 0);
            assertThrows(IllegalStateException.class, () -> allocator.free(frame, allocated, 0));
            allocator.validate();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 6, 8, 9})
    void rejectsAFrameInsideALargerGroup(int order) {
        try (UncountedAllocator allocator = UncountedAllocator.create(5000, CORES)) {
            long frame = allocator.allocate(order, 0);
            IllegalStateException error =
                    assertThrows(IllegalStateException.class, () -> allocator.free(frame + 1, 0, 0));
            assertTrue(String.valueOf(error.getMessage()).contains("frame=" + (frame + 1)), error::getMessage);
            allocator.free(frame, order, 0);
            assertEquals(5000, allocator.freeFrames());
        }
    }

    @Test
    void ordersDoNotShareAnAreaWhileThereAreFreeOnes() {
        try (UncountedAllocator allocator = UncountedAllocator.create(512 * 20, 1);
                PageBatch batch = new PageBatch(10)) {
            BitSet areas = new BitSet();
            for (int order = 0; order <= 9; order++) {
                areas.set((int) (allocator.allocate(order, 0) / 512));
            }
            allocator.allocateBatch(batch, 10, 0);
            areas.set((int) (batch.get(0) / 512));
            assertEquals(11, areas.cardinality());
        }
    }

    @Test
    void takesTheLastFreeFramesFromARowOfAnotherOrder() {
        try (UncountedAllocator allocator = UncountedAllocator.create(64, 1)) {
            long kept = allocator.allocate(3, 0);
            for (int i = 0; i < 6; i++) {
                allocator.allocate(3, 0);
            }
            long single = allocator.allocate(0, 0);
            assertNotEquals(FrameAllocator.NO_FRAME, single);
            assertNotEquals(FrameAllocator.NO_FRAME, allocator.allocate(1, 0));
            allocator.validate();
            allocator.free(kept, 3, 0);
            allocator.free(single, 0, 0);
            assertThrows(IllegalStateException.class, () -> allocator.free(single, 0, 0));
            allocator.validate();
        }
    }

    @Test
    void aRowThatWasMixedServesOneOrderAgainOnceItIsFree() {
        try (UncountedAllocator allocator = UncountedAllocator.create(64, 1)) {
            List<Long> pairs = new ArrayList<>();
            for (int i = 0; i < 31; i++) {
                pairs.add(allocator.allocate(1, 0));
            }
            long single = allocator.allocate(0, 0);
            allocator.free(single, 0, 0);
            pairs.forEach(pair -> allocator.free(pair, 1, 0));
            long group = allocator.allocate(4, 0);
            assertThrows(IllegalStateException.class, () -> allocator.free(group, 3, 0));
            allocator.free(group, 4, 0);
            assertEquals(64, allocator.freeFrames());
        }
    }

    @Test
    void aFrameThatNoGroupOfItsRowsOrderHoldsStaysForSmallerOrders() {
        try (UncountedAllocator allocator = UncountedAllocator.create(67, 1)) {
            for (int i = 0; i < 33; i++) {
                assertNotEquals(FrameAllocator.NO_FRAME, allocator.allocate(1, 0));
            }
            assertEquals(FrameAllocator.NO_FRAME, allocator.allocate(1, 0));
            allocator.validate();
            assertEquals(66, allocator.allocate(0, 0));
            allocator.validate();
        }
    }

    @Test
    void findsAHugeFrameThatIsFreeThoughACoreHasReservedIt() {
        try (UncountedAllocator allocator = UncountedAllocator.create(512 * 3, CORES)) {
            long single = allocator.allocate(0, 0);
            long pair = allocator.allocate(1, 1);
            allocator.free(single, 0, 0);
            allocator.free(pair, 1, 0);
            assertEquals(3, allocator.freeHugeFrames());
            for (int i = 0; i < 3; i++) {
                assertNotEquals(FrameAllocator.NO_FRAME, allocator.allocate(9, 1));
            }
            assertEquals(FrameAllocator.NO_FRAME, allocator.allocate(9, 0));
            assertEquals(FrameAllocator.NO_FRAME, allocator.allocate(0, 0));
            allocator.validate();
            allocator.free(512, 9, 0);
            assertEquals(512, allocator.allocate(0, 0));
            allocator.validate();
        }
    }

    @Test
    void aBatchTakesWholeRowsApartFromSingleFrames() {
        try (UncountedAllocator allocator = UncountedAllocator.create(512 * 8, 1);
                PageBatch batch = new PageBatch(128)) {
            long single = allocator.allocate(0, 0);
            allocator.allocateBatch(batch, 128, 0);
            for (int i = 0; i < 128; i++) {
                assertEquals(batch.get(0) + i, batch.get(i));
            }
            assertEquals(0, batch.get(0) % 64);
            assertNotEquals(single / 512, batch.get(0) / 512);
        }
    }

    @Test
    void churnLeavesNearlyHalfOfMemoryInHugeFrames() {
        int frames = 512 * 256;
        try (UncountedAllocator allocator = UncountedAllocator.create(frames, CORES)) {
            long[] held = new long[frames];
            for (int i = 0; i < frames; i++) {
                held[i] = allocator.allocate(0, 0);
            }
            Random random = new Random(9);
            for (int i = frames - 1; i >= 0; i--) {
                int other = random.nextInt(i + 1);
                long frame = held[other];
                held[other] = held[i];
                held[i] = frame;
                if (i >= frames / 2) {
                    allocator.free(frame, 0, 0);
                }
            }
            for (int i = 0; i < 99 * (frames / 20); i++) {
                int chosen = random.nextInt(frames / 2);
                allocator.free(held[chosen], 0, 0);
                held[chosen] = allocator.allocate(0, 0);
            }
            allocator.validate();
            long percent = allocator.freeHugeFrames() * 100 / 256;
            assertTrue(percent >= 45, () -> "percent=" + percent);
        }
    }

    @Test
    void plainFreesAreDirtyAndZeroedOnesAreNot() {
        try (UncountedAllocator allocator = UncountedAllocator.create(2000, CORES);
                PageBatch batch = new PageBatch(600);
                PageBatch dirty = new PageBatch(2000)) {
            assertEquals(0, allocator.allocateDirty(dirty, 2000, 0));
            allocator.allocateBatch(batch, 600, 0);
            allocator.freeZeroed(batch, 0);
            assertEquals(0, allocator.allocateDirty(dirty, 2000, 0));
            long single = allocator.allocate(0, 1);
            long huge = allocator.allocate(9, 1);
            allocator.free(single, 0, 1);
            allocator.free(huge, 9, 1);
            int found = allocator.allocateDirty(dirty, 2000, 0);
            assertTrue(found >= 513 && found <= 512 + 64, () -> "found=" + found);
            BitSet frames = new BitSet();
            for (int i = 0; i < dirty.size(); i++) {
                assertFalse(frames.get((int) dirty.get(i)));
                frames.set((int) dirty.get(i));
            }
            assertTrue(frames.get((int) single)
                    && frames.get((int) huge, (int) huge + 512).cardinality() == 512);
            assertEquals(2000 - found, allocator.freeFrames());
            allocator.freeZeroed(dirty, 0);
            allocator.validate();
            dirty.clear();
            assertEquals(0, allocator.allocateDirty(dirty, 2000, 0));
            assertEquals(2000, allocator.freeFrames());
            assertEquals(3, allocator.freeHugeFrames());
            allocator.validate();
        }
    }

    @Test
    void dirtyFramesThatAreNotAskedForStayDirty() {
        try (UncountedAllocator allocator = UncountedAllocator.create(2000, CORES);
                PageBatch dirty = new PageBatch(2000)) {
            allocator.free(allocator.allocate(9, 0), 9, 0);
            int found = 0;
            for (int got = allocator.allocateDirty(dirty, 50, 0);
                    got > 0;
                    got = allocator.allocateDirty(dirty, 50, 0)) {
                found += got;
            }
            assertEquals(512, found);
            allocator.validate();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void randomGroupsOfAllOrdersNeverOverlap(long seed) {
        Random random = new Random(seed);
        int frames = 100 + random.nextInt(6000);
        try (UncountedAllocator allocator = UncountedAllocator.create(frames, CORES)) {
            BitSet allocated = new BitSet();
            List<long[]> held = new ArrayList<>();
            for (int step = 0; step < 20_000; step++) {
                if (random.nextInt(1000) < (step / 2000 % 2 == 0 ? 600 : 400)) {
                    int order = random.nextInt(4) == 0 ? random.nextInt(10) : random.nextInt(3);
                    long frame = allocator.allocate(order, random.nextInt(CORES));
                    assertEquals(freeGroup(allocated, order, frames), frame != FrameAllocator.NO_FRAME, "seed=" + seed);
                    if (frame != FrameAllocator.NO_FRAME) {
                        BitSet group = allocated.get((int) frame, (int) frame + (1 << order));
                        assertTrue(group.isEmpty() && frame + (1 << order) <= frames, "seed=" + seed);
                        allocated.set((int) frame, (int) frame + (1 << order));
                        held.add(new long[] {frame, order});
                    }
                } else if (!held.isEmpty()) {
                    Collections.swap(held, random.nextInt(held.size()), held.size() - 1);
                    long[] group = held.removeLast();
                    allocator.free(group[0], (int) group[1], random.nextInt(CORES));
                    allocated.clear((int) group[0], (int) group[0] + (1 << group[1]));
                }
            }
            assertEquals(frames - allocated.cardinality(), allocator.freeFrames(), "seed=" + seed);
            allocator.validate();
        }
    }

    private static boolean freeGroup(BitSet allocated, int order, int frames) {
        for (int first = 0; first + (1 << order) <= frames; first += 1 << order) {
            int next = allocated.nextSetBit(first);
            if (next < 0 || next >= first + (1 << order)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void aTebibyteIsReadyAtOnceAndStaysCheapToAsk() {
        try (UncountedAllocator allocator = UncountedAllocator.create(1L << 28, 64)) {
            assertTrue(allocator.metadataBytes() < 0.142 * (1L << 28));
            long frame = allocator.allocate(0, 63);
            long huge = allocator.allocate(9, 0);
            assertEquals((1L << 28) - 513, allocator.freeFrames());
            allocator.free(frame, 0, 63);
            allocator.free(huge, 9, 0);
            assertEquals(1L << 19, allocator.freeHugeFrames());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void threadsNeverHoldOverlappingGroups(int cores) throws Exception {
        long operations = Long.getLong("ballonet.stress.allocator.operations", 150_000L);
        new UncountedStress(512 * 6 + 100, cores, 31).run(2, operations);
    }

    @Test
    void threadsThatSplitAndMergeOneAreaNeverHoldOverlappingGroups() throws Exception {
        long operations = Long.getLong("ballonet.stress.allocator.operations", 150_000L);
        new UncountedStress(512, 2, 32).run(2, operations);
    }
}
