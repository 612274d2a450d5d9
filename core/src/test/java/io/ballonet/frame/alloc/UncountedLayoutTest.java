package io.ballonet.frame.alloc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.unit.CacheLine;
import io.ballonet.unit.PageSize;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Offsets of {@link UncountedLayout}: no overlap, room for every word, writers apart, areas at cache lines. */
class UncountedLayoutTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "511, 1", "512, 1", "513, 2", "32768, 2", "32769, 2", "100000, 3", "1099511627776, 65535"})
    void sectionsFollowEachOtherWithoutOverlap(long frames, int cores) {
        UncountedLayout layout = new UncountedLayout(frames, cores);
        assertTrue(layout.areas() * UncountedLayout.FRAMES_PER_AREA >= frames);
        assertTrue((layout.areas() - 1) * UncountedLayout.FRAMES_PER_AREA < frames);
        assertTrue(layout.wholeAreas() * UncountedLayout.FRAMES_PER_AREA <= frames);
        assertTrue(layout.areas() - layout.wholeAreas() <= 1);
        assertTrue(layout.retriesOffset() >= layout.coreOffset(cores - 1) + UncountedLayout.CORE_STRIDE);
        assertTrue(layout.entriesOffset() >= layout.retriesOffset() + RetryCounter.LENGTH_BYTES);
        long end = layout.entriesOffset() + layout.areas() * Long.BYTES;
        for (int set = 0; set < UncountedLayout.SETS; set++) {
            assertTrue(layout.setOffset(set) >= end);
            assertEquals(0, layout.setOffset(set) % CacheLine.SPACING);
            end = layout.setOffset(set) + AreaSet.wordsFor(layout.areas()) * Long.BYTES;
        }
        assertTrue(layout.rowsOffset() - Long.BYTES >= end, "the row without frames is nobody's");
        assertEquals(0, layout.rowsOffset() % CacheLine.BYTES, "an area is one cache line");
        assertTrue(layout.lengthBytes() >= layout.rowsOffset() + layout.rows() * Long.BYTES);
        assertEquals(0, layout.lengthBytes() % PageSize.BYTES);
    }

    @Test
    void aCoresWordsDoNotOverlapAndSingleFramesLieApart() {
        Set<Long> offsets = new HashSet<>(Set.of(UncountedLayout.ROW_OFFSET));
        for (int slot = 0; slot < UncountedLayout.SLOTS; slot++) {
            assertTrue(offsets.add(UncountedLayout.slotOffset(slot)));
        }
        assertTrue(offsets.add(UncountedLayout.HOME_CURSOR_OFFSET));
        assertTrue(offsets.add(UncountedLayout.FAR_CURSOR_OFFSET));
        assertTrue(offsets.add(UncountedLayout.HUGE_CURSOR_OFFSET));
        assertTrue(offsets.add(UncountedLayout.DIRTY_CURSOR_OFFSET));
        assertTrue(offsets.add(UncountedLayout.POOR_SEARCHES_OFFSET));
        assertTrue(offsets.stream().allMatch(offset -> offset + Long.BYTES <= UncountedLayout.CORE_STRIDE));
        assertEquals(
                1, offsets.stream().filter(offset -> offset < CacheLine.SPACING).count());
        assertEquals(0, UncountedLayout.CORE_STRIDE % CacheLine.SPACING);
    }

    @Test
    void rowsAndAreasNest() {
        assertEquals(CacheLine.BYTES, AreaEntry.ROWS * Long.BYTES);
        assertEquals(UncountedLayout.FRAMES_PER_AREA, AreaEntry.ROWS * FrameBits.FRAMES_PER_ROW);
        long row = UncountedLayout.firstRowOf(5) + 7;
        assertEquals(5, UncountedLayout.areaOfRow(row));
        assertEquals(7, UncountedLayout.rowWithinArea(row));
        assertEquals(6, UncountedLayout.areaOfRow(row + 1));
        assertEquals(5, UncountedLayout.areaOfFrame(UncountedLayout.firstFrameOf(5) + 511));
    }

    @Test
    void aFrameCostsLessThanAFifthOfAByte() {
        UncountedLayout layout = new UncountedLayout(1L << 28, 64);
        assertTrue(layout.lengthBytes() < 0.142 * (1L << 28), () -> "lengthBytes=" + layout.lengthBytes());
    }
}
