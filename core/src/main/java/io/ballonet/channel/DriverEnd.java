package io.ballonet.channel;

import io.ballonet.memory.PageBatch;

/** The guest's end of a {@link BalloonChannel}. One thread. Wait-free. */
public interface DriverEnd {
    /** Balloon target in pages, as the host last set it. Pairs with {@link HostEnd#targetRelease}. */
    long targetAcquire();

    /**
     * Sends a message of {@code entries} (see {@link PageEntry}); they are copied.
     *
     * @param type one of {@link MessageType}'s upward types
     * @param session number of the driver's session, or for {@link MessageType#RESET} the one it asks for
     * @return false if the ring is full: try again later, nothing was sent
     */
    boolean offer(int type, int session, PageBatch entries);

    /** Gives waiting messages from the host to the handler; returns how many. */
    int poll(MessageHandler handler, int limit);
}
