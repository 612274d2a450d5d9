package io.ballonet.frame.alloc;

/** {@link GroupMarks} whose compare-and-set is a load and a store: what weakened twins are built over. */
final class WeakenedMarks extends GroupMarks {
    WeakenedMarks(long address, RetryCounter retries) {
        super(address, retries);
    }

    @Override
    boolean casWord(long wordAddress, long expected, long value) {
        return SmallAllocators.weakCompareAndSet(wordAddress, expected, value);
    }
}
