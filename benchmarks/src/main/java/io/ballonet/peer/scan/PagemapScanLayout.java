package io.ballonet.peer.scan;

/**
 * The argument and the answer of {@code ioctl PAGEMAP_SCAN}, {@code include/uapi/linux/fs.h} of Linux 6.7: twelve words, and
 * three for each run of pages.
 *
 * <pre>
 * struct pm_scan_arg                         struct page_region
 *   0 size       8 flags                       0 start, address of the first page
 *  16 start     24 end, addresses              8 end, address behind the last page
 *  32 walk_end  where the scan stopped        16 categories
 *  40 vec       48 vec_len, of regions
 *  56 max_pages 64 category_inverted
 *  72 category_mask: those that a page must all have
 *  80 category_anyof_mask
 *  88 return_mask: those that are told
 * </pre>
 */
final class PagemapScanLayout {
    static final int SIZE = 0;
    static final int FLAGS = SIZE + Long.BYTES;
    static final int START = FLAGS + Long.BYTES;
    static final int END = START + Long.BYTES;
    static final int WALK_END = END + Long.BYTES;
    static final int REGIONS = WALK_END + Long.BYTES;
    static final int REGION_COUNT = REGIONS + Long.BYTES;
    static final int MAX_PAGES = REGION_COUNT + Long.BYTES;
    static final int CATEGORY_INVERTED = MAX_PAGES + Long.BYTES;
    static final int CATEGORY_MASK = CATEGORY_INVERTED + Long.BYTES;
    static final int CATEGORY_ANY_OF_MASK = CATEGORY_MASK + Long.BYTES;
    static final int RETURN_MASK = CATEGORY_ANY_OF_MASK + Long.BYTES;

    /** Bytes of the argument, which it also holds. */
    static final int ARGUMENT_BYTES = RETURN_MASK + Long.BYTES;

    static final int REGION_START = 0;
    static final int REGION_END = REGION_START + Long.BYTES;
    static final int REGION_CATEGORIES = REGION_END + Long.BYTES;

    /** Bytes of a run of pages. */
    static final int REGION_BYTES = REGION_CATEGORIES + Long.BYTES;

    /** {@code PAGE_IS_PRESENT}: in memory. */
    static final long PRESENT = 1 << 3;

    /* asm-generic/ioctl.h, which x86-64 and AArch64 share (PowerPC and others number otherwise): the direction in bits 30 and
     * 31, the argument's size from bit 16 on, the type from bit 8 on, the number. */
    private static final long READ_AND_WRITE = 3L << 30;
    private static final int SIZE_SHIFT = 16;
    private static final int TYPE_SHIFT = 8;
    private static final int NUMBER = 16;

    /** {@code _IOWR('f', 16, struct pm_scan_arg)}. */
    static final long REQUEST =
            READ_AND_WRITE | (long) ARGUMENT_BYTES << SIZE_SHIFT | (long) 'f' << TYPE_SHIFT | NUMBER;

    private PagemapScanLayout() {}
}
