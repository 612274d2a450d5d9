package io.ballonet.scenario.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.trace.PageAccess;
import io.ballonet.trace.PageTrace;
import io.ballonet.trace.ShippedTraces;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A guest's clock on real frames against the exact misses of CLOCK. */
final class LiveReplayTest {
    private static final int TRACE = 0;
    private static final int FRAMES = 3;
    private static final int POLICY = 5;
    private static final int MISSES = 6;
    private static final int WRITEBACKS = 7;

    private static List<String[]> clockRows(String trace) throws IOException {
        List<String[]> rows = new ArrayList<>();
        try (InputStream csv = PageTrace.class.getResourceAsStream("oracle-own.csv")) {
            assertNotNull(csv, "oracle-own.csv is beside the traces");
            for (String line : new String(csv.readAllBytes(), StandardCharsets.US_ASCII).split("\n", -1)) {
                String[] cells = line.strip().split(",", -1);
                if (cells[TRACE].equals(trace) && cells[POLICY].equals("CLOCK1")) {
                    rows.add(cells);
                }
            }
        }
        return rows;
    }

    @ParameterizedTest
    @ValueSource(strings = {"own_sqlite", "own_sort", "own_cc1"})
    void faultsAndWritebacksEqualClock1sToTheLastOne(String name) throws IOException {
        PageTrace trace = PageTrace.load(ShippedTraces.source(name));
        List<String[]> rows = clockRows(name);
        assertEquals(5, rows.size());
        for (String[] row : rows) {
            LiveReplay.Counts counts = LiveReplay.run(trace, Integer.parseInt(row[FRAMES]), true);
            assertEquals(
                    row[MISSES] + " misses, " + row[WRITEBACKS] + " write-backs",
                    counts.faults() + " misses, " + counts.writebacks() + " write-backs",
                    name + " at " + row[FRAMES] + " frames");
        }
    }

    @Test
    void withoutShootdownsTheTlbHidesTouchesFromTheClock() {
        PageTrace trace = PageTrace.load(ShippedTraces.source("own_sqlite"));
        LiveReplay.Counts exact = LiveReplay.run(trace, 87, true);
        LiveReplay.Counts hidden = LiveReplay.run(trace, 87, false);
        assertTrue(hidden.walks() < exact.walks(), "the TLB served more: " + hidden + ", " + exact);
        assertTrue(hidden.faults() > exact.faults(), "the clock chose worse: " + hidden + ", " + exact);
    }

    @Test
    void allMemoryFaultsOnceForEachPage() {
        long[] accesses = new long[1_000];
        for (int i = 0; i < accesses.length; i++) {
            accesses[i] = PageAccess.of(i % 7 * 1_000L, i % 3 == 0);
        }
        LiveReplay.Counts counts = LiveReplay.run(PageTrace.of("seven pages", accesses), 7, true);
        assertEquals(7, counts.faults());
        assertEquals(0, counts.writebacks());
    }
}
