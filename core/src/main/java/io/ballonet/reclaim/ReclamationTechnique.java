package io.ballonet.reclaim;

/**
 * A way of taking frames from one guest.
 *
 * <p><b>Threads:</b> one at a time: the host's agent, or who sets a target while that agent rests.
 */
public interface ReclamationTechnique {
    /** True if it can work on this guest now. */
    boolean isAvailable();

    /** Asks that the guest have {@code pages} pages less than it believes; works towards it in the background. */
    void setTarget(long pages);

    /** What was last asked for. */
    long target();

    /** Pages that the guest has less now. */
    long pagesHeld();

    /** Frames it has freed since boot. */
    long framesFreed();

    /**
     * One step towards the target, at each poll of the host; never blocks. Nothing where somebody else does the work, as the
     * driver of a balloon.
     *
     * @return how much it did; 0 lets the host's agent rest
     */
    default int doWork() {
        return 0;
    }
}
