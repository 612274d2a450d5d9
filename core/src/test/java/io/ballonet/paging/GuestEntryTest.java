package io.ballonet.paging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole table of {@link GuestEntry}'s transitions, illegal ones included. */
class GuestEntryTest {
    private static final long[] NUMBERS = {0, 1, 77, (1L << 40) - 1};
    private static final long SLOT = (1L << 40) - 2;

    enum Kind {
        EMPTY,
        PRESENT,
        PINNED,
        SWAPPED
    }

    record Entry(Kind kind, long word) {}

    static Stream<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        entries.add(new Entry(Kind.EMPTY, GuestEntry.EMPTY));
        for (long number : NUMBERS) {
            for (boolean writable : new boolean[] {false, true}) {
                for (long bits :
                        new long[] {0, GuestEntry.ACCESSED, GuestEntry.DIRTY, GuestEntry.ACCESSED | GuestEntry.DIRTY}) {
                    long present = GuestEntry.present(number, writable) | bits;
                    entries.add(new Entry(Kind.PRESENT, present));
                    entries.add(new Entry(Kind.PINNED, GuestEntry.pin(present)));
                    entries.add(new Entry(Kind.SWAPPED, GuestEntry.swapOut(GuestEntry.pin(present), number)));
                }
            }
        }
        return entries.stream();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void everyTransitionIsAsTheTableSays(Entry entry) {
        long word = entry.word();
        boolean isPinned = entry.kind() == Kind.PINNED;
        long kept = word & ~(GuestEntry.PRESENT | GuestEntry.PINNED);
        assertEquals(
                entry.kind() == Kind.PRESENT ? kept | GuestEntry.PINNED : GuestEntry.ILLEGAL, GuestEntry.pin(word));
        assertEquals(isPinned ? kept | GuestEntry.PRESENT : GuestEntry.ILLEGAL, GuestEntry.unpin(word));
        assertEquals(
                isPinned ? SLOT << 12 | word & GuestEntry.WRITABLE | GuestEntry.SWAPPED : GuestEntry.ILLEGAL,
                GuestEntry.swapOut(word, SLOT));
        assertEquals(isPinned ? GuestEntry.EMPTY : GuestEntry.ILLEGAL, GuestEntry.forget(word));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void entryIsOfOneKindAndNeverTheSentinel(Entry entry) {
        long word = entry.word();
        assertEquals(entry.kind() == Kind.PRESENT, GuestEntry.isPresent(word));
        assertEquals(entry.kind() == Kind.PINNED, GuestEntry.isPinned(word));
        assertEquals(entry.kind() == Kind.SWAPPED, GuestEntry.isSwapped(word));
        assertNotEquals(GuestEntry.ILLEGAL, word);
        assertEquals(0, word >>> 52, "bits 52 to 63");
    }

    @Test
    void bitsAreWhereTheDiagramHasThem() {
        long[] bits = {
            GuestEntry.PRESENT,
            GuestEntry.WRITABLE,
            GuestEntry.ACCESSED,
            GuestEntry.DIRTY,
            GuestEntry.PINNED,
            GuestEntry.SWAPPED
        };
        long[] places = {0, 1, 5, 6, 9, 10};
        for (int i = 0; i < bits.length; i++) {
            assertEquals(1L << places[i], bits[i]);
            assertEquals(0, bits[i] & GuestEntry.present((1L << 40) - 1, false) & ~GuestEntry.PRESENT);
        }
    }

    @Test
    void pinKeepsNumberAndBits() {
        long word = GuestEntry.present(1234, true) | GuestEntry.DIRTY;
        assertEquals(word, GuestEntry.unpin(GuestEntry.pin(word)));
        assertEquals(1234, GuestEntry.ppn(GuestEntry.pin(word)));
        assertTrue(GuestEntry.isDirty(GuestEntry.pin(word)), "I6: a dirty page stays dirty");
        assertFalse(GuestEntry.isDirty(GuestEntry.swapOut(GuestEntry.pin(word), 9)));
        assertEquals(9, GuestEntry.slot(GuestEntry.swapOut(GuestEntry.pin(word), 9)));
    }

    @Test
    void entryPrintsWhatItSays() {
        long word = GuestEntry.present(3, true) | GuestEntry.ACCESSED;
        assertEquals("present(ppn=3, W, A)", GuestEntry.toString(word));
        assertEquals("pinned(ppn=3, W, A)", GuestEntry.toString(GuestEntry.pin(word)));
        assertEquals("swapped(slot=8, W)", GuestEntry.toString(GuestEntry.swapOut(GuestEntry.pin(word), 8)));
        assertEquals("empty", GuestEntry.toString(GuestEntry.EMPTY));
    }
}
