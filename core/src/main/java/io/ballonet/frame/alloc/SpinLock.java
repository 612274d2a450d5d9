package io.ballonet.frame.alloc;

import io.ballonet.memory.Words;
import io.ballonet.unit.Backoff;

/**
 * A lock of two words off-heap, for critical sections of nanoseconds that call nobody else.
 *
 * <pre>
 *   0   held        0 free, 1 held
 *   8   contended   acquisitions that found it held; written by the holder
 * </pre>
 *
 * <p>It lies beside the words that it guards, so that taking it brings their cache line along, and an allocator's state stays
 * in one region; a lock of the JVM would be an object a core elsewhere. Taking it is one compare-and-set, giving it back one
 * store. It is not reentrant and not fair.
 *
 * <p><b>Concurrency:</b> every thread writes {@code held}, only the holder {@code contended}. <b>Progress:</b> blocking: a
 * thread that finds it held spins, then yields, then parks for 20 µs at a time, so that a preempted holder gets its core back.
 */
class SpinLock {
    /** The lock that allocators use; the tests' weakened twins bring another. */
    static final SpinLock PLAIN = new SpinLock();

    /** Offset of the counter from the lock. */
    static final long CONTENDED_OFFSET = Long.BYTES;
    /** Bytes of a lock. */
    static final long LENGTH_BYTES = CONTENDED_OFFSET + Long.BYTES;

    private static final long FREE = 0;
    private static final long HELD = 1;

    /** Waits until the lock at {@code address} is the caller's. */
    final void lock(long address) {
        if (!casHeld(address)) {
            lockContended(address);
        }
    }

    private void lockContended(long address) {
        int looks = 0;
        do {
            while (Words.getOpaque(address) == HELD) { // a hint; pairs with unlock
                Backoff.pause(looks++);
            }
        } while (!casHeld(address));
        long contended = address + CONTENDED_OFFSET;
        Words.setOpaque(contended, Words.getOpaque(contended) + 1); // only the holder writes; pairs with contended
    }

    /** Gives it back; only its holder may. */
    final void unlock(long address) {
        Words.setRelease(address, FREE); // pairs with casHeld
    }

    /** Acquisitions so far that had to wait. */
    final long contended(long address) {
        return Words.getOpaque(address + CONTENDED_OFFSET); // a count; pairs with lockContended
    }

    /** One attempt; a weakened twin of the tests replaces it. Acquires on success; pairs with unlock. */
    boolean casHeld(long address) {
        return Words.compareAndSet(address, FREE, HELD);
    }
}
