package io.ballonet.channel;

import org.agrona.concurrent.ringbuffer.RecordDescriptor;

/** What the host believes of positions that a guest wrote; pure functions. */
final class RingPositions {
    /* A position only grows: at 100 GB/s a ring needs a year and a half to get here, so anything above was made up. */
    private static final long LARGEST_BELIEVABLE = 1L << 62;

    private RingPositions() {}

    /** True if a position could be the end of a record: not negative, aligned, not absurdly large. */
    static boolean isPosition(long position) {
        return position >= 0 && position < LARGEST_BELIEVABLE && (position & (RecordDescriptor.ALIGNMENT - 1)) == 0;
    }

    /** True if {@code low <= position <= low + span} and it could be the end of a record. */
    static boolean isWithin(long position, long low, long span) {
        return isPosition(position) && position - low >= 0 && position - low <= span;
    }
}
