package io.ballonet.frame.alloc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.memory.PageBatch;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Magazines in front of allocators: the contract over several, exchanges with the depot, and draining before anything fails. */
class MagazineAllocatorTest {
    private static final int ROUNDS = MagazineLayout.ROUNDS;

    private static FrameAllocatorFactory named(String name) {
        return FrameAllocators.REGISTRY.named(name);
    }

    @Nested
    class OverBuddy extends FrameAllocatorContract {
        @Override
        protected FrameAllocatorFactory factory() {
            return named("magazine+buddy");
        }

        @Override
        protected double mostMetadataBytesPerFrame() {
            return 0.125 + 16;
        }
    }

    @Nested
    class OverCasList extends FrameAllocatorContract {
        @Override
        protected FrameAllocatorFactory factory() {
            return named("magazine+cas-list");
        }

        @Override
        protected double mostMetadataBytesPerFrame() {
            return 0.125 + 8;
        }
    }

    @Nested
    class OverBitmap extends FrameAllocatorContract {
        @Override
        protected FrameAllocatorFactory factory() {
            return named("magazine+bitmap");
        }

        @Override
        protected double mostMetadataBytesPerFrame() {
            return 0.125 + 0.255;
        }
    }

    @Test
    void combinationSaysWhatItIsMadeOf() {
        FrameAllocatorFactory factory = named("magazine+cas-list");
        assertEquals("magazine+cas-list", factory.registryName());
        assertEquals(FrameAllocators.CAS_LIST.role(), factory.role());
        assertEquals(FrameAllocators.CAS_LIST.coalesces(), factory.coalesces());
        assertEquals(9, factory.maxOrder());
        assertTrue(factory.source().contains("Bonwick") && factory.source().contains("Treiber"), factory.source());
        assertTrue(factory.summary().contains(FrameAllocators.CAS_LIST.summary()), factory.summary());
    }

    @Test
    void magazinesStandInFrontOfMagazines() {
        try (FrameAllocator allocator = named("magazine+magazine+bitmap").create(700, 2)) {
            for (int i = 0; i < 700; i++) {
                assertTrue(allocator.allocate(0, i & 1) >= 0);
            }
            assertEquals(FrameAllocator.NO_FRAME, allocator.allocate(0, 0));
            for (int i = 0; i < 700; i++) {
                allocator.free(i, 0, i % 3 & 1);
            }
            assertEquals(700, allocator.freeFrames());
            assertEquals(1, allocator.freeHugeFrames());
            allocator.validate();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"magazine+nothing", "magazine+"})
    void unknownInnerIsAnsweredWithTheKnownOnes(String name) {
        IllegalArgumentException error = assertThrows(IllegalArgumentException.class, () -> named(name));
        assertTrue(String.valueOf(error.getMessage()).startsWith("unknown allocator '"), error::getMessage);
        assertTrue(String.valueOf(error.getMessage()).contains("known: "), error::getMessage);
    }

    @Test
    void whatCannotSayWhichFramesAreFreeTakesNoMagazines() {
        FrameAllocatorFactory foreign = new FrameAllocatorFactory() {
            @Override
            public FrameAllocator create(long frames, int cores) {
                throw new UnsupportedOperationException("never made");
            }

            @Override
            public int maxOrder() {
                return 0;
            }

            @Override
            public boolean knowsFreeFrames() {
                return false;
            }

            @Override
            public String registryName() {
                return "foreign";
            }

            @Override
            public String summary() {
                return "somebody else's";
            }

            @Override
            public String source() {
                return "elsewhere";
            }
        };
        assertTrue(FrameAllocators.MAGAZINE.over(foreign).isEmpty());
        assertTrue(FrameAllocators.TREE.over(FrameAllocators.BITMAP).isEmpty(), "tree stands in front of nothing");
    }

    @Test
    void magazinesTravelThroughTheDepotFromCoreToCore() {
        try (FrameAllocator allocator = named("magazine+bitmap").create(100 * ROUNDS, 2);
                PageBatch mine = new PageBatch(3 * ROUNDS)) {
            for (int i = 0; i < 3 * ROUNDS; i++) {
                mine.add(allocator.allocate(0, 0));
            }
            for (int i = 0; i < 3 * ROUNDS; i++) {
                allocator.free(mine.get(i), 0, 1);
            }
            // The third magazine's frames pushed the first into the depot.
            for (int i = ROUNDS - 1; i >= 0; i--) {
                assertEquals(mine.get(i), allocator.allocate(0, 0), "the depot's magazine, from its end");
            }
            allocator.validate();
        }
    }

    @Test
    void fullDepotGivesFramesBack() {
        int frames = 100 * ROUNDS;
        try (FrameAllocator behind = FrameAllocators.BUDDY.create(frames, 1)) {
            FrameAllocator allocator = over(behind, frames, 1);
            for (int i = 0; i < frames; i++) {
                assertEquals(i, allocator.allocate(0, 0));
            }
            for (int i = 0; i < frames; i++) {
                allocator.free(i, 0, 0);
                allocator.free(allocator.allocate(0, 0), 0, 0);
            }
            long cached = (long) MagazineLayout.MAGAZINES_PER_CORE * ROUNDS;
            assertEquals(frames - cached, behind.freeFrames(), "all but what the magazines hold");
            assertEquals(frames, allocator.freeFrames());
            assertEquals(frames / 512, allocator.freeHugeFrames());
            allocator.validate();
        }
    }

    /** Cached frames keep order-9 groups apart behind; they come together again before an allocation fails. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 9})
    void magazinesAndDepotAreDrainedBeforeAnOrderFails(int order) {
        int frames = 512;
        try (FrameAllocator allocator = named("magazine+buddy").create(frames, 3)) {
            for (int i = 0; i < frames; i++) {
                assertTrue(allocator.allocate(0, i % 3) >= 0);
            }
            for (int i = 0; i < frames; i++) {
                allocator.free(i, 0, i / 256);
            }
            for (int i = 0; i < frames >> order; i++) {
                assertTrue(allocator.allocate(order, 2) >= 0);
            }
            assertEquals(FrameAllocator.NO_FRAME, allocator.allocate(order, 2));
            assertEquals(0, allocator.freeFrames());
            allocator.validate();
        }
    }

    @Test
    void secondFreeOfACachedFrameIsFoundWithEveryOrder() {
        try (FrameAllocator allocator = named("magazine+buddy").create(1024, 2)) {
            allocator.free(allocator.allocate(0, 0), 0, 0);
            assertTrue(allocator.isFree(0));
            for (int order = 0; order <= 9; order++) {
                int wrong = order;
                IllegalStateException error =
                        assertThrows(IllegalStateException.class, () -> allocator.free(0, wrong, 1));
                assertTrue(String.valueOf(error.getMessage()).contains("state=free"), error::getMessage);
            }
            allocator.validate();
        }
    }

    private static FrameAllocator over(FrameAllocator behind, int frames, int cores) {
        MagazineLayout layout = new MagazineLayout(frames, cores);
        PageBatch memory = new PageBatch((int) (layout.lengthBytes() / Long.BYTES));
        return new MagazineAllocator(behind, layout, memory.address(), SpinLock.PLAIN, memory::close);
    }
}
