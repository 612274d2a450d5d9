package io.ballonet.channel;

import io.ballonet.memory.PageBatch;

/** The host's end of a {@link BalloonChannel}. One thread. Wait-free. Nothing that the guest wrote is believed (I8). */
public interface HostEnd {
    /** Sets the balloon target in pages. Pairs with {@link DriverEnd#targetAcquire}. */
    void targetRelease(long pages);

    /**
     * Sends a message of {@code entries}; they are copied.
     *
     * @return false if the ring is full: try again later, nothing was sent
     */
    boolean offer(int type, int session, PageBatch entries);

    /**
     * Gives waiting messages to the handler; returns how many were well formed. A record that is not well formed (length,
     * type, count) is counted in {@link #malformed()} and never reaches the handler; one whose length cannot be believed
     * ends the ring's use until {@link #reopen()}.
     */
    int poll(MessageHandler handler, int limit);

    /** Records that were dropped because they broke the format. */
    long malformed();

    /** True if the guest corrupted the ring so that no next record can be found. */
    boolean isBroken();

    /** Empties the ring from the guest and starts over at what the guest publishes next. */
    void reopen();
}
