package io.ballonet.peer.alloc;

import io.ballonet.unit.PageSize;
import java.lang.foreign.Arena;

/**
 * {@code ffm-arena}: a confined arena for each group, the cheapest that gives memory back one by one.
 *
 * <p>The arena writes zeros over its memory, which is most of what it costs, and only the thread that opened it may close it:
 * {@code free} by another throws {@link WrongThreadException}, so that it has no part in benchmarks that pass frames between
 * threads. A shared arena could, and costs a handshake with every thread for each close.
 */
public final class ConfinedArenas extends Peer {
    /** For the registry. */
    public ConfinedArenas() {
        super(
                "ffm-arena",
                "a confined arena for each group, which writes zeros over it",
                "JEP 454: Foreign Function & Memory API, Arena.ofConfined");
    }

    @Override
    public boolean freesOnAnyThread() {
        return false;
    }

    @Override
    PeerAllocator make(long frames, int cores) {
        return new Allocator(frames, cores);
    }

    private static final class Allocator extends PeerAllocator {
        private final SlotTable slots;

        /** By slot: the address, which is aligned to 4 KiB, and the order in its low bits. */
        private final long[] places;

        Allocator(long frames, int cores) {
            super("ffm-arena", frames, cores);
            slots = new SlotTable(frames, cores);
            places = new long[slots.count()];
        }

        @Override
        long take(int order, int core) {
            int slot = slots.take(core);
            if (slot == SlotTable.NO_SLOT) {
                return NO_FRAME;
            }
            Arena arena = Arena.ofConfined();
            try {
                places[slot] = arena.allocate((long) PageSize.BYTES << order, PageSize.BYTES)
                                .address()
                        | order;
            } catch (OutOfMemoryError none) {
                arena.close();
                slots.free(slot, core);
                return NO_FRAME;
            }
            slots.set(slot, arena);
            return slot;
        }

        @Override
        void give(long frame, int order, int core) {
            arena(frame).close();
            slots.free((int) frame, core);
        }

        @Override
        long address(long frame) {
            return places[(int) frame] & ~PageSize.OFFSET_MASK;
        }

        private Arena arena(long frame) {
            return (Arena) slots.get((int) frame);
        }

        /** Adds up the arenas. */
        @Override
        public void validate() {
            super.validate();
            long[] found = {0};
            slots.forEachTaken(slot -> found[0] += 1L << (places[(int) slot] & PageSize.OFFSET_MASK));
            if (found[0] != held()) {
                throw miscounted(held(), found[0]);
            }
        }

        /** Closes the arenas of this thread; the memory of others' stays until the process ends. */
        @Override
        public void close() {
            slots.forEachTaken(slot -> {
                Arena arena = arena(slot);
                try {
                    arena.close();
                } catch (WrongThreadException another) {
                    /* Nobody but its owner may. */
                }
            });
        }
    }
}
