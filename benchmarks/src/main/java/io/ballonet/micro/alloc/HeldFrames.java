package io.ballonet.micro.alloc;

import io.ballonet.memory.PageBatch;
import java.util.Random;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A thread's list of groups: the subclass says what it holds when an operation begins. */
@State(Scope.Thread)
public abstract class HeldFrames {
    /** Groups of one operation: with four threads half of those that are free at order 9 and half fill. */
    static final int FRAMES = 2048;

    private static final int MOST = 1 << 14;

    /** Groups to work on; tests make it smaller, and the reported time a group is wrong there. */
    int count = FRAMES;

    final PageBatch frames = new PageBatch(MOST);

    /** Takes {@link #count} groups more. */
    final void take(FilledAllocator filled, Caller caller) {
        for (int i = 0; i < count; i++) {
            frames.add(filled.take(caller.core));
        }
    }

    /** Frees the list. */
    final void give(FilledAllocator filled, Caller caller) {
        for (int i = 0; i < frames.size(); i++) {
            filled.allocator.free(frames.get(i), filled.order, caller.core);
        }
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
            give(filled, caller);
        }
    }

    /** Holds groups that any of the threads allocated, in random order, before each operation, which frees them. */
    public static class Mixed extends HeldFrames {
        /** Allocates as many as it needs, and exchanges each for one that lies in the pool. */
        @Setup(Level.Invocation)
        public void before(FilledAllocator filled, Caller caller, Pool pool) {
            frames.clear();
            for (int i = 0; i < count; i++) {
                frames.add(pool.exchange(filled.take(caller.core), caller));
            }
        }
    }

    /** Holds a sixteenth of all groups, in random order, from the start to the end. */
    public static class Kept extends HeldFrames {
        /** Takes and shuffles. */
        @Setup(Level.Trial)
        public void before(FilledAllocator filled, Caller caller) {
            count = Pool.size(filled);
            take(filled, caller);
            AllocatorUnderTest.shuffle(frames, new Random(caller.core));
        }
    }
}
