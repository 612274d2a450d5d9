package io.ballonet.frame.alloc;

/** {@link TreeEntries} whose compare-and-set is a load and a store: what weakened twins are built over. */
final class WeakenedEntries extends TreeEntries {
    WeakenedEntries(long address, TreeLayout layout, RetryCounter retries) {
        super(address, layout, retries);
    }

    @Override
    boolean casEntry(long entryAddress, long expected, long value) {
        return SmallAllocators.weakCompareAndSet(entryAddress, expected, value);
    }
}
