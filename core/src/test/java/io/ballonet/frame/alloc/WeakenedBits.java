package io.ballonet.frame.alloc;

import io.ballonet.memory.Words;

/** {@link FrameBits} whose compare-and-set is a load and a store: what the weakened twins are built over. */
final class WeakenedBits extends FrameBits {
    WeakenedBits(long address, long frames) {
        super(address, frames);
    }

    @Override
    boolean casRow(long rowAddress, long expected, long value) {
        if (Words.getOpaque(rowAddress) != expected) {
            return false;
        }
        Words.setOpaque(rowAddress, value);
        return true;
    }
}
