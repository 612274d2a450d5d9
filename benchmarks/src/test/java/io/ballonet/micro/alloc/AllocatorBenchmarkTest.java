package io.ballonet.micro.alloc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.frame.alloc.FrameAllocators;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.annotations.Param;

/** The benchmarks do what they say: each parameter changes something, each method leaves the allocator as it found it. */
class AllocatorBenchmarkTest {
    private static final int FRAMES = 1 << 13;

    private final FilledAllocator filled = new FilledAllocator();
    private final Caller caller = new Caller();
    private final Shortage shortage = new Shortage();

    static List<String> contenders() {
        return FrameAllocators.REGISTRY.names();
    }

    @BeforeEach
    void shrink() {
        filled.frames = FRAMES;
        caller.begin(1);
    }

    @AfterEach
    void nothingRanShort() {
        assertEquals(0, shortage.noFrame);
    }

    @Test
    void contendersAreTheRegistry() throws NoSuchFieldException {
        Param param = FilledAllocator.class.getField("contender").getAnnotation(Param.class);
        assertArrayEquals(FrameAllocators.REGISTRY.names().toArray(), param.value());
    }

    @Test
    void contenderChoosesTheAllocator() {
        filled.fill();
        Class<?> tree = filled.allocator.getClass();
        filled.validate();
        filled.contender = "bitmap";
        filled.fill();
        assertNotEquals(tree, filled.allocator.getClass());
        filled.validate();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.25, 0.5, 0.9375})
    void fillHoldsThatPartAtRandomPlaces(double fill) {
        filled.fill = fill;
        filled.fill();
        assertEquals(Math.round(FRAMES * (1 - fill)), filled.allocator.freeFrames());
        long freeInLowerHalf = 0;
        for (int frame = 0; frame < FRAMES / 2; frame++) {
            freeInLowerHalf += filled.allocator.isFree(frame) ? 1 : 0;
        }
        assertEquals(0.5 * (1 - fill), (double) freeInLowerHalf / FRAMES, 0.03);
        filled.validate();
    }

    @Test
    void orderReachesTheAllocator() {
        filled.order = 1;
        filled.fill();
        assertThrows(IllegalArgumentException.class, () -> new PairBenchmark().pair(filled, caller, shortage));
        filled.validate();
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 512})
    void batchIsThatManyFrames(int frames) {
        filled.fill();
        BatchBenchmark.Batch list = new BatchBenchmark.Batch();
        list.batch = frames;
        list.map();
        assertEquals(frames, new BatchBenchmark().batch(filled, caller, shortage, list));
        assertEquals(frames * (frames - 1L) / 2, new BatchBenchmark().baseline(list));
        list.unmap();
        leftAsFound();
    }

    @ParameterizedTest
    @MethodSource("contenders")
    void everyMethodRunsOnEveryContender(String contender) {
        filled.contender = contender;
        filled.fill();
        PairBenchmark pair = new PairBenchmark();
        assertTrue(pair.pair(filled, caller, shortage) >= 0);
        assertTrue(pair.pairOfTwoThreads(filled, caller, shortage) >= 0);
        bulk();
        randomFree();
        randomReplace();
        leftAsFound();
    }

    private void bulk() {
        HeldFrames.Empty list = new HeldFrames.Empty();
        list.count = 100;
        assertEquals(100, new BulkBenchmark().bulk(filled, caller, shortage, list));
        assertEquals(FRAMES / 2 - 100, filled.allocator.freeFrames());
        list.after(filled, caller);
        assertEquals(0, list.frames.size());
        list.unmap();
    }

    private void randomFree() {
        HeldFrames.Refilled list = new HeldFrames.Refilled();
        list.count = 1000;
        RandomFreeBenchmark.Batch batch = new RandomFreeBenchmark.Batch();
        batch.map();
        RandomFreeBenchmark benchmark = new RandomFreeBenchmark();
        list.before(filled, caller);
        assertEquals(FRAMES / 2 - 1000, filled.allocator.freeFrames());
        assertEquals(1000, benchmark.randomFree(filled, caller, list));
        list.before(filled, caller);
        assertEquals(1000, benchmark.randomFreeInBatches(filled, caller, list, batch));
        batch.unmap();
        list.unmap();
    }

    private void randomReplace() {
        HeldFrames.Kept list = new HeldFrames.Kept();
        list.count = 50;
        list.before(filled, caller);
        BitSet replaced = new BitSet();
        for (int i = 0; i < 200; i++) {
            replaced.set((int) new RandomReplaceBenchmark().randomReplace(filled, caller, list));
        }
        assertTrue(!replaced.isEmpty());
        filled.allocator.freeBatch(list.frames, 0);
        list.unmap();
    }

    private void leftAsFound() {
        assertEquals(FRAMES / 2, filled.allocator.freeFrames());
        filled.validate();
    }
}
