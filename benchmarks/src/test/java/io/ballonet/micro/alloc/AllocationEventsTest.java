package io.ballonet.micro.alloc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.trace.PageAccess;
import io.ballonet.trace.PageTrace;
import io.ballonet.trace.ShippedTraces;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllocationEventsTest {
    private static final long SEED = 20_261_122L;

    @ParameterizedTest
    @ValueSource(strings = {"own_cc1", "own_sqlite", "own_sort"})
    void everyPageIsAllocatedAndFreedInTurn(String name) {
        PageTrace trace = PageTrace.load(ShippedTraces.source(name));
        int[] events = AllocationEvents.of(trace);
        assertArrayEquals(events, AllocationEvents.of(trace));
        BitSet resident = new BitSet();
        BitSet touched = new BitSet();
        int[] counts = new int[4];
        int batch = 0;
        for (int event : events) {
            int page = AllocationEvents.page(event);
            int kind = AllocationEvents.kind(event);
            counts[kind]++;
            assertEquals(kind != AllocationEvents.ALLOCATE, resident.get(page));
            resident.flip(page);
            touched.set(page);
            batch = kind == AllocationEvents.COLLECT ? batch + 1 : 0;
            assertTrue(batch < AllocationEvents.BATCH);
        }
        assertTrue(resident.isEmpty());
        assertEquals(trace.distinctPages(), touched.cardinality());
        for (int kind = 0; kind < counts.length; kind++) {
            assertTrue(counts[kind] > 0, name + ": kind=" + kind);
        }
    }

    @Test
    void touchOfAResidentPageIsNoEvent() {
        PageTrace trace = PageTrace.of("one", PageAccess.of(7, false), PageAccess.of(7, true), PageAccess.of(7, false));
        int[] events = AllocationEvents.of(trace);
        assertEquals(2, events.length);
        assertEquals(AllocationEvents.ALLOCATE, AllocationEvents.kind(events[0]));
        assertEquals(AllocationEvents.FREE_BATCH, AllocationEvents.kind(events[1]));
    }

    @Test
    void guestHasNeverMoreFramesThanPages() {
        Random random = new Random(SEED);
        long[] accesses = random.longs(200_000, 0, 300)
                .map(page -> PageAccess.of(page, false))
                .toArray();
        int resident = 0;
        int most = 0;
        for (int event : AllocationEvents.of(PageTrace.of("random", accesses))) {
            resident += AllocationEvents.kind(event) == AllocationEvents.ALLOCATE ? 1 : -1;
            most = Math.max(most, resident);
        }
        assertEquals(0, resident, "seed=" + SEED);
        assertEquals(300, most, "seed=" + SEED);
    }

    @ParameterizedTest
    @MethodSource("io.ballonet.micro.alloc.AllocatorBenchmarkTest#contenders")
    void allFramesAreBackAtTheEndOfTheTrace(String contender) {
        FilledAllocator filled = new FilledAllocator();
        filled.contender = contender;
        filled.groups = 1 << 13;
        filled.begin();
        TraceEventsBenchmark.Events events = events("own_sqlite");
        TraceEventsBenchmark.GuestProcess guest = new TraceEventsBenchmark.GuestProcess();
        guest.begin(events);
        long free = filled.allocator.freeFrames();
        for (int pass = 0; pass < 2; pass++) {
            assertEquals(100, guest.play(100, filled, 0, events));
            assertNotEquals(free, filled.allocator.freeFrames());
            assertEquals(0, guest.play(events.packed.length - 100, filled, 0, events));
            assertEquals(free, filled.allocator.freeFrames());
        }
        guest.unmap();
        filled.validate();
    }

    @Test
    void traceChoosesTheEvents() {
        assertNotEquals(events("own_sqlite").pages, events("own_sort").pages);
    }

    private static TraceEventsBenchmark.Events events(String trace) {
        TraceEventsBenchmark.Events events = new TraceEventsBenchmark.Events();
        events.trace = trace;
        events.derive();
        return events;
    }
}
