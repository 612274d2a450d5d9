package io.ballonet.frame.alloc;

/** {@link FrameBits} whose compare-and-set is a load and a store: what weakened twins are built over. */
final class WeakenedBits extends FrameBits {
    WeakenedBits(long address, long frames, RetryCounter retries) {
        super(address, frames, retries);
    }

    @Override
    boolean casRow(long rowAddress, long expected, long value) {
        return SmallAllocators.weakCompareAndSet(rowAddress, expected, value);
    }
}
