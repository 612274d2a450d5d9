package io.ballonet.frame.alloc;

import io.ballonet.unit.CacheLine;
import io.ballonet.unit.PageSize;

/**
 * Where {@link MagazineAllocator} keeps what, in bytes from the start of its memory.
 *
 * <pre>
 *   0                 depot: lock ({@link SpinLock})
 *   16                       full     first full magazine + 1, 0 = none
 *   24                       empty    first empty magazine + 1, 0 = none
 *   32                       fulls    full magazines
 *   128               core 0, core 1, …
 *   128 + 128 cores   magazine 0, magazine 1, …
 *   …, at a line      one bit a frame in rows of 64: set while a caller holds the frame by itself (order 0)
 *
 *   core, from its start
 *   0      lock ({@link SpinLock})
 *   16     loaded     magazine that is used
 *   24     rounds     frames in it
 *   32     previous   magazine that was loaded before
 *   40     rounds     frames in it
 *
 *   magazine, from its start
 *   0      next       in the depot: the magazine below + 1, 0 = none
 *   8      round 0, round 1, …    frames, one word each
 * </pre>
 *
 * @param frames frames managed, at least 1
 * @param cores at least 1
 */
record MagazineLayout(long frames, int cores) {
    /** Rounds of a magazine: a row of bits, which most allocators behind it take and give by one instruction. */
    static final int ROUNDS = 64;
    /** Magazines of a core: two that it has, two in the depot. */
    static final int MAGAZINES_PER_CORE = 4;

    static final long DEPOT_LOCK_OFFSET = 0;
    static final long DEPOT_FULL_OFFSET = DEPOT_LOCK_OFFSET + SpinLock.LENGTH_BYTES;
    static final long DEPOT_EMPTY_OFFSET = DEPOT_FULL_OFFSET + Long.BYTES;
    static final long DEPOT_FULLS_OFFSET = DEPOT_EMPTY_OFFSET + Long.BYTES;
    static final long CORES_OFFSET = CacheLine.SPACING;

    static final long CORE_LOCK_OFFSET = 0;
    static final long CORE_LOADED_OFFSET = CORE_LOCK_OFFSET + SpinLock.LENGTH_BYTES;
    static final long CORE_LOADED_ROUNDS_OFFSET = CORE_LOADED_OFFSET + Long.BYTES;
    static final long CORE_PREVIOUS_OFFSET = CORE_LOADED_ROUNDS_OFFSET + Long.BYTES;
    static final long CORE_PREVIOUS_ROUNDS_OFFSET = CORE_PREVIOUS_OFFSET + Long.BYTES;

    static final long NEXT_OFFSET = 0;
    static final long ROUNDS_OFFSET = NEXT_OFFSET + Long.BYTES;
    static final long MAGAZINE_STRIDE = ROUNDS_OFFSET + (long) ROUNDS * Long.BYTES;

    int magazines() {
        return cores * MAGAZINES_PER_CORE;
    }

    static long coreOffset(int core) {
        return CORES_OFFSET + (long) core * CacheLine.SPACING;
    }

    long magazineOffset(long magazine) {
        return coreOffset(cores) + magazine * MAGAZINE_STRIDE;
    }

    long bitsOffset() {
        return (magazineOffset(magazines()) + CacheLine.BYTES - 1) & -CacheLine.BYTES;
    }

    long lengthBytes() {
        return PageSize.bytesOf(PageSize.pagesFor(bitsOffset() + MagazineBits.lengthBytes(frames)));
    }
}
