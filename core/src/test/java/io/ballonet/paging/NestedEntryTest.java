package io.ballonet.paging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole table of {@link NestedEntry}'s transitions, illegal ones included. */
class NestedEntryTest {
    private static final long LAST = (1L << 40) - 1;
    private static final long[] NUMBERS = {0, 5, LAST};

    static Stream<Long> entries() {
        List<Long> entries = new ArrayList<>();
        entries.add(0L);
        entries.add(NestedEntry.balloon(0));
        for (long mpn : NUMBERS) {
            for (long bits :
                    new long[] {0, NestedEntry.ACCESSED, NestedEntry.DIRTY, NestedEntry.ACCESSED | NestedEntry.DIRTY}) {
                long backed = NestedEntry.back(0, mpn) | bits;
                entries.add(backed);
                entries.add(NestedEntry.revoke(backed));
            }
        }
        for (long state = 4; state < 8; state++) {
            entries.add(state);
        }
        return entries.stream();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void everyTransitionIsAsTheTableSays(long entry) {
        int state = NestedEntry.state(entry);
        long number = entry & ~7L;
        boolean canBeBacked = state == NestedEntry.UNBACKED || state == NestedEntry.BALLOONED;
        boolean canBeBallooned = state == NestedEntry.UNBACKED || state == NestedEntry.IN_TRANSIT;
        assertEquals(
                canBeBacked ? LAST << 12 | NestedEntry.BACKED : NestedEntry.ILLEGAL, NestedEntry.back(entry, LAST));
        assertEquals(
                state == NestedEntry.BACKED ? number | NestedEntry.IN_TRANSIT : NestedEntry.ILLEGAL,
                NestedEntry.revoke(entry));
        assertEquals(
                state == NestedEntry.IN_TRANSIT ? number | NestedEntry.BACKED : NestedEntry.ILLEGAL,
                NestedEntry.restore(entry));
        assertEquals(canBeBallooned ? NestedEntry.BALLOONED : NestedEntry.ILLEGAL, NestedEntry.balloon(entry));
        assertEquals(
                state == NestedEntry.BALLOONED ? NestedEntry.UNBACKED : NestedEntry.ILLEGAL,
                NestedEntry.deflate(entry));
        assertNotEquals(NestedEntry.ILLEGAL, entry);
    }

    @Test
    void fieldsDoNotOverlap() {
        long numbers = NestedEntry.mpnBytes(NestedEntry.back(0, LAST));
        assertEquals(LAST << 12, numbers);
        assertEquals(1L << 5, NestedEntry.ACCESSED);
        assertEquals(1L << 6, NestedEntry.DIRTY);
        assertEquals(0, numbers & (NestedEntry.STATE_MASK | NestedEntry.ACCESSED | NestedEntry.DIRTY));
        assertEquals(LAST, NestedEntry.mpn(NestedEntry.back(0, LAST)));
    }

    @Test
    void entryPrintsWhatItSays() {
        assertEquals("unbacked", NestedEntry.toString(0));
        assertEquals("backed(mpn=3)", NestedEntry.toString(NestedEntry.back(0, 3)));
        assertEquals("in transit(mpn=3)", NestedEntry.toString(NestedEntry.revoke(NestedEntry.back(0, 3))));
        assertEquals("ballooned", NestedEntry.toString(NestedEntry.balloon(0)));
    }
}
