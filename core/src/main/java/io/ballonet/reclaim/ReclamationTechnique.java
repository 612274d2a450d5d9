package io.ballonet.reclaim;

/**
 * A way of taking frames from one guest.
 *
 * <p><b>Threads:</b> the scheduler's.
 */
public interface ReclamationTechnique {
    /** Its name in the literature, lower case. */
    String name();

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
}
