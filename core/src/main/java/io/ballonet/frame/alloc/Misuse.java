package io.ballonet.frame.alloc;

import io.ballonet.memory.PageBatch;

/** The errors that every allocator of this package throws, with one text each; checks come before any change. */
final class Misuse {
    private Misuse() {}

    static void checkShape(long frames, int cores, long mostFrames, int mostCores) {
        if (frames < 1 || frames > mostFrames) {
            throw new IllegalArgumentException(
                    "number of frames out of range: frames=" + frames + ", least=1, most=" + mostFrames);
        }
        if (cores < 1 || cores > mostCores) {
            throw new IllegalArgumentException(
                    "number of cores out of range: cores=" + cores + ", least=1, most=" + mostCores);
        }
    }

    static void checkCall(int order, int maxOrder, int core, int cores) {
        if (order < 0 || order > maxOrder) {
            throw new IllegalArgumentException("order out of range: order=" + order + ", maxOrder=" + maxOrder);
        }
        checkCore(core, cores);
    }

    static void checkCore(int core, int cores) {
        if (core < 0 || core >= cores) {
            throw new IllegalArgumentException("core out of range: core=" + core + ", cores=" + cores);
        }
    }

    static void checkFrame(long frame, long frames) {
        if (frame < 0 || frame >= frames) {
            throw outOfRange(frame, frames);
        }
    }

    /** The first frame of a group: in range to its last, and aligned. */
    static void checkGroup(long frame, int order, long frames) {
        long size = 1L << order;
        if (frame < 0 || frame > frames - size) {
            throw order == 0 ? outOfRange(frame, frames) : groupOutOfRange(frame, order, frames);
        }
        if ((frame & (size - 1)) != 0) {
            throw new IllegalArgumentException(
                    "frame does not begin a group of that order: frame=" + frame + ", order=" + order);
        }
    }

    static void checkRoom(PageBatch destination, int count) {
        if (count < 0 || count > destination.remaining()) {
            throw new IllegalArgumentException("count does not fit the batch: count=" + count + ", remaining="
                    + destination.remaining() + ", capacity=" + destination.capacity());
        }
    }

    static IllegalArgumentException outOfRange(long frame, long frames) {
        return new IllegalArgumentException("frame out of range: frame=" + frame + ", frames=" + frames);
    }

    private static IllegalArgumentException groupOutOfRange(long frame, int order, long frames) {
        return new IllegalArgumentException(
                "group out of range: frame=" + frame + ", order=" + order + ", frames=" + frames);
    }

    /** A free with another order than that of the group which the frame is in. */
    static IllegalStateException wrongOrder(long frame, int order, int allocatedOrder) {
        return new IllegalStateException("frame is freed with another order than it was allocated with: frame=" + frame
                + ", order=" + order + ", state=allocated, allocatedOrder=" + allocatedOrder);
    }

    static IllegalStateException alreadyFree(long frame) {
        return new IllegalStateException(
                "frame is freed twice or was never allocated: frame=" + frame + ", state=free");
    }

    /** What is wrong with a frame that a batch could not free. */
    static RuntimeException notFreeable(long frame, long frames) {
        return frame < 0 || frame >= frames ? outOfRange(frame, frames) : alreadyFree(frame);
    }
}
