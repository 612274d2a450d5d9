package io.ballonet.micro.alloc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FillingBenchmarkTest {
    private static final int FRAMES = 1 << 14;

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 0.9, 0.95, 0.99})
    void occupancyIsKeptAndItsHolesMove(double fill) {
        FillingBenchmark.Occupied occupied = new FillingBenchmark.Occupied();
        occupied.groups = FRAMES;
        occupied.fill = fill;
        occupied.begin();
        Caller caller = new Caller();
        caller.begin(0);
        FillingBenchmark.Share share = new FillingBenchmark.Share();
        share.frames = FillingBenchmark.Share.part(occupied, 0, 1);
        long free = occupied.allocator.freeFrames();
        assertEquals(Math.round(FRAMES * (1 - fill)), free);
        Set<Long> before = freeFrames(occupied);
        for (int round = 0; round < 10; round++) {
            new FillingBenchmark().filling(occupied, caller, share, new FillingBenchmark.Retried());
            assertEquals(free - FillingBenchmark.ALLOCATIONS, occupied.allocator.freeFrames());
            share.free(occupied, caller);
            assertEquals(free, occupied.allocator.freeFrames());
        }
        if (fill > 0) {
            assertNotEquals(before, freeFrames(occupied));
        }
        share.unmap();
        occupied.validate();
    }

    private static Set<Long> freeFrames(FillingBenchmark.Occupied occupied) {
        Set<Long> free = new HashSet<>();
        for (long frame = 0; frame < FRAMES; frame++) {
            if (occupied.allocator.isFree(frame)) {
                free.add(frame);
            }
        }
        return free;
    }
}
