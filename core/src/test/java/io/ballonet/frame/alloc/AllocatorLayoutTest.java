package io.ballonet.frame.alloc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.unit.CacheLine;
import io.ballonet.unit.PageSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Offsets of the allocators: no overlap, room for every word, writers apart, bits at cache lines. */
class AllocatorLayoutTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "2048, 1", "2049, 2", "100000, 3", "1099511627776, 65535"})
    void treeSectionsFollowEachOtherWithoutOverlap(long frames, int cores) {
        TreeLayout layout = new TreeLayout(frames, cores);
        assertEquals(0, layout.coreOffset(0));
        assertTrue(layout.trees() * TreeLayout.FRAMES_PER_TREE >= frames);
        assertTrue((layout.trees() - 1) * TreeLayout.FRAMES_PER_TREE < frames);
        assertTrue(layout.retriesOffset() >= layout.coreOffset(cores - 1) + CacheLine.SPACING);
        assertTrue(layout.entriesOffset() >= layout.retriesOffset() + RetryCounter.LENGTH_BYTES);
        assertTrue(layout.rowsOffset() >= layout.entriesOffset() + layout.trees() * Long.BYTES);
        assertEquals(0, layout.rowsOffset() % CacheLine.BYTES, "a bitfield is one cache line");
        assertTrue(layout.marksOffset() >= layout.rowsOffset() + layout.rows() * Long.BYTES);
        assertTrue(layout.lengthBytes() >= layout.marksOffset() + layout.rows() * Long.BYTES);
        assertEquals(0, layout.lengthBytes() % PageSize.BYTES);
    }

    @Test
    void coresAreTwoLinesApart() {
        TreeLayout layout = new TreeLayout(1, 2);
        assertEquals(CacheLine.SPACING, layout.coreOffset(1) - layout.coreOffset(0));
        assertTrue(TreeLayout.HISTORY_OFFSET >= TreeLayout.RESERVATION_OFFSET + Long.BYTES);
        assertTrue(TreeLayout.HUGE_OFFSET >= TreeLayout.HISTORY_OFFSET + Long.BYTES);
        assertTrue(TreeLayout.HUGE_OFFSET + Long.BYTES <= TreeLayout.CORE_STRIDE);
    }

    @Test
    void rowsBitfieldsAndTreesNest() {
        assertEquals(CacheLine.BYTES, TreeLayout.ROWS_PER_BITFIELD * Long.BYTES);
        assertEquals(TreeEntry.FRAMES_PER_BITFIELD, TreeLayout.ROWS_PER_BITFIELD * FrameBits.FRAMES_PER_ROW);
        assertEquals(TreeLayout.FRAMES_PER_TREE, TreeEntry.BITFIELDS * TreeEntry.FRAMES_PER_BITFIELD);
        long row = TreeLayout.firstRowOfBitfield(5, 3) + 7;
        assertEquals(5, TreeLayout.treeOfRow(row));
        assertEquals(3, TreeLayout.bitfieldOfRow(row));
        assertEquals(6, TreeLayout.treeOfRow(row + 1));
        assertEquals(0, TreeLayout.bitfieldOfRow(row + 1));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 64, 65, 262_144})
    void bitmapSectionsFollowEachOtherWithoutOverlap(long frames) {
        BitmapLayout layout = new BitmapLayout(frames);
        assertEquals(CacheLine.SPACING, BitmapLayout.RETRIES_OFFSET - BitmapLayout.CURSOR_OFFSET);
        assertTrue(BitmapLayout.ROWS_OFFSET >= BitmapLayout.RETRIES_OFFSET + RetryCounter.LENGTH_BYTES);
        assertTrue(layout.rows() * 64 >= frames && (layout.rows() - 1) * 64 < frames);
        assertTrue(layout.marksOffset() >= BitmapLayout.ROWS_OFFSET + layout.rows() * Long.BYTES);
        assertEquals(0, layout.markedRows() % 8, "marks of a whole group are there");
        assertTrue(layout.markedRows() >= layout.rows());
        assertTrue(layout.lengthBytes() >= layout.marksOffset() + layout.markedRows() * Long.BYTES);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "512, 2", "513, 3"})
    void listsKeepLockMarkHeadsRetriesAndLinksApart(long frames, int cores) {
        ListLayout layout = new ListLayout(frames, cores);
        assertEquals(CacheLine.SPACING, ListLayout.FRESH_OFFSET - ListLayout.LOCK_OFFSET);
        assertEquals(CacheLine.SPACING, ListLayout.headOffset(0) - ListLayout.FRESH_OFFSET);
        assertEquals(CacheLine.SPACING, ListLayout.headOffset(5) - ListLayout.headOffset(4));
        assertEquals(CacheLine.SPACING, ListLayout.retriesOffset(0) - ListLayout.headOffset(GroupLink.MAX_ORDER));
        assertEquals(CacheLine.SPACING, layout.linksOffset() - ListLayout.retriesOffset(cores - 1));
        assertTrue(layout.lengthBytes() >= layout.linksOffset() + frames * Long.BYTES);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 77, GroupLink.MOST_FRAMES})
    void listHeadsKeepTheirFields(long top) {
        long head = ListLayout.headWith(-1L << 32, top);
        assertEquals(top, ListLayout.top(head));
        assertEquals(0, head >>> 32, "the tag wraps without touching the top");
        assertTrue(ListLayout.TOP_MASK > GroupLink.MOST_FRAMES);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "3, 1", "9, 77", "9, 4294967294", "0, 4294967295"})
    void groupLinksKeepTheirFields(int order, long next) {
        long listed = GroupLink.listed(order, next);
        assertEquals(GroupLink.LISTED, GroupLink.state(listed));
        assertEquals(order, GroupLink.order(listed));
        assertEquals(next, GroupLink.next(listed));
        assertEquals(GroupLink.ALLOCATED, GroupLink.state(GroupLink.allocated(order)));
        assertEquals(order, GroupLink.order(GroupLink.allocated(order)));
        assertEquals(0, GroupLink.next(GroupLink.allocated(order)));
        assertEquals(GroupLink.SET_ASIDE, GroupLink.state(GroupLink.setAside(order)));
        assertEquals(order, GroupLink.order(GroupLink.setAside(order)));
        assertEquals(0, GroupLink.next(GroupLink.setAside(order)));
        assertEquals(GroupLink.INSIDE, GroupLink.state(0), "zeroed memory is fresh");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "512, 2", "513, 3"})
    void buddySectionsFollowEachOtherWithoutOverlap(long frames, int cores) {
        BuddyLayout layout = new BuddyLayout(frames, cores);
        assertTrue(BuddyLayout.FRESH_OFFSET >= BuddyLayout.LOCK_OFFSET + SpinLock.LENGTH_BYTES);
        assertEquals(Long.BYTES, BuddyLayout.TAKEN_OFFSET - BuddyLayout.FRESH_OFFSET);
        assertEquals(Long.BYTES, BuddyLayout.headOffset(0) - BuddyLayout.TAKEN_OFFSET);
        assertTrue(BuddyLayout.headOffset(GroupLink.MAX_ORDER) + Long.BYTES <= BuddyLayout.setOffset(0));
        assertTrue(BuddyLayout.SET_COLD_OFFSET >= BuddyLayout.SET_LOCK_OFFSET + SpinLock.LENGTH_BYTES);
        assertTrue(BuddyLayout.SET_COUNT_OFFSET + Long.BYTES <= BuddyLayout.SET_SLOTS_OFFSET);
        assertEquals(0, BuddyLayout.SET_STRIDE % CacheLine.SPACING);
        assertEquals(1, Integer.bitCount(BuddyLayout.SET_SLOTS), "slots wrap by a mask");
        assertTrue(layout.linksOffset() >= BuddyLayout.setOffset(cores - 1) + BuddyLayout.SET_STRIDE);
        assertEquals(frames * Long.BYTES, layout.previousOffset() - layout.linksOffset());
        assertTrue(layout.lengthBytes() >= layout.previousOffset() + frames * Long.BYTES);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "512, 2", "513, 3"})
    void magazineSectionsFollowEachOtherWithoutOverlap(long frames, int cores) {
        MagazineLayout layout = new MagazineLayout(frames, cores);
        assertTrue(MagazineLayout.DEPOT_FULL_OFFSET >= MagazineLayout.DEPOT_LOCK_OFFSET + SpinLock.LENGTH_BYTES);
        assertEquals(Long.BYTES, MagazineLayout.DEPOT_EMPTY_OFFSET - MagazineLayout.DEPOT_FULL_OFFSET);
        assertEquals(Long.BYTES, MagazineLayout.DEPOT_FULLS_OFFSET - MagazineLayout.DEPOT_EMPTY_OFFSET);
        assertEquals(CacheLine.SPACING, MagazineLayout.coreOffset(0));
        assertEquals(CacheLine.SPACING, MagazineLayout.coreOffset(1) - MagazineLayout.coreOffset(0));
        assertTrue(MagazineLayout.CORE_LOADED_OFFSET >= MagazineLayout.CORE_LOCK_OFFSET + SpinLock.LENGTH_BYTES);
        assertEquals(Long.BYTES, MagazineLayout.CORE_LOADED_ROUNDS_OFFSET - MagazineLayout.CORE_LOADED_OFFSET);
        assertEquals(Long.BYTES, MagazineLayout.CORE_PREVIOUS_OFFSET - MagazineLayout.CORE_LOADED_ROUNDS_OFFSET);
        assertEquals(Long.BYTES, MagazineLayout.CORE_PREVIOUS_ROUNDS_OFFSET - MagazineLayout.CORE_PREVIOUS_OFFSET);
        assertTrue(MagazineLayout.CORE_PREVIOUS_ROUNDS_OFFSET + Long.BYTES <= CacheLine.SPACING);
        assertEquals(MagazineLayout.coreOffset(cores), layout.magazineOffset(0));
        long magazine = layout.magazineOffset(1) - layout.magazineOffset(0);
        assertTrue(magazine >= MagazineLayout.ROUNDS_OFFSET + (long) MagazineLayout.ROUNDS * Long.BYTES);
        assertTrue(layout.bitsOffset() >= layout.magazineOffset(layout.magazines()));
        assertEquals(0, layout.bitsOffset() % CacheLine.BYTES);
        assertTrue(layout.lengthBytes() >= layout.bitsOffset() + (frames + 63) / 64 * Long.BYTES);
    }
}
