package io.ballonet.paging;

/** The host's answer to a nested fault of one guest. Any thread, always outside the guest. */
public interface NestedFaultHandler {
    /** Puts a frame that reads zeros behind the page, if that can be done at once; true if the page is backed now. */
    boolean tryBack(long ppn);

    /**
     * The same, waiting until a frame is free or the page is out of transit.
     *
     * @throws RuntimeException if the host has no memory for it within its bound
     */
    void back(long ppn);
}
