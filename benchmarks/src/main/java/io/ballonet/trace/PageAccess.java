package io.ballonet.trace;

/**
 * One access of a page trace as a {@code long}: the page number, and 1 in bit 0 if it writes. Never negative.
 *
 * <pre>
 *   63  62                                1   0
 *  +---+------------------------------------+---+
 *  | 0 |            page number             | W |
 *  +---+------------------------------------+---+
 * </pre>
 *
 * <p>A page number is {@code address >> 12}, or a block number, in {@code [0, MAX_PAGE]}.
 */
public final class PageAccess {
    /** Largest page number: 62 bits, ten more than an address of 64 bits has. */
    public static final long MAX_PAGE = (1L << 62) - 1;

    private PageAccess() {}

    /** Packs an access; {@code page} in {@code [0, MAX_PAGE]}, not checked. */
    public static long of(long page, boolean write) {
        return (page << 1) | (write ? 1L : 0L);
    }

    /** The page number. */
    public static long page(long access) {
        return access >>> 1;
    }

    /** 1 for a write, 0 for a read. */
    public static long writeBit(long access) {
        return access & 1L;
    }

    /** True for a write. */
    public static boolean isWrite(long access) {
        return writeBit(access) != 0;
    }
}
