package io.ballonet.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ballonet.paging.GuestEntry;
import io.ballonet.paging.GuestPageTables;
import io.ballonet.paging.ReverseMap;
import io.ballonet.scan.AccessView;
import io.ballonet.scan.ReverseMapView;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The access view of a guest against plain arrays, by seed. */
class ReverseMapViewTest {
    private static final int OPERATIONS = 3_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void viewAgreesWithAPlainReference(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int pages = 1 + random.nextInt(300);
        long[] entries = new long[pages];
        long[] offsets = new long[pages];
        String where = "seed=" + seed + ", pages=" + pages;
        try (GuestPageTables tables = new GuestPageTables(pages);
                ReverseMap map = new ReverseMap(pages)) {
            AccessView view = new ReverseMapView(map, tables);
            long root = tables.newRoot(0);
            assertEquals(pages, view.pages());
            for (int i = 0; i < OPERATIONS; i++) {
                int page = random.nextInt(pages);
                int word = random.nextInt((pages + 63) / 64);
                int from = random.nextInt(pages + 1);
                int to = from + random.nextInt(pages + 1 - from);
                switch (random.nextInt(9)) {
                    case 0, 1, 2 -> {
                        offsets[page] = tables.leafOrCreate(root, page * 7L);
                        entries[page] = anyEntry(random, page);
                        tables.setRelease(offsets[page], entries[page]);
                        map.mapRelease(page, offsets[page]);
                    }
                    case 3 -> {
                        map.unmap(page);
                        offsets[page] = 0;
                    }
                    case 4 -> {
                        assertEquals(isAccessed(entries, offsets, page), view.clearAccessed(page), where);
                        clear(entries, offsets, page, page + 1);
                    }
                    case 5 -> {
                        long mask = random.nextLong() & -1L >>> Math.max(0, 64 - (pages - word * 64));
                        long expected = word(entries, offsets, word, true) & mask;
                        assertEquals(expected, view.clearAccessedWord(word, mask), where);
                        for (int bit = 0; bit < Math.min(64, pages - word * 64); bit++) {
                            if ((mask >>> bit & 1) != 0) {
                                clear(entries, offsets, word * 64 + bit, word * 64 + bit + 1);
                            }
                        }
                    }
                    case 6 -> {
                        assertEquals(count(entries, offsets, from, to), view.clearAccessed(from, to), where);
                        clear(entries, offsets, from, to);
                    }
                    case 7 -> assertEquals(count(entries, offsets, from, to), view.countAccessed(from, to), where);
                    default -> {
                        assertEquals(isCandidate(entries, offsets, page), view.isCandidate(page), where);
                        assertEquals(isAccessed(entries, offsets, page), view.isAccessed(page), where);
                        assertEquals(word(entries, offsets, word, false), view.candidateWord(word), where);
                        assertEquals(word(entries, offsets, word, true), view.accessedWord(word), where);
                    }
                }
                if (offsets[page] != 0) {
                    assertEquals(entries[page], tables.entryAcquire(offsets[page]), where + ": other bits stay");
                }
            }
        }
    }

    private static long anyEntry(SplittableRandom random, int page) {
        long present = GuestEntry.present(random.nextInt(8) == 0 ? page + 1L : page, random.nextBoolean())
                | (random.nextBoolean() ? GuestEntry.ACCESSED : 0)
                | (random.nextBoolean() ? GuestEntry.DIRTY : 0);
        return switch (random.nextInt(5)) {
            case 0 -> GuestEntry.pin(present);
            case 1 -> GuestEntry.EMPTY;
            default -> present;
        };
    }

    private static boolean isCandidate(long[] entries, long[] offsets, int page) {
        return offsets[page] != 0 && GuestEntry.isPresent(entries[page]) && GuestEntry.ppn(entries[page]) == page;
    }

    private static boolean isAccessed(long[] entries, long[] offsets, int page) {
        return isCandidate(entries, offsets, page) && GuestEntry.isAccessed(entries[page]);
    }

    private static void clear(long[] entries, long[] offsets, int from, int to) {
        for (int page = from; page < to; page++) {
            if (isAccessed(entries, offsets, page)) {
                entries[page] &= ~GuestEntry.ACCESSED;
            }
        }
    }

    private static long count(long[] entries, long[] offsets, int from, int to) {
        long count = 0;
        for (int page = from; page < to; page++) {
            count += isAccessed(entries, offsets, page) ? 1 : 0;
        }
        return count;
    }

    private static long word(long[] entries, long[] offsets, int word, boolean accessed) {
        long bits = 0;
        for (int page = word * 64; page < Math.min(entries.length, word * 64 + 64); page++) {
            boolean is = accessed ? isAccessed(entries, offsets, page) : isCandidate(entries, offsets, page);
            bits |= (is ? 1L : 0) << page;
        }
        return bits;
    }
}
