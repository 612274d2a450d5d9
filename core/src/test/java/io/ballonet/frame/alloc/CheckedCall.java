package io.ballonet.frame.alloc;

/**
 * What one call did, as far as a sequential allocator must be able to do it too.
 *
 * @param frame first frame of the group, or {@link FrameAllocator#NO_FRAME}
 */
record CheckedCall(Kind kind, int order, long frame) {
    enum Kind {
        /** Gave a group. */
        ALLOCATED,
        /** Found none. */
        FOUND_NONE,
        /** Freed a group. */
        FREED,
        /** Refused to free a group that was not allocated. */
        REFUSED,
        /** Did nothing, for want of a group to free. */
        NOTHING
    }

    static CheckedCall allocated(int order, long frame) {
        return new CheckedCall(frame == FrameAllocator.NO_FRAME ? Kind.FOUND_NONE : Kind.ALLOCATED, order, frame);
    }

    static CheckedCall nothing() {
        return new CheckedCall(Kind.NOTHING, 0, FrameAllocator.NO_FRAME);
    }
}
