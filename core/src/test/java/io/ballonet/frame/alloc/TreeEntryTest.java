package io.ballonet.frame.alloc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole transition table of {@link TreeEntry}, illegal rows included. */
class TreeEntryTest {
    private static final int LAST_CORE = TreeEntry.MOST_CORES - 1;

    @Test
    void fieldsFitTheWordAndDoNotOverlap() {
        long seen = TreeEntry.OWNER_MASK;
        for (int bitfield = 0; bitfield < TreeEntry.BITFIELDS; bitfield++) {
            long field = TreeEntry.COUNT_MASK << (bitfield * TreeEntry.COUNT_BITS);
            assertEquals(0, seen & field);
            seen |= field;
        }
        assertEquals(TreeEntry.BITFIELDS * TreeEntry.COUNT_BITS + TreeEntry.OWNER_BITS, Long.bitCount(seen));
        assertTrue(TreeEntry.COUNT_MASK >= TreeEntry.FRAMES_PER_BITFIELD);
        assertTrue(seen > 0, "the top bits stay clear");
    }

    @Test
    void zeroIsFreeAndUnreserved() {
        assertEquals(0, TreeEntry.allocated(0));
        assertFalse(TreeEntry.isReserved(0));
        assertEquals(TreeEntry.NO_OWNER, TreeEntry.owner(0));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void claimMovesOneCountAndNothingElse(int bitfield) {
        long full = 0;
        for (int other = 0; other < TreeEntry.BITFIELDS; other++) {
            full = other == bitfield ? full : TreeEntry.claimed(full, other, TreeEntry.FRAMES_PER_BITFIELD);
        }
        full = TreeEntry.reservedBy(full, LAST_CORE);
        for (int frames = 0; frames <= TreeEntry.FRAMES_PER_BITFIELD; frames++) {
            long claimed = TreeEntry.claimed(full, bitfield, frames);
            assertEquals(frames, TreeEntry.allocated(claimed, bitfield));
            assertEquals(TreeEntry.FRAMES_PER_BITFIELD - frames, TreeEntry.free(claimed, bitfield));
            assertEquals(3 * TreeEntry.FRAMES_PER_BITFIELD + frames, TreeEntry.allocated(claimed));
            assertEquals(LAST_CORE, TreeEntry.owner(claimed));
            assertEquals(full, claimed - TreeEntry.units(bitfield, frames));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 513", "512, 1", "500, 13", "0, -1"})
    void claimRejectsMoreThanIsFree(int allocated, int frames) {
        long entry = TreeEntry.claimed(0, 2, allocated);
        assertThrows(IllegalArgumentException.class, () -> TreeEntry.claimed(entry, 2, frames));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void hugeFrameMovesOneCountFromZeroAndBack(int bitfield) {
        long entry = TreeEntry.reservedBy(TreeEntry.claimed(0, (bitfield + 1) % TreeEntry.BITFIELDS, 300), LAST_CORE);
        long whole = TreeEntry.wholeClaimed(entry, bitfield);
        assertTrue(TreeEntry.isWhole(whole, bitfield));
        assertEquals(TreeEntry.FRAMES_PER_BITFIELD, TreeEntry.allocated(whole, bitfield));
        assertEquals(0, TreeEntry.free(whole, bitfield));
        assertEquals(300 + TreeEntry.FRAMES_PER_BITFIELD, TreeEntry.allocated(whole));
        assertEquals(LAST_CORE, TreeEntry.owner(whole));
        assertEquals(entry, TreeEntry.wholeFreed(whole, bitfield));
        assertThrows(IllegalArgumentException.class, () -> TreeEntry.wholeClaimed(whole, bitfield));
        assertThrows(IllegalArgumentException.class, () -> TreeEntry.wholeFreed(entry, bitfield));
        assertThrows(IllegalArgumentException.class, () -> TreeEntry.claimed(whole, bitfield, 1));
    }

    @Test
    void untouchedBitfieldIsFoundWhereverItIs() {
        int[] counts = {0, 1, 2, 511, 512};
        for (int code = 0; code < counts.length * counts.length * counts.length * counts.length; code++) {
            long entry = code % 2 == 0 ? 0 : TreeEntry.reservedBy(0, LAST_CORE);
            boolean untouched = false;
            int rest = code;
            for (int bitfield = 0; bitfield < TreeEntry.BITFIELDS; bitfield++) {
                int count = counts[rest % counts.length];
                rest /= counts.length;
                entry = TreeEntry.claimed(entry, bitfield, count);
                untouched |= count == 0;
            }
            assertEquals(untouched, TreeEntry.hasUntouched(entry), "entry=0x" + Long.toHexString(entry));
        }
        assertTrue(TreeEntry.hasUntouched(TreeEntry.wholeClaimed(0, 0)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 511, 512})
    void hugeFrameNeedsAnUntouchedBitfield(int allocated) {
        long entry = TreeEntry.claimed(0, 1, allocated);
        assertFalse(TreeEntry.isWhole(entry, 1));
        assertThrows(IllegalArgumentException.class, () -> TreeEntry.wholeClaimed(entry, 1));
        assertThrows(IllegalArgumentException.class, () -> TreeEntry.wholeFreed(entry, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 77, LAST_CORE})
    void reservationNamesTheCoreAndEndsWhereItBegan(int core) {
        long entry = TreeEntry.claimed(TreeEntry.claimed(0, 0, 512), 3, 512);
        long reserved = TreeEntry.reservedBy(entry, core);
        assertEquals(core, TreeEntry.owner(reserved));
        assertEquals(1024, TreeEntry.allocated(reserved));
        assertEquals(entry, TreeEntry.released(reserved));
        assertThrows(IllegalArgumentException.class, () -> TreeEntry.reservedBy(reserved, 0));
        assertThrows(IllegalArgumentException.class, () -> TreeEntry.released(entry));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, TreeEntry.MOST_CORES})
    void reservationRejectsCoresThatHaveNoRoom(int core) {
        assertThrows(IllegalArgumentException.class, () -> TreeEntry.reservedBy(0, core));
    }
}
