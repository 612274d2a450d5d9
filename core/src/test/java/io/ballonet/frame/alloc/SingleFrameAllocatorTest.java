package io.ballonet.frame.alloc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

/** What the base adds to a subclass; the example of an allocator from outside runs the contract over it. */
final class SingleFrameAllocatorTest {
    private static final int MOST_FRAMES = 1 << 20;

    @Test
    void callsAreCheckedBeforeTheSubclassSeesThem() {
        try (FrameAllocator allocator = new Least(700, 2, 0)) {
            assertThrows(IllegalArgumentException.class, () -> allocator.allocate(1, 0));
            assertThrows(IllegalArgumentException.class, () -> allocator.allocate(0, 2));
            assertThrows(IllegalArgumentException.class, () -> allocator.free(700, 0, 0));
            assertThrows(IllegalStateException.class, () -> allocator.free(7, 0, 0));
            assertThrows(IllegalArgumentException.class, () -> allocator.isFree(-1));
            assertThrows(IllegalArgumentException.class, () -> new Least(MOST_FRAMES + 1, 1, 0));
        }
    }

    @Test
    void hugeFramesAreCountedFrameByFrame() {
        try (FrameAllocator allocator = new Least(3 * 512 + 511, 1, 0)) {
            assertEquals(3, allocator.freeHugeFrames());
            assertEquals(0, allocator.allocate(0, 0));
            assertEquals(2, allocator.freeHugeFrames());
        }
    }

    @Test
    void wrongCountIsFound() {
        IllegalStateException wrong = assertThrows(IllegalStateException.class, new Least(700, 1, 1)::validate);
        assertTrue(String.valueOf(wrong.getMessage()).contains("freeFrames=701, free=700"), wrong::getMessage);
    }

    private static final class Least extends SingleFrameAllocator {
        private final BitSet free = new BitSet();
        private final long miscounted;

        Least(long frames, int cores, int miscounted) {
            super(frames, cores, MOST_FRAMES);
            free.set(0, (int) frames);
            this.miscounted = miscounted;
        }

        @Override
        protected synchronized long take(int core) {
            int frame = free.nextSetBit(0);
            if (frame < 0) {
                return NO_FRAME;
            }
            free.clear(frame);
            return frame;
        }

        @Override
        protected synchronized boolean giveBack(long frame, int core) {
            boolean held = !free.get((int) frame);
            free.set((int) frame);
            return held;
        }

        @Override
        protected synchronized boolean hasFree(long frame) {
            return free.get((int) frame);
        }

        @Override
        public synchronized long freeFrames() {
            return free.cardinality() + miscounted;
        }

        @Override
        public long metadataBytes() {
            return NOT_KNOWN;
        }
    }
}
