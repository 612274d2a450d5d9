package io.ballonet.micro.alloc;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.ThreadParams;

/** The core that a thread passes, one for each thread, and its random numbers. */
@State(Scope.Thread)
public class Caller {
    private static final long SEED = 20_260_102L;

    int core;
    private long random;

    /** Cores go by thread. */
    @Setup(Level.Trial)
    public void begin(ThreadParams threads) {
        begin(threads.getThreadIndex());
    }

    void begin(int thread) {
        core = thread % AllocatorUnderTest.CORES;
        random = SEED + thread;
    }

    /** Xorshift, a nanosecond; in {@code [0, bound)}. */
    int next(int bound) {
        random ^= random << 13;
        random ^= random >>> 7;
        random ^= random << 17;
        return (int) ((random >>> 33) * bound >>> 31);
    }

    /** A thread that passes the same core as all others. */
    @State(Scope.Thread)
    public static class OfOneCore extends Caller {
        @Override
        void begin(int thread) {
            super.begin(thread);
            core = 0;
        }
    }
}
