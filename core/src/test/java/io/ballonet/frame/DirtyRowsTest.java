package io.ballonet.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.frame.alloc.FrameAllocator;
import io.ballonet.frame.alloc.FrameAllocators;
import io.ballonet.memory.PageBatch;
import io.ballonet.unit.CacheLine;
import io.ballonet.unit.PageSize;
import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dirty frames wait in their rows, clean ones in the allocator, and together they are what is free. */
class DirtyRowsTest {
    private static final int FRAMES = 200;

    private final PageBatch batch = new PageBatch(FRAMES);

    private static DirtyRows rows() {
        return new DirtyRows(FrameAllocators.BITMAP.create(FRAMES, 1));
    }

    private void batch(long... frames) {
        batch.clear();
        for (long frame : frames) {
            batch.add(frame);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 64, 65, 1L << 28})
    void layoutKeepsCountCursorAndRowsApart(long frames) {
        DirtyRowsLayout layout = new DirtyRowsLayout(frames);
        assertTrue(DirtyRowsLayout.CURSOR_OFFSET - DirtyRowsLayout.COUNT_OFFSET >= CacheLine.SPACING);
        assertTrue(DirtyRowsLayout.ROWS_OFFSET - DirtyRowsLayout.CURSOR_OFFSET >= CacheLine.SPACING);
        assertTrue(layout.rows() * 64 >= frames && (layout.rows() - 1) * 64 < frames);
        long end = DirtyRowsLayout.rowOffset(DirtyRowsLayout.rowOf(frames - 1)) + Long.BYTES;
        assertTrue(layout.lengthBytes() >= end && layout.lengthBytes() < end + PageSize.BYTES);
        assertEquals(1L << (frames - 1) % 64, DirtyRowsLayout.bitOf(frames - 1));
    }

    @Test
    void freedFramesAreDirtyUntilTheyAreFreedAsZeroed() {
        try (DirtyRows rows = rows()) {
            assertEquals(FRAMES, rows.allocateBatch(batch, FRAMES, 0));
            rows.freeBatch(batch, 0);
            rows.validate();
            assertEquals(FRAMES, rows.freeFrames());
            batch.clear();
            assertEquals(64, rows.allocateDirty(batch, 64, 0));
            assertEquals(FRAMES - 64, rows.freeFrames());
            for (int i = 0; i < 64; i++) {
                assertEquals(batch.get(0) / 64, batch.get(i) / 64, "of one row");
                assertFalse(rows.isFree(batch.get(i)));
            }
            rows.freeZeroed(batch, 0);
            assertEquals(FRAMES, rows.freeFrames());
            rows.validate();
            batch.clear();
            assertEquals(FRAMES - 64, rows.allocateDirty(batch, FRAMES, 0), "what was zeroed is dirty no more");
        }
    }

    @Test
    void cleanFramesGoFirstAndDirtyOnesBeforeNone() {
        try (DirtyRows rows = rows()) {
            rows.allocateBatch(batch, FRAMES, 0);
            batch(7, 8, 9, 130);
            rows.freeBatch(batch, 0);
            batch(20);
            rows.freeZeroed(batch, 0);
            assertEquals(20, rows.allocate(0, 0));
            BitSet got = new BitSet();
            for (int i = 0; i < 4; i++) {
                got.set(Math.toIntExact(rows.allocate(0, 0)));
            }
            assertEquals("{7, 8, 9, 130}", got.toString());
            assertEquals(FrameAllocator.NO_FRAME, rows.allocate(0, 0));
            assertEquals(0, rows.allocateDirty(batch, 1, 0));
            rows.validate();
        }
    }

    @Test
    void allocateDirtyTakesNoMoreThanItIsAskedFor() {
        try (DirtyRows rows = rows()) {
            rows.allocateBatch(batch, FRAMES, 0);
            rows.freeBatch(batch, 0);
            batch.clear();
            assertEquals(3, rows.allocateDirty(batch, 3, 0));
            assertEquals(3, batch.size());
            assertEquals(FRAMES - 3, rows.freeFrames());
            rows.validate();
        }
    }

    @Test
    void misuseNamesTheFrame() {
        try (DirtyRows rows = rows()) {
            rows.allocateBatch(batch, FRAMES, 0);
            rows.free(5, 0, 0);
            assertNames("frame=5", IllegalStateException.class, () -> rows.free(5, 0, 0));
            batch(6, 6);
            assertNames("frame=6", IllegalStateException.class, () -> rows.freeBatch(batch, 0));
            assertNames("frame=-1", IllegalArgumentException.class, () -> rows.free(-1, 0, 0));
            assertNames("frame=200", IllegalArgumentException.class, () -> rows.free(FRAMES, 0, 0));
            assertNames("order=1", IllegalArgumentException.class, () -> rows.free(10, 1, 0));
            assertEquals(2, rows.freeFrames());
            rows.validate();
        }
    }

    private static void assertNames(String frame, Class<? extends RuntimeException> type, Runnable call) {
        RuntimeException thrown = assertThrows(type, call::run);
        assertTrue(String.valueOf(thrown.getMessage()).contains(frame), thrown.getMessage());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void randomLifeAgreesWithSets(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        BitSet clean = new BitSet();
        clean.set(0, FRAMES);
        BitSet dirty = new BitSet();
        try (DirtyRows rows = rows()) {
            for (int step = 0; step < 20_000; step++) {
                String where = "seed=" + seed + ", step=" + step;
                int frame = random.nextInt(FRAMES);
                boolean isFree = clean.get(frame) || dirty.get(frame);
                switch (random.nextInt(4)) {
                    case 0 -> {
                        long got = rows.allocate(0, 0);
                        BitSet from = clean.isEmpty() ? dirty : clean;
                        assertEquals(from.isEmpty(), got == FrameAllocator.NO_FRAME, where);
                        if (got >= 0) {
                            assertTrue(from.get(Math.toIntExact(got)), where);
                            from.clear(Math.toIntExact(got));
                        }
                    }
                    case 1 -> {
                        batch.clear();
                        int taken = rows.allocateDirty(batch, 1 + random.nextInt(8), 0);
                        assertEquals(dirty.isEmpty(), taken == 0, where);
                        for (int i = 0; i < taken; i++) {
                            int got = Math.toIntExact(batch.get(i));
                            assertTrue(dirty.get(got), where);
                            dirty.clear(got);
                            clean.set(got);
                        }
                        rows.freeZeroed(batch, 0);
                    }
                    default -> {
                        if (!isFree) {
                            rows.free(frame, 0, 0);
                            dirty.set(frame);
                        }
                    }
                }
                assertEquals(clean.cardinality() + dirty.cardinality(), rows.freeFrames(), where);
            }
            rows.validate();
        }
    }
}
