package io.ballonet.trace.policy;

/** A bounded queue of frame numbers, first in, first out. One thread at a time; nothing allocates after construction. */
final class FrameRing {
    private final int[] ring;
    private int first;
    private int size;

    /** An empty queue of at most {@code capacity} numbers; at least 1. */
    FrameRing(int capacity) {
        ring = new int[1 << (Integer.SIZE - Integer.numberOfLeadingZeros(capacity - 1))];
    }

    int size() {
        return size;
    }

    /** Adds at the end; the queue must not be full. */
    void add(int frame) {
        ring[(first + size++) & (ring.length - 1)] = frame;
    }

    /** Takes the first; the queue must not be empty. */
    int remove() {
        int frame = ring[first];
        first = (first + 1) & (ring.length - 1);
        size--;
        return frame;
    }
}
