package io.ballonet.micro.alloc;

import io.ballonet.memory.PageBatch;
import java.util.Random;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A thread's list of frames: the subclass says what it holds when an operation begins. */
@State(Scope.Thread)
public abstract class HeldFrames {
    /** Frames of one operation: 128 MiB, so that two threads leave a quarter of 1 GiB free at half fill. */
    static final int FRAMES = 1 << 15;

    /** Frames to work on; tests make it smaller, and the reported time a frame is wrong there. */
    int count = FRAMES;

    final PageBatch frames = new PageBatch(FRAMES);
    private final Random random = new Random(17);

    final void takeAll(FilledAllocator filled, Caller caller) {
        frames.clear();
        if (filled.allocator.allocateBatch(frames, count, caller.core) != count) {
            throw new IllegalStateException("too few frames for the benchmark: asked=" + count + ", got="
                    + frames.size() + ", fill=" + filled.fill);
        }
        FilledAllocator.shuffle(frames, random);
    }

    final void giveAll(FilledAllocator filled, Caller caller) {
        filled.allocator.freeBatch(frames, caller.core);
        frames.clear();
    }

    /** Unmaps. */
    @TearDown(Level.Trial)
    public void unmap() {
        frames.close();
    }

    /** Holds nothing before an operation and gives back after it what the operation took. */
    public static class Empty extends HeldFrames {
        /** Gives back. */
        @TearDown(Level.Invocation)
        public void after(FilledAllocator filled, Caller caller) {
            giveAll(filled, caller);
        }
    }

    /** Holds frames in random order before each operation, which frees them. */
    public static class Refilled extends HeldFrames {
        /** Takes and shuffles. */
        @Setup(Level.Invocation)
        public void before(FilledAllocator filled, Caller caller) {
            takeAll(filled, caller);
        }
    }

    /** Holds frames in random order from the start to the end. */
    public static class Kept extends HeldFrames {
        /** Takes and shuffles. */
        @Setup(Level.Trial)
        public void before(FilledAllocator filled, Caller caller) {
            takeAll(filled, caller);
        }
    }
}
