package io.ballonet.micro.limit;

/**
 * How every two-thread benchmark of ours waits: by looking again at once, and, when that was in vain for long, by giving the
 * core away, after about the same time in each benchmark.
 *
 * <p>No pause instruction: it takes as long as half a line transfer here, so it would be part of each figure. The yield only
 * matters where the two threads share a core.
 */
public final class Spin {
    /* Some 5 µs of looking: ten times the slowest transfer between cores. */
    private static final int LOOKS_BEFORE_YIELD = 1 << 13;
    /* As long: an empty poll of a ring takes about as long as eight looks at a word. */
    private static final int POLLS_BEFORE_YIELD = LOOKS_BEFORE_YIELD / 8;

    private Spin() {}

    /** To be called after each look at a word in vain with how many there were; returns that number plus one. */
    public static int afterLook(int looks) {
        yieldEvery(LOOKS_BEFORE_YIELD, looks);
        return looks + 1;
    }

    /** To be called after each poll of a ring in vain with how many there were; returns that number plus one. */
    public static int afterPoll(int polls) {
        yieldEvery(POLLS_BEFORE_YIELD, polls);
        return polls + 1;
    }

    @SuppressWarnings("ThreadPriorityCheck") // correct without the yield; only slower where two threads share a core
    private static void yieldEvery(int period, int count) {
        if ((count & (period - 1)) == period - 1) {
            Thread.yield();
        }
    }
}
