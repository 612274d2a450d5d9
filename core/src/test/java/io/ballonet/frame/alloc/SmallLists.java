package io.ballonet.frame.alloc;

import io.ballonet.memory.Region;
import io.ballonet.memory.Words;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Allocators of a few frames with locks and lists, made fresh for each sample of an interleaving test without a system call. A
 * slot comes round again after many more samples than a test has in flight.
 */
final class SmallLists {
    static final int FRAMES = 64;
    static final int CORES = 2;

    private static final long SLOTS = 1 << 15;
    private static final BuddyLayout BUDDY = new BuddyLayout(FRAMES, CORES);
    private static final ListLayout LIST = new ListLayout(FRAMES, CORES);
    private static final MagazineLayout MAGAZINE = new MagazineLayout(FRAMES, CORES);
    private static final long LISTS_BYTES = Math.max(BUDDY.lengthBytes(), LIST.lengthBytes());
    private static final long SLOT_BYTES = LISTS_BYTES + MAGAZINE.lengthBytes();
    private static final Region SLAB = Region.map(SLOTS * SLOT_BYTES);
    private static final AtomicLong NEXT = new AtomicLong();

    private SmallLists() {}

    static FrameAllocator buddy(SpinLock lock) {
        return new BuddyAllocator(BUDDY, slot(LISTS_BYTES), lock, () -> {});
    }

    static FrameAllocator lockList(SpinLock lock) {
        return new LockListAllocator(LIST, slot(LISTS_BYTES), lock, () -> {});
    }

    static FrameAllocator casList() {
        return new CasListAllocator(LIST, slot(LISTS_BYTES), () -> {});
    }

    /** Whose heads have no tag. */
    static FrameAllocator casListWithoutTag() {
        return new CasListAllocator(LIST, slot(LISTS_BYTES), () -> {}) {
            @Override
            long headWith(long head, long top) {
                return top;
            }
        };
    }

    /** Magazines with that lock in front of a list with a good one. */
    static FrameAllocator magazine(SpinLock lock) {
        long address = slot(SLOT_BYTES);
        FrameAllocator behind = new LockListAllocator(LIST, address, SpinLock.PLAIN, () -> {});
        return new MagazineAllocator(behind, MAGAZINE, address + LISTS_BYTES, lock, () -> {});
    }

    /** Takes every frame by {@code core} and gives back the first few. */
    static FrameAllocator withFree(FrameAllocator allocator, int free, int core) {
        for (int i = 0; i < FRAMES; i++) {
            allocator.allocate(0, core);
        }
        for (int frame = free - 1; frame >= 0; frame--) {
            allocator.free(frame, 0, core);
        }
        return allocator;
    }

    private static long slot(long usedBytes) {
        long address = SLAB.address() + NEXT.getAndIncrement() % SLOTS * SLOT_BYTES;
        Words.zero(address, usedBytes);
        return address;
    }
}
