package io.ballonet.frame;

import io.ballonet.memory.Words;
import io.ballonet.unit.PageSize;

/** With which stores a frame is zeroed. */
public enum ZeroStores {
    /** Ordinary ones: cheap where the frame is in the cache, and it is there afterwards, in place of something else. */
    PLAIN,
    /**
     * Non-temporal ones, past the caches: they cost the same wherever the frame is, and nobody's lines are displaced, but the
     * next owner's first touch of each line goes to memory. Ordinary ones where {@link Words#hasStreamingStores} says no.
     */
    STREAMING;

    /** Zeroes the frame that begins at {@code address}; the caller owns it. */
    public void zeroFrame(long address) {
        if (this == STREAMING) {
            Words.zeroStreaming(address, PageSize.BYTES);
        } else {
            Words.zeroUncached(address, PageSize.BYTES);
        }
    }
}
