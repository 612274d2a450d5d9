package io.ballonet.frame.alloc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The choices of {@link TreePolicy}, and that {@link TreeEntries#search} follows them. */
class TreePolicyTest {
    @ParameterizedTest
    @CsvSource({
        "0, 2048, 2",
        "1, 2048, 3",
        "1984, 2048, 3",
        "1985, 2048, 1",
        "2047, 2048, 1",
        "2048, 2048, 0",
        "0, 5, 2",
        "1, 5, 1",
        "5, 5, 0"
    })
    void ranksPartlyUsedAboveUntouchedAboveScarce(int allocated, int frames, int rank) {
        assertEquals(rank, TreePolicy.rank(allocated, frames));
    }

    @Test
    void searchLooksForPartlyUsedTreesOnlyNearby() {
        assertTrue(TreePolicy.endsSearch(TreePolicy.PARTIAL, 0));
        assertFalse(TreePolicy.endsSearch(TreePolicy.UNTOUCHED, TreePolicy.VICINITY - 1));
        assertTrue(TreePolicy.endsSearch(TreePolicy.UNTOUCHED, TreePolicy.VICINITY));
        assertFalse(TreePolicy.endsSearch(TreePolicy.SCARCE, 1L << 30));
        assertFalse(TreePolicy.endsSearch(TreePolicy.FULL, 1L << 30));
    }

    @Test
    void bitfieldIsThePreferredOneOrTheNextWithRoom() {
        long entry = TreeEntry.claimed(TreeEntry.claimed(0, 2, 512), 3, 512);
        assertEquals(1, TreePolicy.bitfield(entry, 1));
        assertEquals(0, TreePolicy.bitfield(entry, 2));
        long full = TreeEntry.claimed(TreeEntry.claimed(entry, 0, 512), 1, 512);
        assertEquals(-1, TreePolicy.bitfield(full, 1));
    }

    @Test
    void bitfieldIsPartlyUsedRatherThanUntouched() {
        long entry = TreeEntry.claimed(TreeEntry.claimed(0, 0, 512), 2, 5);
        assertEquals(2, TreePolicy.bitfield(entry, 0));
        assertEquals(1, TreePolicy.bitfield(entry, 1), "the preferred one comes first all the same");
        assertEquals(2, TreePolicy.bitfield(entry, 0, 256, 0));
        assertEquals(1, TreePolicy.bitfield(entry, 0, 256, 1 << 2));
        assertEquals(1, TreePolicy.bitfield(entry, 0, 508, 0), "too little room in the partly used one");
        assertEquals(3, TreePolicy.bitfield(entry, 2, 512, 0));
        assertEquals(1, TreePolicy.bitfield(entry, 2, 512, 1 << 3));
        assertEquals(-1, TreePolicy.bitfield(entry, 2, 512, 1 << 1 | 1 << 3));
        long whole = TreeEntry.wholeClaimed(TreeEntry.wholeClaimed(entry, 1), 3);
        assertEquals(2, TreePolicy.bitfield(whole, 1));
        assertEquals(-1, TreePolicy.bitfield(whole, 1, 512, 0));
    }

    @Test
    void treeWithoutRoomForTheGroupIsFull() {
        long entry = 0;
        for (int bitfield = 0; bitfield < TreeEntry.BITFIELDS; bitfield++) {
            entry = TreeEntry.claimed(entry, bitfield, 400);
        }
        assertEquals(TreePolicy.PARTIAL, TreePolicy.rank(entry, 0, 1));
        assertEquals(TreePolicy.PARTIAL, TreePolicy.rank(entry, 0, 64));
        assertEquals(TreePolicy.FULL, TreePolicy.rank(entry, 0, 128));
        assertEquals(TreePolicy.FULL, TreePolicy.rank(entry, 0, 512));
        assertEquals(TreePolicy.UNTOUCHED, TreePolicy.rank(0, 0, 512));
        assertEquals(TreePolicy.UNTOUCHED, TreePolicy.rank(TreeEntry.claimed(0, 3, 12), 12, 1));
    }

    @Test
    void treeIsHotAfterFourFreesInARow() {
        long history = 0;
        for (int run = 1; run <= 6; run++) {
            history = TreePolicy.remembered(history, 0);
            assertEquals(run >= TreePolicy.HOT_AFTER ? 0 : -1, TreePolicy.hotTree(history));
        }
        history = TreePolicy.remembered(history, 9);
        assertEquals(-1, TreePolicy.hotTree(history));
    }

    @Test
    void coreTakesPartlyUsedTreeBeforeUntouchedOnes() {
        int tree = TreeLayout.FRAMES_PER_TREE;
        try (TreeAllocator allocator = TreeAllocator.create(8L * tree, 1)) {
            for (int i = 0; i < 3 * tree; i++) {
                allocator.allocate(0, 0);
            }
            for (long frame = 0; frame < 100; frame++) { // by turns, so that neither tree is hot
                allocator.free(frame, 0, 0);
                allocator.free(tree + frame, 0, 0);
            }
            assertEquals(0, allocator.allocate(0, 0));
        }
    }

    @Test
    void coreReturnsToTheTreeThatItLatelyFreedInto() {
        int tree = TreeLayout.FRAMES_PER_TREE;
        try (TreeAllocator allocator = TreeAllocator.create(200L * tree, 1)) {
            for (int i = 0; i < 100 * tree; i++) {
                allocator.allocate(0, 0);
            }
            for (long frame = 3L * tree; frame < 3L * tree + 100; frame++) {
                allocator.free(frame, 0, 0);
            }
            assertEquals(3L * tree, allocator.allocate(0, 0));
        }
    }

    @Test
    void coresStartInDifferentPlaces() {
        int tree = TreeLayout.FRAMES_PER_TREE;
        try (TreeAllocator allocator = TreeAllocator.create(100L * tree, 2)) {
            assertEquals(0, allocator.allocate(0, 0));
            assertEquals(50L * tree, allocator.allocate(0, 1));
            allocator.validate();
        }
    }
}
