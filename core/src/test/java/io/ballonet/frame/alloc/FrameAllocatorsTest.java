package io.ballonet.frame.alloc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Runs the contract for every built-in, and holds that none is forgotten. */
class FrameAllocatorsTest {
    @Test
    void registryHoldsTheBuiltInsByTheirNamesInTheLiterature() {
        assertEquals(
                List.of("uncounted", "tree", "bitmap", "buddy", "magazine", "lock-list", "cas-list"),
                FrameAllocators.REGISTRY.names());
        for (FrameAllocatorFactory factory : FrameAllocators.REGISTRY.all()) {
            assertTrue(!factory.summary().isBlank() && !factory.source().isBlank(), factory::registryName);
        }
    }

    @Test
    void everyBuiltInRunsTheContract() {
        assertEquals(FrameAllocators.values().length, FrameAllocatorsTest.class.getDeclaredClasses().length);
    }

    @Nested
    class Uncounted extends FrameAllocatorContract {
        @Override
        protected FrameAllocatorFactory factory() {
            return FrameAllocators.UNCOUNTED;
        }
    }

    @Nested
    class Tree extends FrameAllocatorContract {
        @Override
        protected FrameAllocatorFactory factory() {
            return FrameAllocators.TREE;
        }

        /** Bits of frames and marks of groups: without the marks a free with another order could not be refused. */
        @Override
        protected double mostMetadataBytesPerFrame() {
            return 0.255;
        }
    }

    @Nested
    class Bitmap extends FrameAllocatorContract {
        @Override
        protected FrameAllocatorFactory factory() {
            return FrameAllocators.BITMAP;
        }

        /** Bits of frames and marks of groups: without the marks a free with another order could not be refused. */
        @Override
        protected double mostMetadataBytesPerFrame() {
            return 0.255;
        }
    }

    @Nested
    class Buddy extends FrameAllocatorContract {
        @Override
        protected FrameAllocatorFactory factory() {
            return FrameAllocators.BUDDY;
        }

        @Override
        protected double mostMetadataBytesPerFrame() {
            return 16;
        }
    }

    @Nested
    class Magazine extends FrameAllocatorContract {
        @Override
        protected FrameAllocatorFactory factory() {
            return FrameAllocators.MAGAZINE;
        }

        @Override
        protected double mostMetadataBytesPerFrame() {
            return 0.125 + 0.255; // a bit in front of tree
        }
    }

    @Nested
    class LockList extends FrameAllocatorContract {
        @Override
        protected FrameAllocatorFactory factory() {
            return FrameAllocators.LOCK_LIST;
        }

        @Override
        protected double mostMetadataBytesPerFrame() {
            return 8;
        }
    }

    @Nested
    class CasList extends FrameAllocatorContract {
        @Override
        protected FrameAllocatorFactory factory() {
            return FrameAllocators.CAS_LIST;
        }

        @Override
        protected double mostMetadataBytesPerFrame() {
            return 8;
        }
    }
}
