package io.ballonet.reclaim.policy;

/**
 * How many frames a host wants back from its guests, or can return to them: nothing in between, so that targets rest.
 *
 * <p>A host that reclaims drives free memory to where it is back in {@link MemoryState#HIGH} (6.75 % of all frames); only what
 * is free beyond 7.5 % goes back to guests. Every policy asks here, so that policies differ in whom they take from only.
 */
public final class Watermarks {
    private static final long EIGHTHS_TO_RETURN = 10;

    private Watermarks() {}

    /** Frames to reclaim, at least 0. */
    public static long shortage(MemoryState state, long freeFrames, long totalFrames) {
        MemoryState.checkFrames(freeFrames, totalFrames);
        if (!state.reclaims()) {
            return 0;
        }
        return Math.max(0, Math.min(totalFrames, MemoryState.HIGH.risingFrames(totalFrames)) - freeFrames);
    }

    /** Frames that may go back to guests, at least 0. */
    public static long surplus(MemoryState state, long freeFrames, long totalFrames) {
        MemoryState.checkFrames(freeFrames, totalFrames);
        if (state.reclaims()) {
            return 0;
        }
        long kept = Math.ceilDiv(totalFrames * MemoryState.HIGH.percent() * EIGHTHS_TO_RETURN, 800L);
        return Math.max(0, freeFrames - kept);
    }
}
