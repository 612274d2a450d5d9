package io.ballonet.paging;

import io.ballonet.memory.Region;
import io.ballonet.memory.Words;

/**
 * Packed accessed bits: one bit a page, 64 to a word, and above them one bit for 512 pages and one for 512 × 512.
 *
 * <pre>
 *   level 0   bit i of word w: page 64 w + i was accessed
 *   level 1   bit i of word w: one of the 512 pages from 512 (64 w + i) on was accessed
 *   level 2   the same for 2^18 pages (1 GiB)
 *   every level starts on a page of its own
 * </pre>
 *
 * <p>The upper levels say what the A bits of the upper entries of a page table say: a scan that finds one clear need not look
 * below it. Bits mean accessed, so untouched memory of this class is never written and costs nothing.
 *
 * <p><b>Concurrency:</b> virtual CPUs call {@link #touch}; scans clear. A touch sets the lowest bit and then those above it
 * that are clear; a scan clears an upper bit before it looks below, both by locked instructions, so one of the two sees the
 * other: an accessed page under a clear upper bit exists only while its touch is under way, or under a scan that has cleared
 * the bit above and has not come to the page yet. A touch of a page whose bit is set reads one word and writes nothing.
 * Wait-free.
 *
 * <p>Source of the levels: Nair et al., Telescope: Telemetry for Gargantuan Memory Footprint Applications, USENIX ATC '24.
 */
public final class AccessBitmap implements AutoCloseable {
    /** Levels, the pages' own included. */
    public static final int LEVELS = 3;
    /** Pages under one bit of a level are 2^(9 level). */
    public static final int LEVEL_SHIFT = 9;

    private static final int WORD_SHIFT = 6;

    private final Region region;
    private final long pages;
    private final long level0;
    private final long level1;
    private final long level2;

    /**
     * Bits of pages that nobody has touched.
     *
     * @param pages at least 1
     */
    public AccessBitmap(long pages) {
        if (pages < 1) {
            throw new IllegalArgumentException("access bits need at least one page: pages=" + pages);
        }
        this.pages = pages;
        long first = levelBytes(0);
        long second = first + levelBytes(1);
        this.region = Region.map(second + levelBytes(2));
        this.level0 = region.address();
        this.level1 = level0 + first;
        this.level2 = level0 + second;
    }

    private long levelBytes(int level) {
        return (words(level) * Long.BYTES + 4095) & -4096L;
    }

    public long pages() {
        return pages;
    }

    /** Bits of a level: the groups of {@code 2^(9 level)} pages, the last one perhaps in part. */
    public long bits(int level) {
        int shift = LEVEL_SHIFT * level;
        return (pages + (1L << shift) - 1) >>> shift;
    }

    /** Words of a level. */
    public long words(int level) {
        return (bits(level) + Long.SIZE - 1) >>> WORD_SHIFT;
    }

    /** Address of word 0 of a level. */
    public long address(int level) {
        return switch (level) {
            case 0 -> level0;
            case 1 -> level1;
            case 2 -> level2;
            default -> throw new IllegalArgumentException("level out of range: level=" + level + ", levels=" + LEVELS);
        };
    }

    /** Bytes of all levels, which stand one behind the other from {@code address(0)} on. */
    public long metadataBytes() {
        return levelBytes(0) + levelBytes(1) + levelBytes(2);
    }

    /** Says that a page was accessed: tested first, set only where clear. */
    public void touch(long page) {
        long address = level0 + (page >>> WORD_SHIFT << 3);
        if ((Words.getOpaque(address) >>> page & 1) == 0) { // pairs with the clears of scans
            touchFirst(page, address);
        }
    }

    private void touchFirst(long page, long address) {
        Words.getAndBitwiseOr(address, 1L << page); // full fence; pairs with the clears of scans
        setIfClear(level1, page >>> LEVEL_SHIFT);
        setIfClear(level2, page >>> 2 * LEVEL_SHIFT);
    }

    private static void setIfClear(long base, long bit) {
        long address = base + (bit >>> WORD_SHIFT << 3);
        if ((Words.getAcquire(address) >>> bit & 1) == 0) { // pairs with the clears of scans
            Words.getAndBitwiseOr(address, 1L << bit);
        }
    }

    /** True if the bit of a level is set. */
    public boolean isSet(int level, long bit) {
        return (Words.getOpaque(address(level) + (bit >>> WORD_SHIFT << 3)) >>> bit & 1) != 0;
    }

    @Override
    public void close() {
        region.close();
    }
}
