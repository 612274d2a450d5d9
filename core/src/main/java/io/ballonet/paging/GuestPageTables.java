package io.ballonet.paging;

import io.ballonet.memory.Region;
import io.ballonet.memory.Words;
import io.ballonet.unit.PageSize;

/**
 * All page tables of one guest: four levels of 512 entries in the shape of x86-64, in one off-heap region.
 *
 * <p>A table is 4 KiB. Upper entries hold the number of the next table, with P and A; leaf entries are {@link GuestEntry}s.
 * An entry is named by its <em>offset</em> in the region; from the offset the region tells the table, and the table tells
 * the address space and the VPN ({@link #vpnOf}), so the reverse map needs one word a page.
 *
 * <p><b>Concurrency:</b> walks run on any thread without a lock; tables are added and never removed while the guest lives
 * ({@link #leafOrCreate}, under the guest's kernel lock), published by a release store that pairs with the acquire loads of
 * the walk. Leaf entries change by compare-and-set.
 */
public final class GuestPageTables implements AutoCloseable {
    /** Largest VPN: 48-bit addresses, lower half. */
    public static final long MAX_VPN = (1L << 35) - 1;

    private static final int MAX_SPACE = 0xFFFF;
    private static final int SPARE_TABLES = 1024;
    private static final int LEVEL_BITS = 9;
    private static final long INDEX_MASK = (1L << LEVEL_BITS) - 1;
    private static final long TABLE_MASK = -1L << PageSize.SHIFT;

    private final Region region;
    private final Region owners;
    private final long base;
    private final long maxTables;
    private long tables = 1; // table 0 is never used, so offset 0 names no entry

    /** Room for two tables a page and some: mappings may be spread badly, and swapped pages need entries too. */
    public GuestPageTables(long pages) {
        this.maxTables = 2 * pages + SPARE_TABLES;
        this.region = Region.map(maxTables << PageSize.SHIFT);
        this.owners = Region.map(maxTables * Long.BYTES);
        this.base = region.address();
    }

    /** Bytes of the tables that exist. */
    public long metadataBytes() {
        return (tables << PageSize.SHIFT) + tables * Long.BYTES;
    }

    /**
     * A new address space; the offset of its root table.
     *
     * @param spaceId in {@code [0, 2^16)}
     */
    public long newRoot(int spaceId) {
        if (spaceId < 0 || spaceId > MAX_SPACE) {
            throw new IllegalArgumentException("address space out of range: id=" + spaceId + ", max=" + MAX_SPACE);
        }
        return newTable(spaceId, 0);
    }

    /** Offset of the leaf entry of {@code vpn}, or 0 if there is no leaf table yet. */
    public long leaf(long root, long vpn) {
        long table = root;
        for (int shift = 3 * LEVEL_BITS; shift > 0; shift -= LEVEL_BITS) {
            long entry = Words.getAcquire(base + table + index(vpn, shift)); // pairs with leafOrCreate
            if (entry == 0) {
                return 0;
            }
            table = entry & TABLE_MASK;
        }
        return table + index(vpn, 0);
    }

    /**
     * The same for the walk of a virtual CPU, which sets A on the upper levels as it goes: tested first, set by a locked or.
     */
    long leafSettingAccessed(long root, long vpn) {
        long table = root;
        for (int shift = 3 * LEVEL_BITS; shift > 0; shift -= LEVEL_BITS) {
            long address = base + table + index(vpn, shift);
            long entry = Words.getAcquire(address); // pairs with leafOrCreate
            if (entry == 0) {
                return 0;
            }
            if ((entry & GuestEntry.ACCESSED) == 0) {
                Words.getAndBitwiseOr(address, GuestEntry.ACCESSED);
            }
            table = entry & TABLE_MASK;
        }
        return table + index(vpn, 0);
    }

