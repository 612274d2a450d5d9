package io.ballonet.frame.alloc;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.memory.PageBatch;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link FrameAllocator} promises. A subclass names a factory; implementations from outside extend it too (core's
 * test-jar).
 */
public abstract class FrameAllocatorContract {
    private static final int CORES = 3;

    /** The factory under test. */
    protected abstract FrameAllocatorFactory factory();

    /** Most metadata of a frame, without a fixed part of 16 KiB; a structure with links needs more than the default. */
    protected double mostMetadataBytesPerFrame() {
        return 0.2;
    }

    /** Frames that it can have at least; where more are asked for, it may refuse. */
    protected long supportedFrames() {
        return 1L << 31;
    }

    /** Groups of every order. */
    @Nested
    final class Groups extends FrameGroupContract {
        @Override
        FrameAllocatorFactory factory() {
            return FrameAllocatorContract.this.factory();
        }
    }

    /** Misuse of groups. */
    @Nested
    final class GroupMisuse extends FrameMisuseContract {
        @Override
        FrameAllocatorFactory factory() {
            return FrameAllocatorContract.this.factory();
        }
    }

    /** Two threads at once. */
    @Nested
    final class Concurrency extends FrameConcurrencyContract {
        @Override
        FrameAllocatorFactory factory() {
            return FrameAllocatorContract.this.factory();
        }
    }

    /** Memory that it takes. */
    @Nested
    final class Footprint extends FrameFootprintContract {
        @Override
        FrameAllocatorFactory factory() {
            return FrameAllocatorContract.this.factory();
        }

        @Override
        long supportedFrames() {
            return FrameAllocatorContract.this.supportedFrames();
        }

        @Override
        double mostMetadataBytesPerFrame() {
            return FrameAllocatorContract.this.mostMetadataBytesPerFrame();
        }
    }

