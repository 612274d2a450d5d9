package io.ballonet.micro.limit;

/**
 * How every two-thread benchmark of ours waits: by looking again at once, and, when that was in vain for long, by giving the
 * core away.
 *
 * <p>No pause instruction: it takes as long as half a line transfer here, so it would be part of each figure. The yield only
 * matters where the two threads share a core.
 */
public final class Spin {
    /* Some 5 µs of looking: ten times the slowest transfer between cores. */
    private static final int LOOKS_BEFORE_YIELD = 1 << 13;

    private Spin() {}

    /** To be called after each look in vain with how many there were; returns that number plus one. */
    @SuppressWarnings("ThreadPriorityCheck") // correct without the yield; only slower where two threads share a core
    public static int again(int looks) {
        if ((looks & (LOOKS_BEFORE_YIELD - 1)) == LOOKS_BEFORE_YIELD - 1) {
            Thread.yield();
        }
        return looks + 1;
    }
}
