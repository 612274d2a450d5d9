package io.ballonet.paging;

import io.ballonet.memory.Region;
import io.ballonet.memory.Words;
import io.ballonet.unit.PageSize;

/**
 * The software TLB of one virtual CPU: direct-mapped, off-heap, two words an entry.
 *
 * <pre>
 *  tag      63                        12 11     4  3  2  0
 *          +----------------------------+--------+---+----+
 *          |        virtual page        | epoch  | W | 0  |
 *          +----------------------------+--------+---+----+
 *  delta    frame address - virtual address of the page
 * </pre>
 *
 * A hit is one compare of the tag and one addition of the delta. Tags stand together, and deltas behind them: a load waits
 * for the delta alone, and eight of them to a line stay in the first-level cache beside the guest's data where four pairs of
 * tag and delta do not. The expected tag keeps the low three bits of the address, so that a misaligned access misses and is
 * refused on the slow path at no cost to the fast one. W says that the page may be written without a walk: the D bits are
 * set. While its virtual CPU is outside the guest nothing hits. Dropping everything is a new epoch; the tags are wiped only
 * when the 255 epochs are used up.
 *
 * <p><b>Threads:</b> its virtual CPU alone. Wait-free.
 */
public final class SoftTlb implements AutoCloseable {
    /** Default number of entries: 4 MiB of reach in 16 KiB, a third of an L1 data cache. */
    public static final int DEFAULT_ENTRIES = 1024;

    private static final int WORD_SHIFT = 3;
    private static final long TAG_MASK = ~PageSize.OFFSET_MASK | 7;
    private static final int EPOCH_SHIFT = 4;
    private static final long EPOCH_ONE = 1L << EPOCH_SHIFT;
    private static final long EPOCH_END = 1L << PageSize.SHIFT;
    private static final long WRITABLE = 1L << 3;
    /* In the expected tag while outside the guest; no stored tag has it, so every access takes the slow path. */
    private static final long OUTSIDE = 1L;

    private final Region region;
    private final long tags;
    private final long deltas;
    /* Of the number of an entry, already shifted to its offset: one shift less on the way from address to entry. */
    private final long offsetMask;
    private long epoch = EPOCH_ONE;
    private long activeEpoch = EPOCH_ONE | OUTSIDE;

    /**
     * An empty TLB.
     *
     * @param entries a power of two
     */
    public SoftTlb(int entries) {
        if (entries < 1 || Integer.bitCount(entries) != 1) {
            throw new IllegalArgumentException("TLB entries must be a power of two: entries=" + entries);
        }
        this.region = Region.map(2L * entries << WORD_SHIFT);
        this.tags = region.address();
        this.deltas = tags + ((long) entries << WORD_SHIFT);
        this.offsetMask = (entries - 1L) << WORD_SHIFT;
    }

    /** Address to read at for {@code va}, or 0 on a miss. */
    public long lookupRead(long va) {
        long offset = offset(va);
        return (Words.get(tags + offset) & ~WRITABLE) == tag(va) ? va + Words.get(deltas + offset) : 0;
    }

    /** Address to write at for {@code va}, or 0 on a miss or where the walk has yet to set D. */
    public long lookupWrite(long va) {
        long offset = offset(va);
        return Words.get(tags + offset) == (tag(va) | WRITABLE) ? va + Words.get(deltas + offset) : 0;
    }

    void fill(long va, long frameAddress, boolean writable) {
        long page = va & ~PageSize.OFFSET_MASK;
        long offset = offset(va);
        Words.set(tags + offset, page | epoch | (writable ? WRITABLE : 0));
        Words.set(deltas + offset, frameAddress - page);
    }

    /** Forgets every translation. */
    public void drop() {
        long outside = activeEpoch & OUTSIDE;
        epoch += EPOCH_ONE;
        if (epoch == EPOCH_END) {
            Words.zero(tags, offsetMask + Long.BYTES);
            epoch = EPOCH_ONE;
        }
        activeEpoch = epoch | outside;
    }

    /** Forgets the translation of one virtual page. */
    public void dropPage(long vpn) {
        long tag = tags + (vpn << WORD_SHIFT & offsetMask);
        if (Words.get(tag) >>> PageSize.SHIFT == vpn) {
            Words.set(tag, 0);
        }
    }

    /** Inside the guest translations hit; outside none does. */
    public void setInside(boolean inside) {
        activeEpoch = inside ? epoch : epoch | OUTSIDE;
    }

    private long offset(long va) {
        return va >>> PageSize.SHIFT - WORD_SHIFT & offsetMask;
    }

    private long tag(long va) {
        return (va & TAG_MASK) | activeEpoch;
    }

    @Override
    public void close() {
        region.close();
    }
}
