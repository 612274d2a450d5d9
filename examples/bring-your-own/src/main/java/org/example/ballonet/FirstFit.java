package org.example.ballonet;

import io.ballonet.frame.alloc.FrameAllocator;
import io.ballonet.frame.alloc.FrameAllocatorFactory;
import io.ballonet.frame.alloc.SingleFrameAllocator;
import io.ballonet.unit.NamedContender;
import java.util.BitSet;

/** A frame allocator: always the lowest free frame, behind one lock. Blocking. */
public final class FirstFit extends NamedContender implements FrameAllocatorFactory {
    public FirstFit() {
        super("first-fit", "the lowest free frame, behind one lock", "Knuth, The Art of Computer Programming 1, 2.5");
    }

    @Override
    public int maxOrder() {
        return 0;
    }

    @Override
    public FrameAllocator create(long frames, int cores) {
        return new Frames(frames, cores);
    }

    private static final class Frames extends SingleFrameAllocator {
        private final BitSet held = new BitSet();
        private int lowest;

        Frames(long frames, int cores) {
            super(frames, cores, Integer.MAX_VALUE);
        }

        @Override
        protected synchronized long take(int core) {
            lowest = held.nextClearBit(lowest);
            if (lowest >= frames()) {
                return NO_FRAME;
            }
            held.set(lowest);
            return lowest;
        }

        @Override
        protected synchronized boolean giveBack(long frame, int core) {
            boolean wasHeld = held.get((int) frame);
            held.clear((int) frame);
            lowest = Math.min(lowest, (int) frame);
            return wasHeld;
        }

        @Override
        protected synchronized boolean hasFree(long frame) {
            return !held.get((int) frame);
        }

        @Override
        public synchronized long freeFrames() {
            return frames() - held.cardinality();
        }

        @Override
        public synchronized long metadataBytes() {
            return held.size() / Byte.SIZE;
        }
    }
}
