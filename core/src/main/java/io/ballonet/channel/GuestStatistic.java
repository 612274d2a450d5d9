package io.ballonet.channel;

/** What a driver reports upward, in the order of the entries of {@link MessageType#STATISTICS}. */
public enum GuestStatistic {
    /** Pages the guest believes it has. */
    TOTAL_PAGES,
    /** Pages of the guest's own allocator that are free. */
    FREE_PAGES,
    /** Pages touched since the last report. */
    ACTIVE_PAGES,
    /** Balloon size by the driver's book. */
    BALLOON_PAGES,
    /** Faults since boot that read from guest swap. */
    MAJOR_FAULTS,
    /** Faults since boot that did not. */
    MINOR_FAULTS,
    /** Pages written to guest swap since boot. */
    SWAPPED_OUT,
    /** Pages deflated because the guest itself ran out. */
    OOM_DEFLATIONS;

    /** Place of this value in a message. */
    public int index() {
        return ordinal();
    }
}