    private FrameAllocator create(long frames) {
        return factory().create(frames, CORES);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 63, 64, 65, 511, 512, 513, 2047, 2048, 2049, 4608, 100_000})
    void givesEachFrameOnceAndThenNoFrame(long frames) {
        try (FrameAllocator allocator = create(frames)) {
            BitSet seen = new BitSet();
            for (long i = 0; i < frames; i++) {
                long frame = allocator.allocate(0, (int) (i % CORES));
                assertTrue(frame >= 0 && frame < frames, () -> "frame=" + frame + ", frames=" + frames);
                assertFalse(seen.get((int) frame), () -> "given twice: frame=" + frame);
                seen.set((int) frame);
            }
            for (int core = 0; core < CORES; core++) {
                assertEquals(FrameAllocator.NO_FRAME, allocator.allocate(0, core));
            }
            assertEquals(0, allocator.freeFrames());
            assertEquals(0, allocator.freeHugeFrames());
            allocator.validate();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 63, 64, 65, 511, 512, 513, 2049, 100_000})
    void batchGivesEachFrameOnceAndThenFewer(long frames) {
        try (FrameAllocator allocator = create(frames);
                PageBatch batch = new PageBatch((int) frames + 10)) {
            int asked = 0;
            while (asked + 37 < frames) {
                assertEquals(37, allocator.allocateBatch(batch, 37, asked % CORES));
                asked += 37;
            }
            assertEquals(frames - asked, allocator.allocateBatch(batch, batch.remaining(), 0));
            assertEquals(0, allocator.allocateBatch(batch, batch.remaining(), 1));
            assertEquals(frames, batch.size());
            assertEquals(frames, asSet(batch).cardinality());
            assertEquals(0, allocator.freeFrames());
            allocator.freeBatch(batch, 2);
            assertEquals(frames, allocator.freeFrames());
            assertEquals(frames, batch.size(), "the list itself is left alone");
            allocator.validate();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 64, 513, 5000, 100_000})
    void freshOneIsWhollyFree(long frames) {
        try (FrameAllocator allocator = create(frames)) {
            assertEquals(frames, allocator.frames());
            assertEquals(frames, allocator.freeFrames());
            assertEquals(frames / 512, allocator.freeHugeFrames());
            assertTrue(allocator.isFree(0));
            assertTrue(allocator.isFree(frames - 1));
            allocator.validate();
        }
    }

    @Test
    void freshOneGivesAscendingFramesToOneCore() {
        try (FrameAllocator allocator = factory().create(10_000, 1);
                PageBatch batch = new PageBatch(500)) {
            for (long expected = 0; expected < 2000; expected++) {
                assertEquals(expected, allocator.allocate(0, 0));
            }
            assertEquals(500, allocator.allocateBatch(batch, 500, 0));
            for (int i = 1; i < 48; i++) {
                assertEquals(batch.get(i - 1) + 1, batch.get(i));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 65, 513, 4608, 20_000})
    void findsTheOneFreeFrameWhereverItIs(long frames) {
        try (FrameAllocator allocator = create(frames)) {
            drain(allocator);
            Random random = new Random(7);
            for (int i = 0; i < 300; i++) {
                long frame = random.nextLong(frames);
                allocator.free(frame, 0, random.nextInt(CORES));
                assertTrue(allocator.isFree(frame));
                assertEquals(1, allocator.freeFrames());
                int core = random.nextInt(CORES);
                assertEquals(frame, allocator.allocate(0, core), () -> "core=" + core + ", frames=" + frames);
                assertFalse(allocator.isFree(frame));
            }
            allocator.validate();
        }
    }

    @Test
    void batchAndSingleFormsAgree() {
        try (FrameAllocator single = factory().create(3000, 1);
                FrameAllocator batched = factory().create(3000, 1);
                PageBatch batch = new PageBatch(3000)) {
            BitSet singles = new BitSet();
            for (int i = 0; i < 1234; i++) {
                singles.set((int) single.allocate(0, 0));
            }
            assertEquals(1234, batched.allocateBatch(batch, 1234, 0));
            assertEquals(singles.cardinality(), asSet(batch).cardinality());
            shuffle(batch, 11);
            for (int i = 0; i < 1234; i++) {
                assertFalse(batched.isFree(batch.get(i)));
                batched.free(batch.get(i), 0, 0);
            }
            batch.clear();
            singles.stream().forEach(batch::add);
            shuffle(batch, 12);
            single.freeBatch(batch, 0);
            assertEquals(3000, single.freeFrames());
            assertEquals(3000, batched.freeFrames());
            single.validate();
            batched.validate();
        }
    }

    @Test
    void batchAppendsBehindWhatTheListHolds() {
        try (FrameAllocator allocator = create(100);
                PageBatch batch = new PageBatch(10)) {
            batch.add(-5);
            assertEquals(4, allocator.allocateBatch(batch, 4, 0));
            assertEquals(0, allocator.allocateBatch(batch, 0, 0));
            assertEquals(5, batch.size());
            assertEquals(-5, batch.get(0));
            assertEquals(96, allocator.freeFrames());
        }
    }

    @Test
    void rejectsMisuseAndChangesNothing() {
        try (FrameAllocator allocator = create(700);
                PageBatch batch = new PageBatch(4)) {
            drain(allocator);
            allocator.free(600, 0, 0);
            allocator.free(7, 0, 1);
            assertAll(
                    () -> namesFrame(600, () -> allocator.free(600, 0, 0)),
                    () -> namesFrame(7, () -> allocator.free(7, 0, 2)),
                    () -> namesFrame(700, () -> allocator.free(700, 0, 0)),
                    () -> namesFrame(-1, () -> allocator.free(-1, 0, 0)),
                    () -> namesFrame(Long.MIN_VALUE, () -> allocator.free(Long.MIN_VALUE, 0, 0)),
                    () -> namesFrame(703, () -> allocator.isFree(703)),
                    () -> illegal(() -> allocator.free(5, allocator.maxOrder() + 1, 0)),
                    () -> illegal(() -> allocator.free(5, -1, 0)),
                    () -> illegal(() -> allocator.free(5, 0, CORES)),
                    () -> illegal(() -> allocator.allocate(allocator.maxOrder() + 1, 0)),
                    () -> illegal(() -> allocator.allocate(-1, 0)),
                    () -> illegal(() -> allocator.allocate(0, -1)),
                    () -> illegal(() -> allocator.allocate(0, CORES)),
                    () -> illegal(() -> allocator.allocateBatch(batch, 5, 0)),
                    () -> illegal(() -> allocator.allocateBatch(batch, -1, 0)),
                    () -> illegal(() -> allocator.allocateBatch(batch, 1, CORES)),
                    () -> illegal(() -> allocator.freeBatch(batch, -1)));
            assertEquals(2, allocator.freeFrames());
            assertTrue(batch.isEmpty());
            allocator.validate();
        }
    }

    @Test
    void rejectsFreeOfAFrameThatWasNeverAllocated() {
        try (FrameAllocator allocator = create(700)) {
            namesFrame(333, () -> allocator.free(333, 0, 0));
            assertEquals(700, allocator.freeFrames());
            allocator.validate();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {300, 100, 1500, -1, 1L << 40})
    void batchWithMisuseFreesWhatStandsBeforeItAndNamesIt(long wrong) {
        // 300 is free, 100 comes twice, the others do not exist
        try (FrameAllocator allocator = create(1490);
                PageBatch batch = new PageBatch(8)) {
            drain(allocator);
            allocator.free(300, 0, 0);
            for (long frame : new long[] {100, 101, 102, 1489, wrong, 103, 104}) {
                batch.add(frame);
            }
            namesFrame(wrong, () -> allocator.freeBatch(batch, 0));
            for (long frame : new long[] {100, 101, 102, 1489, 300}) {
                assertTrue(allocator.isFree(frame), () -> "frame=" + frame);
            }
            assertFalse(allocator.isFree(103));
            assertFalse(allocator.isFree(104));
            assertEquals(5, allocator.freeFrames());
            allocator.validate();
        }
    }

    @Test
    void misuseWithinOneRowOfABatchFreesWhatStandsBeforeIt() {
        try (FrameAllocator allocator = create(1490);
                PageBatch batch = new PageBatch(8)) {
            drain(allocator);
            allocator.free(105, 0, 0);
            for (long frame : new long[] {100, 101, 105, 102}) {
                batch.add(frame);
            }
            namesFrame(105, () -> allocator.freeBatch(batch, 0));
            assertTrue(allocator.isFree(101));
            assertFalse(allocator.isFree(102));
            assertEquals(3, allocator.freeFrames());
            allocator.validate();
        }
    }

    @Test
    void freeHugeFramesCountsWhollyFreeGroups() {
        try (FrameAllocator allocator = create(512 * 5 + 100)) {
            drain(allocator);
            for (long frame = 512; frame < 1536; frame++) {
                allocator.free(frame, 0, 0);
            }
            for (long frame = 2560; frame < 2660; frame++) {
                allocator.free(frame, 0, 0);
            }
            assertEquals(2, allocator.freeHugeFrames());
            allocator.free(0, 0, 0);
            assertEquals(2, allocator.freeHugeFrames());
            allocator.validate();
        }
    }

    @Test
    void rejectsShapesThatCannotBe() {
        illegal(() -> factory().create(0, 1));
        illegal(() -> factory().create(-1, 1));
        illegal(() -> factory().create(Long.MAX_VALUE, 1));
        illegal(() -> factory().create(1, 0));
    }

    @Test
    void closeIsIdempotent() {
        FrameAllocator allocator = create(10);
        allocator.close();
        allocator.close();
    }

    private static void drain(FrameAllocator allocator) {
        try (PageBatch all = new PageBatch((int) allocator.frames())) {
            assertEquals(allocator.frames(), allocator.allocateBatch(all, all.capacity(), 0));
        }
    }

    private static BitSet asSet(PageBatch batch) {
        BitSet set = new BitSet();
        for (int i = 0; i < batch.size(); i++) {
            set.set((int) batch.get(i));
        }
        return set;
    }

    private static void shuffle(PageBatch batch, long seed) {
        List<Long> entries = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            entries.add(batch.get(i));
        }
        Collections.shuffle(entries, new Random(seed));
        for (int i = 0; i < batch.size(); i++) {
            batch.set(i, entries.get(i));
        }
    }

    private static void namesFrame(long frame, Runnable misuse) {
        RuntimeException error = assertThrows(RuntimeException.class, misuse::run);
        assertTrue(
                error instanceof IllegalStateException || error instanceof IllegalArgumentException, error::toString);
        assertTrue(String.valueOf(error.getMessage()).contains("frame=" + frame), error::getMessage);
    }

    private static void illegal(Runnable misuse) {
        assertThrows(IllegalArgumentException.class, misuse::run);
    }
}
