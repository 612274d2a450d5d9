package io.ballonet.frame;

/** When a frame that somebody wrote to is made to read zeros again. It happens once between two owners, whichever is chosen. */
public enum Zeroing {
    /** When the frame is freed: the next owner gets it at once. */
    AT_FREE,
    /** When the frame is next allocated: freeing is cheap, and a frame that is never used again is never zeroed. */
    AT_ALLOCATION,
    /**
     * Between the two, by an agent of its own that keeps a stock of zeroed frames: freeing and allocating are both cheap while
     * the agent keeps up, and where it does not, the frame is zeroed when it is allocated.
     */
    BACKGROUND,
    /** The frame is given back to the operating system when it is freed, and so reads zeros: resident memory drops. */
    RETURN_TO_OS;

    /** True if a freed frame still holds its owner's bytes. */
    boolean leavesResidue() {
        return this == AT_ALLOCATION || this == BACKGROUND;
    }
}
