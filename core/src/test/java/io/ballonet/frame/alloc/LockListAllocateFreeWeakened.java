package io.ballonet.frame.alloc;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJJ_Result;

/** The twin of {@link LockListAllocateFree} with a lock that is taken by a load and a store; it must show a forbidden outcome. */
@JCStressTest
@Outcome(
        id = {"0, 1, 1", "1, 1, 1"},
        expect = Expect.ACCEPTABLE,
        desc = "the first got one of the two, and the next allocation the one that is left")
@Outcome(expect = Expect.FORBIDDEN, desc = "a frame is lost, or given twice")
@State
public class LockListAllocateFreeWeakened {
    private static final long FREED = 1;

    private final FrameAllocator allocator =
            SmallLists.withFree(SmallLists.lockList(WeakenedLock.LOAD_AND_STORE), 1, 0);

    /** From the list, where frame 0 is. */
    @Actor
    public void takes(JJJ_Result result) {
        result.r1 = allocator.allocate(0, 0);
    }

    /** Onto it. */
    @Actor
    public void puts() {
        allocator.free(FREED, 0, 1);
    }

    /** Afterwards: free frames, and whether what is left is the other of the two. */
    @Arbiter
    public void left(JJJ_Result result) {
        result.r2 = allocator.freeFrames();
        result.r3 = allocator.allocate(0, 0) == 1 - result.r1 ? 1 : 0;
    }
}
