package io.ballonet.micro.alloc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.infra.Control;

class RemoteFreeBenchmarkTest {
    private static final int SLOTS = 200;

    private final RemoteFreeBenchmark benchmark = new RemoteFreeBenchmark();

    @ParameterizedTest
    @MethodSource("io.ballonet.micro.alloc.AllocatorBenchmarkTest#contenders")
    void whatOneThreadAllocatesTheOtherFrees(String contender) throws Exception {
        FilledAllocator filled = new FilledAllocator();
        filled.contender = contender;
        filled.groups = 1 << 13;
        filled.begin();
        HandOver handOver = new HandOver();
        Control control = new Control();
        HandOver.Side one = new HandOver.Side();
        HandOver.Side other = new HandOver.Side();
        Retries retries = new Retries();
        FutureTask<Boolean> allocating = new FutureTask<>(() -> allocate(filled, handOver, one, control), true);
        Thread.ofPlatform().daemon().start(allocating);
        Caller freeing = new Caller();
        freeing.begin(1);
        for (int slot = 0; slot < SLOTS; slot++) {
            assertNotEquals(0, benchmark.free(filled, freeing, handOver, other, control, retries));
        }
        allocating.get();
        assertEquals(filled.groups / 2, filled.allocator.freeFrames());
        handOver.unmap();
        filled.validate();
    }

    private void allocate(FilledAllocator filled, HandOver handOver, HandOver.Side one, Control control) {
        Caller allocating = new Caller();
        allocating.begin(0);
        for (int slot = 0; slot < SLOTS; slot++) {
            benchmark.allocate(filled, allocating, handOver, one, control);
        }
    }

    @Test
    void numbersArriveOnceAndInOrder() {
        HandOver handOver = new HandOver();
        Control control = new Control();
        HandOver.Side one = new HandOver.Side();
        HandOver.Side other = new HandOver.Side();
        for (int slot = 0; slot < 20; slot++) {
            assertNotEquals(0, benchmark.write(handOver, one, control));
            assertEquals(64 * 63 / 2, benchmark.read(handOver, other, control));
        }
        handOver.unmap();
    }

    @Test
    void endOfAnIterationEndsTheWait() {
        HandOver handOver = new HandOver();
        Control control = new Control();
        control.stopMeasurement = true;
        assertEquals(0, benchmark.read(handOver, new HandOver.Side(), control));
        handOver.unmap();
    }
}
