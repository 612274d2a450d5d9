package org.example.budget;

import io.ballonet.host.MemoryBudget;
import io.ballonet.host.Tenant;
import java.util.Optional;

/** A cache of values of up to 4,080 bytes by key: each key has one slot of a page, and a later key of that slot replaces it. */
final class PageCache {
    private static final int SLOT_BYTES = 4096;
    private static final int HEADER_BYTES = 16;

    private final Tenant memory;
    private final int slots;

    PageCache(MemoryBudget budget, String name, int slots) {
        this.memory = budget.newTenant(name, (long) slots * SLOT_BYTES);
        this.slots = slots;
    }

    synchronized void put(long key, byte[] value) {
        if (value.length > SLOT_BYTES - HEADER_BYTES) {
            throw new IllegalArgumentException("value is longer than a slot: length=" + value.length);
        }
        long slot = slotOf(key);
        memory.putLong(slot, key);
        memory.putLong(slot + Long.BYTES, value.length + 1); // 0 is a slot that was never written
        memory.put(slot + HEADER_BYTES, value);
    }

    synchronized Optional<byte[]> get(long key) {
        long slot = slotOf(key);
        long length = memory.getLong(slot + Long.BYTES) - 1;
        if (length < 0 || memory.getLong(slot) != key) {
            return Optional.empty();
        }
        byte[] value = new byte[(int) length];
        memory.get(slot + HEADER_BYTES, value);
        return Optional.of(value);
    }

    Tenant memory() {
        return memory;
    }

    private long slotOf(long key) {
        return Math.floorMod(key, slots) * (long) SLOT_BYTES;
    }
}
