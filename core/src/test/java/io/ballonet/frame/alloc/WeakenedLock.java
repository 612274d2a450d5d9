package io.ballonet.frame.alloc;

import io.ballonet.memory.Words;

/** {@link SpinLock} whose compare-and-set is a load and a store: what the weakened twins lock with. */
final class WeakenedLock extends SpinLock {
    static final SpinLock LOAD_AND_STORE = new WeakenedLock();

    private WeakenedLock() {}

    @Override
    boolean casHeld(long address) {
        if (Words.getOpaque(address) != 0) {
            return false;
        }
        Words.setOpaque(address, 1);
        return true;
    }
}
