package io.ballonet.reclaim.policy;

/**
 * How short of free frames a host is; each state but {@link #LOW} ends downwards at the next one's threshold.
 *
 * <p>Source: Waldspurger, OSDI '02, 6.3. A host falls to a worse state as soon as free memory is below that state's
 * threshold, and rises to a better one only after it exceeds the better one's threshold by an eighth, so that it does not
 * swing between two. The paper says "significantly"; the eighth is ours.
 */
public enum MemoryState {
    /** Enough is free: nothing is reclaimed. 6 %. */
    HIGH(6),
    /** Balloons reclaim. Below 4 %. */
    SOFT(4),
    /** The host swaps, since balloons are too slow. Below 2 %. */
    HARD(2),
    /** Guests above their target stop besides. Below 1 %. */
    LOW(1);

    private static final MemoryState[] BY_SEVERITY = values();
    private static final long EIGHTHS_TO_RISE = 9;

    private final int percent;

    MemoryState(int percent) {
        this.percent = percent;
    }

    /** Threshold as a part of all frames. */
    public int percent() {
        return percent;
    }

    /** Fewest free frames that are not below the threshold. */
    public long thresholdFrames(long totalFrames) {
        return Math.ceilDiv(totalFrames * percent, 100L);
    }

    /** Fewest free frames with which a host rises to this state from the one below: 9/8 of the threshold, and one. */
    public long risingFrames(long totalFrames) {
        return Math.floorDiv(totalFrames * percent * EIGHTHS_TO_RISE, 800L) + 1;
    }

    /** True where memory is reclaimed. */
    public boolean reclaims() {
        return this != HIGH;
    }

    /** True if this state is as short of memory as {@code other}, or shorter. */
    public boolean isAtLeast(MemoryState other) {
        return compareTo(other) >= 0;
    }

    /**
     * The state after a look at the free frames; it may be several states away.
     *
     * @param totalFrames at least 1, at most 2^50
     * @param freeFrames in {@code [0, totalFrames]}
     */
    public static MemoryState next(MemoryState current, long freeFrames, long totalFrames) {
        checkFrames(freeFrames, totalFrames);
        MemoryState state = current;
        for (MemoryState worse : BY_SEVERITY) {
            if (worse != HIGH && worse.isAtLeast(state) && freeFrames < worse.thresholdFrames(totalFrames)) {
                state = worse;
            }
        }
        while (state != HIGH && freeFrames >= state.better().risingFrames(totalFrames)) {
            state = state.better();
        }
        return state;
    }

    private MemoryState better() {
        return BY_SEVERITY[ordinal() - 1];
    }

    static void checkFrames(long freeFrames, long totalFrames) {
        if (totalFrames < 1 || totalFrames > 1L << 50 || freeFrames < 0 || freeFrames > totalFrames) {
            throw new IllegalArgumentException(
                    "frames out of range: freeFrames=" + freeFrames + ", totalFrames=" + totalFrames);
        }
    }
}
