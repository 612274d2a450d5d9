package io.ballonet.channel;

/**
 * One guest's private channel: messages up, acknowledgements down, and the balloon target in a shared word.
 *
 * <p><b>Threads:</b> one driver thread uses {@link #driver()}, one host thread uses {@link #host()}.
 */
public interface BalloonChannel extends AutoCloseable {
    /** Most pages of one message: 4 KiB of entries, so that a record is one page and its header. */
    int MAX_BATCH = 512;

    /** The guest's end. */
    DriverEnd driver();

    /** The host's end. */
    HostEnd host();

    @Override
    void close();
}
