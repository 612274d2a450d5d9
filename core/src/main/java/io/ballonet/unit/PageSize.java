package io.ballonet.unit;

/** Sizes of pages and frames, in bytes and as shifts: 4 KiB base pages, 2 MiB huge pages (order 9), as on x86-64. */
public final class PageSize {
    /** log2 of {@link #BYTES}. */
    public static final int SHIFT = 12;
    /** Bytes of a page or a frame. */
    public static final int BYTES = 1 << SHIFT;
    /** Mask of the offset within a page. */
    public static final long OFFSET_MASK = BYTES - 1L;
    /** Order of a huge frame: 2^9 frames, 2 MiB. */
    public static final int HUGE_ORDER = 9;
    /** Frames of a huge frame. */
    public static final int FRAMES_PER_HUGE = 1 << HUGE_ORDER;
    /** Bytes of a huge frame. */
    public static final long HUGE_BYTES = (long) BYTES << HUGE_ORDER;

    private PageSize() {}

    /** Number of pages that hold {@code lengthBytes} bytes, rounded up. */
    public static long pagesFor(long lengthBytes) {
        return (lengthBytes + OFFSET_MASK) >>> SHIFT;
    }

    /** Bytes of {@code pages} pages. */
    public static long bytesOf(long pages) {
        return pages << SHIFT;
    }
}