    /** Offset of the leaf entry, its tables made where they are missing. One thread at a time. */
    public long leafOrCreate(long root, long vpn) {
        if (vpn < 0 || vpn > MAX_VPN) {
            throw new IllegalArgumentException("virtual page out of range: vpn=" + vpn + ", maxVpn=" + MAX_VPN);
        }
        int spaceId = (int) Words.get(ownerAddress(root));
        long table = root;
        for (int shift = 3 * LEVEL_BITS; shift > 0; shift -= LEVEL_BITS) {
            long address = base + table + index(vpn, shift);
            long entry = Words.getAcquire(address);
            if (entry == 0) {
                long firstVpn = vpn >>> shift << shift;
                entry = newTable(spaceId, firstVpn) | GuestEntry.PRESENT;
                Words.setRelease(address, entry); // pairs with the acquire loads of the walks
            }
            table = entry & TABLE_MASK;
        }
        return table + index(vpn, 0);
    }

    private long newTable(int spaceId, long firstVpn) {
        if (tables == maxTables) {
            throw new IllegalStateException("guest page tables are full: tables=" + tables);
        }
        long offset = tables++ << PageSize.SHIFT;
        Words.set(ownerAddress(offset), firstVpn << 16 | spaceId);
        return offset;
    }

    /** Virtual page that the leaf entry at {@code offset} maps. */
    public long vpnOf(long offset) {
        return (Words.get(ownerAddress(offset)) >>> 16) + (offset >>> 3 & INDEX_MASK);
    }

    /** Address space that the entry at {@code offset} belongs to. */
    public int spaceOf(long offset) {
        return (int) (Words.get(ownerAddress(offset)) & 0xFFFF);
    }

    /** Entry at an offset. Pairs with {@link #cas} and {@link #setRelease}. */
    public long entryAcquire(long offset) {
        return Words.getAcquire(base + offset);
    }

    /** Entry at an offset, with no order: for scans, whose answers may be old. */
    public long entryOpaque(long offset) {
        return Words.getOpaque(base + offset);
    }

    public boolean cas(long offset, long expected, long next) {
        return Words.compareAndSet(base + offset, expected, next);
    }

    /**
     * Guest pin: takes the page out of every process's reach, whatever A and D do meanwhile (I4). Any thread; lock-free; a
     * full fence on success, so that the shootdown that follows covers it.
     *
     * @return false if the entry at {@code offset} is not present or maps another page
     */
    public boolean pin(long offset, long ppn) {
        for (; ; ) {
            long entry = entryAcquire(offset);
            long next = GuestEntry.pin(entry);
            if (next == GuestEntry.ILLEGAL || GuestEntry.ppn(entry) != ppn) {
                return false;
            }
            if (cas(offset, entry, next)) {
                return true;
            }
        }
    }

    /**
     * Makes a pinned entry present as it was. Under the kernel lock: nobody else changes an entry that is not present.
     *
     * @return false if the entry is not pinned
     */
    public boolean unpin(long offset) {
        long next = GuestEntry.unpin(entryAcquire(offset));
        if (next == GuestEntry.ILLEGAL) {
            return false;
        }
        setRelease(offset, next); // pairs with entryAcquire in the walk
        return true;
    }

    /** For entries that nobody else may change: not present, under the kernel lock. */
    public void setRelease(long offset, long next) {
        Words.setRelease(base + offset, next);
    }

    /** Clears the A bit alone, atomically; true if it was set. */
    public boolean clearAccessed(long offset) {
        return (Words.getAndBitwiseAnd(base + offset, ~GuestEntry.ACCESSED) & GuestEntry.ACCESSED) != 0;
    }

    private static long index(long vpn, int shift) {
        return (vpn >>> shift & INDEX_MASK) << 3;
    }

    private long ownerAddress(long offset) {
        return owners.address() + (offset >>> PageSize.SHIFT << 3);
    }

    @Override
    public void close() {
        region.close();
        owners.close();
    }
}
