package io.ballonet.micro.alloc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.frame.alloc.FrameAllocator;
import io.ballonet.frame.alloc.FrameAllocators;
import io.ballonet.unit.Contender;
import io.ballonet.unit.Role;
import java.lang.reflect.Field;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
    private final Retries retries = new Retries();

    /** Allocators that know which frames are free; peers do not. */
    static List<String> contenders() {
        return FrameAllocators.REGISTRY.names().stream()
                .filter(name -> FrameAllocators.REGISTRY.named(name).knowsFreeFrames())
                .toList();
    }

    @BeforeEach
    void shrink() {
        filled.groups = FRAMES;
        caller.begin(1);
    }

    @AfterEach
    void nothingRanShort() {
        assertEquals(0, shortage.noFrame);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {AllocatorUnderTest.class, FragmentationBenchmark.Scattered.class, InitialiseBenchmark.Fresh.class
            })
    void contendersAreTheRegistry(Class<?> state) throws NoSuchFieldException {
        Field contender = state.getField("contender");
        assertEquals(
                FrameAllocators.REGISTRY.names(),
                List.of(contender.getAnnotation(Param.class).value()));
    }

    static List<String> peers() {
        return FrameAllocators.REGISTRY.all().stream()
                .filter(peer -> peer.role() == Role.PEER && peer.unavailable().isEmpty())
                .map(Contender::registryName)
                .toList();
    }

    /** JMH begins and ends a run on whichever thread comes first, and a confined arena is closed only by its own. */
    @ParameterizedTest
    @MethodSource("peers")
    void peerIsFilledOnOneThreadAndEmptiedOnAnother(String peer) {
        filled.contender = peer;
        filled.begin();
        FrameAllocator allocator = filled.allocator;
        assertEquals(FRAMES / 2, allocator.freeFrames());
        assertTrue(new PairBenchmark().pair(filled, caller, shortage, retries) >= 0);
        CompletableFuture.runAsync(filled::validate).join();
        assertEquals(FRAMES, allocator.freeFrames());
    }

    @ParameterizedTest
    @ValueSource(strings = {"address", "native-call", "slot"})
    void adapterIsTheOneOfThatName(String name) {
        PeerAdapterBenchmark.Adapter adapter = new PeerAdapterBenchmark.Adapter();
        adapter.adapter = name;
        adapter.create();
        assertTrue(String.valueOf(assertThrows(UnsupportedOperationException.class, () -> adapter.allocator.isFree(0))
                        .getMessage())
                .contains("peer=none, by " + name.replace('-', ' ')));
        assertTrue(new PeerAdapterBenchmark().pair(adapter, caller) >= 0);
        adapter.validate();
    }

    @Test
    void contenderChoosesTheAllocator() {
        filled.begin();
        Class<?> tree = filled.allocator.getClass();
        filled.validate();
        filled.contender = "bitmap";
        filled.begin();
        assertNotEquals(tree, filled.allocator.getClass());
        filled.validate();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.25, 0.5, 0.9375})
    void fillHoldsThatPartAtRandomPlaces(double fill) {
        filled.fill = fill;
        filled.begin();
        assertEquals(Math.round(FRAMES * (1 - fill)), filled.allocator.freeFrames());
        assertEquals(Math.round(FRAMES * fill), filled.held.size());
        long freeInLowerHalf = 0;
        for (int frame = 0; frame < FRAMES / 2; frame++) {
            freeInLowerHalf += filled.allocator.isFree(frame) ? 1 : 0;
        }
        assertEquals(0.5 * (1 - fill), (double) freeInLowerHalf / FRAMES, 0.03);
        filled.validate();
    }

    @Test
    void orderIsThatOfEveryCallAndFillIsCountedInGroups() {
        for (String contender : contenders()) {
            if (FrameAllocators.REGISTRY.named(contender).maxOrder() > 0
                    && FrameAllocators.REGISTRY.named(contender).coalesces()) {
                filled.contender = contender;
                filled.order = 1;
                filled.begin();
                assertEquals(2L * FRAMES, filled.allocator.frames());
                assertEquals(FRAMES, filled.allocator.freeFrames());
                assertEquals(0, new PairBenchmark().pair(filled, caller, shortage, retries) & 1);
                assertEquals(FRAMES, filled.allocator.freeFrames());
                filled.validate();
            }
        }
    }

    @Test
    void threadsPassTheirOwnCoreOrTheSame() {
        Caller.OfOneCore same = new Caller.OfOneCore();
        for (int thread = 0; thread < AllocatorUnderTest.CORES; thread++) {
            caller.begin(thread);
            same.begin(thread);
            assertEquals(thread, caller.core);
            assertEquals(0, same.core);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 512})
    void batchIsThatManyFrames(int frames) {
        filled.begin();
        BatchBenchmark.Batch list = new BatchBenchmark.Batch();
        list.batch = frames;
        list.map();
        assertEquals(frames, new BatchBenchmark().batch(filled, caller, shortage, retries, list));
        assertEquals(frames * (frames - 1L) / 2, new BatchBenchmark().baseline(list));
        list.unmap();
        leftAsFound();
    }

    @Test
    void bulkInBatchesAsksForThatManyAtATime() {
        filled.begin();
        BulkBenchmark.BatchSize size = new BulkBenchmark.BatchSize();
        HeldFrames.Empty list = new HeldFrames.Empty();
        list.count = 100;
        assertEquals(100, new BulkBenchmark().bulkInBatches(filled, caller, shortage, retries, list, size));
        assertEquals(FRAMES / 2 - 100, filled.allocator.freeFrames());
        list.after(filled, caller);
        list.unmap();
        leftAsFound();
    }

    @ParameterizedTest
    @MethodSource("contenders")
    void everyMethodRunsOnEveryContender(String contender) {
        filled.contender = contender;
        filled.begin();
        PairBenchmark pair = new PairBenchmark();
        assertTrue(pair.pair(filled, caller, shortage, retries) >= 0);
        assertTrue(pair.pairOfFourThreads(filled, caller, shortage, retries) >= 0);
        assertTrue(pair.pairOfOneCore(filled, new Caller.OfOneCore(), shortage) >= 0);
        bulk();
        randomFree();
        randomReplace();
        leftAsFound();
    }

    @ParameterizedTest
    @MethodSource("contenders")
    void retriesAreThoseOfAnIterationOrNotCounted(String contender) {
        filled.contender = contender;
        filled.begin();
        long counted = filled.retries();
        double between = Retries.between(counted, filled.retries());
        if (counted == FrameAllocator.NOT_COUNTED) {
            assertTrue(Double.isNaN(between));
        } else {
            assertEquals(0, between);
        }
        filled.validate();
        assertEquals(counted, filled.retries(), "another thread may have ended the trial already");
        assertEquals(3, Retries.between(4, 7));
    }

    private void bulk() {
        HeldFrames.Empty list = new HeldFrames.Empty();
        list.count = 100;
        assertEquals(100, new BulkBenchmark().bulk(filled, caller, shortage, retries, list));
        assertEquals(FRAMES / 2 - 100, filled.allocator.freeFrames());
        list.after(filled, caller);
        assertEquals(0, list.frames.size());
        list.unmap();
    }

    private void randomFree() {
        long free = filled.allocator.freeFrames();
        Pool pool = new Pool();
        pool.fill(filled);
        HeldFrames.Mixed list = new HeldFrames.Mixed();
        list.count = 1000;
        RandomFreeBenchmark.Batch batch = new RandomFreeBenchmark.Batch();
        batch.map();
        RandomFreeBenchmark benchmark = new RandomFreeBenchmark();
        list.before(filled, caller, pool);
        assertEquals(free - 1000 - FRAMES / 16, filled.allocator.freeFrames());
        assertEquals(1000, benchmark.randomFree(filled, caller, retries, list));
        list.before(filled, caller, pool);
        assertEquals(1000, benchmark.randomFreeInBatches(filled, caller, list, batch));
        assertEquals(free - FRAMES / 16, filled.allocator.freeFrames());
        for (int slot = 0; slot < FRAMES / 16; slot++) {
            filled.allocator.free(pool.get(slot), 0, 0);
        }
        pool.unmap();
        batch.unmap();
        list.unmap();
    }

    @Test
    void poolGivesWhatOtherCoresPutIn() {
        filled.begin();
        Pool pool = new Pool();
        pool.fill(filled);
        BitSet mine = new BitSet();
        int strange = 0;
        for (int i = 0; i < FRAMES / 16; i++) {
            long frame = filled.take(caller.core);
            mine.set((int) frame);
            strange += mine.get((int) pool.exchange(frame, caller)) ? 0 : 1;
        }
        assertTrue(strange > FRAMES / 64, "strange=" + strange);
        pool.unmap();
        filled.validate();
    }

    private void randomReplace() {
        HeldFrames.Kept list = new HeldFrames.Kept();
        list.before(filled, caller);
        assertEquals(FRAMES / 16, list.frames.size());
        BitSet replaced = new BitSet();
        for (int i = 0; i < 200; i++) {
            replaced.set((int) new RandomReplaceBenchmark().randomReplace(filled, caller, retries, list));
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
