package io.ballonet.channel;

import io.ballonet.unit.CacheLine;

/**
 * Layout of the host's private positions in a channel, all written by the host's thread alone.
 *
 * <pre>
 *   0   cursor       position of the next record of the ring up
 *   8   empty polls  of the ring up, in a row or not
 *  16   tail         position of the next record of the ring down
 *  24   head         of the ring down, as last believed
 * 128   end
 * </pre>
 *
 * <p>They change with every message or look. Off-heap they cannot come to lie in one line with an object that the driver's
 * thread reads, as fields could after any garbage collection; and the guest cannot reach them, since the region is not the
 * shared one.
 */
final class HostBooksLayout {
    static final int CURSOR_OFFSET = 0;
    static final int EMPTY_POLLS_OFFSET = 8;
    static final int TAIL_OFFSET = 16;
    static final int HEAD_OFFSET = 24;
    static final int LENGTH_BYTES = CacheLine.SPACING;

    private HostBooksLayout() {}
}
