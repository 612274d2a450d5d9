package io.ballonet.channel;

/** Types of messages on a {@link BalloonChannel}; positive, as Agrona's rings want them. */
public final class MessageType {
    /** Up: pages that the guest pinned and gives away. */
    public static final int INFLATE = 1;
    /** Up: ballooned pages that the guest wants back. */
    public static final int DEFLATE = 2;
    /** Up: the driver starts over with a new session; no entries. */
    public static final int RESET = 3;
    /** Up: the guest's statistics, one raw 64-bit value per entry in the order of {@link GuestStatistic}. */
    public static final int STATISTICS = 4;
    /** Down: the answer to an {@link #INFLATE}, a status per page. */
    public static final int INFLATE_ACK = 5;
    /** Down: the answer to a {@link #DEFLATE}, a status per page. */
    public static final int DEFLATE_ACK = 6;
    /** Down: the new session is open; no entries. */
    public static final int RESET_ACK = 7;
    /** Down: ballooned pages that the guest touched all the same, and that the host therefore backed again. */
    public static final int POPPED = 8;

    private MessageType() {}

    static boolean isUpward(int type) {
        return type >= INFLATE && type <= STATISTICS;
    }
}
