package io.ballonet.frame;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Frames of one table for the states of jcstress, which are made by the million: a ring that is longer than the states alive at
 * once, a cache line a frame. A frame comes owned by {@link #OWNER} and without pins.
 */
public final class FrameSlots {
    /** Owner of every frame. */
    public static final int OWNER = 5;

    /** The table that the frames are of. */
    public static final FrameTable TABLE;

    private static final int COUNT = 1 << 16;
    private static final int FRAMES_PER_SLOT = 16; // two cache lines of state words
    private static final AtomicLong NEXT = new AtomicLong();

    static {
        TABLE = new FrameTable((long) COUNT * FRAMES_PER_SLOT);
        for (long mpn = 0; mpn < TABLE.frames(); mpn += FRAMES_PER_SLOT) {
            TABLE.allocated(mpn, OWNER);
        }
    }

    private FrameSlots() {}

    /** A frame that is owned and not pinned, whatever the state before made of it. */
    public static long take() {
        long mpn = (NEXT.getAndIncrement() & (COUNT - 1)) * FRAMES_PER_SLOT;
        long word = TABLE.stateAcquire(mpn);
        TABLE.casState(mpn, word, FrameState.allocate(0, OWNER));
        return mpn;
    }
}
