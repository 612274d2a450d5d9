package io.ballonet.trace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PageTraceTest {
    @TempDir
    Path folder;

    @Test
    void numbersPagesByFirstTouch() {
        PageTrace trace = PageTrace.of(
                "t",
                PageAccess.of(900, false),
                PageAccess.of(7, true),
                PageAccess.of(900, true),
                PageAccess.of(PageAccess.MAX_PAGE, false),
                PageAccess.of(0, false),
                PageAccess.of(7, false));
        PageNumbering numbering = trace.numbering();
        assertArrayEquals(new int[] {0, 1, 0, 2, 3, 1}, numbering.ids());
        assertEquals(4, trace.distinctPages());
        assertEquals(900, numbering.page(0));
        assertEquals(PageAccess.MAX_PAGE, numbering.page(2));
    }

    @Test
    void numbersAsASlowMapDoes() {
        long seed = 23;
        Random random = new Random(seed);
        long[] accesses = random.longs(30_000)
                .map(bits -> PageAccess.of((bits & 0xfff) << random.nextInt(40), (bits & 1) == 0))
                .toArray();
        PageTrace trace = PageTrace.of("t", accesses);
        Map<Long, Integer> idOf = new LinkedHashMap<>();
        for (int i = 0; i < accesses.length; i++) {
            long page = PageAccess.page(accesses[i]);
            int id = idOf.computeIfAbsent(page, unseen -> idOf.size());
            assertEquals(id, trace.numbering().ids()[i], "seed=" + seed + ", access=" + i);
            assertEquals(page, trace.numbering().page(id), "seed=" + seed + ", access=" + i);
        }
        assertEquals(idOf.size(), trace.distinctPages(), "seed=" + seed);
    }

    @Test
    void loadsWhatTheReaderStreams() {
        StringBuilder text = new StringBuilder();
        int accesses = 200_000;
        for (int i = 0; i < accesses; i++) {
            text.append(i % 3 == 0 ? "W " : "R ")
                    .append(Integer.toHexString(i % 1000))
                    .append('\n');
        }
        PageTrace trace = PageTrace.load(TraceFiles.text(folder, text.toString()));
        assertEquals(accesses, trace.length());
        assertEquals("t", trace.name());
        assertEquals(1000, trace.distinctPages());
        for (int i = 0; i < accesses; i++) {
            assertEquals(PageAccess.of(i % 1000, i % 3 == 0), trace.accesses()[i]);
        }
    }

    @Test
    void refusesAnEmptyTraceAndPagesOutOfRange() {
        assertThrows(IllegalArgumentException.class, () -> PageTrace.of("t"));
        String message = String.valueOf(assertThrows(IllegalArgumentException.class, () -> PageTrace.of("t", 2, -2))
                .getMessage());
        assertTrue(message.contains("access=1"), message);
    }

    @Test
    void packsPageAndOperation() {
        for (long page : new long[] {0, 1, 0xfffff, PageAccess.MAX_PAGE}) {
            for (boolean isWrite : new boolean[] {false, true}) {
                long access = PageAccess.of(page, isWrite);
                assertEquals(page, PageAccess.page(access));
                assertEquals(isWrite, PageAccess.isWrite(access));
                assertTrue(access >= 0, "never negative");
            }
        }
    }
}
