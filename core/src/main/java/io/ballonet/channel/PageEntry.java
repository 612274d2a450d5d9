package io.ballonet.channel;

import io.ballonet.memory.PageBatch;
import io.ballonet.memory.Words;

/**
 * Codec of one page in a message: the page number and a status in one 64-bit word, as VMware's balloon carries an address
 * whose low bits hold the status.
 *
 * <pre>
 *  63                                  12 11            0
 * +--------------------------------------+---------------+
 * |             page number              |    status     |
 * +--------------------------------------+---------------+
 * </pre>
 */
public final class PageEntry {
    /** Largest page number that an entry can carry. */
    public static final long MAX_PAGE = (1L << 52) - 1;

    /** Sent, not yet answered. */
    public static final int PENDING = 0;
    /** Taken; a frame was freed. */
    public static final int OK = 1;
    /** Taken; there was no frame behind the page, so the host got nothing. */
    public static final int OK_UNBACKED = 2;
    /** Refused: the page number is not one of this guest's. */
    public static final int REFUSED_RANGE = 3;
    /** Refused: the page is in the balloon already. */
    public static final int REFUSED_BALLOONED = 4;
    /** Refused: the frame is pinned by the host (I5). */
    public static final int REFUSED_PINNED = 5;
    /** Refused: the host is moving this very page; try again. */
    public static final int REFUSED_BUSY = 6;
    /** Refused: asked back, but not in the balloon. */
    public static final int REFUSED_NOT_BALLOONED = 7;

    private static final int SHIFT = 12;
    private static final long STATUS_MASK = (1L << SHIFT) - 1;
    private static final String[] TEXT = {
        "pending",
        "ok",
        "ok, but no frame was behind it",
        "refused: page number out of range",
        "refused: already ballooned",
        "refused: pinned by the host",
        "refused: busy",
        "refused: not ballooned"
    };

    private PageEntry() {}

    /** Entry of a page in {@code [0, MAX_PAGE]} with one of the statuses above. */
    public static long of(long page, int status) {
        return page << SHIFT | status;
    }

    /** Makes {@code message} the entries of {@code pages}, each {@link #PENDING}; it must have their capacity. */
    public static void pending(PageBatch pages, PageBatch message) {
        message.setSize(pages.size());
        for (long offset = 0; offset < (long) pages.size() * Long.BYTES; offset += Long.BYTES) {
            Words.set(message.address() + offset, of(Words.get(pages.address() + offset), PENDING));
        }
    }

    public static long page(long entry) {
        return entry >>> SHIFT;
    }

    public static int status(long entry) {
        return (int) (entry & STATUS_MASK);
    }

    public static long withStatus(long entry, int status) {
        return (entry & ~STATUS_MASK) | status;
    }

    /** True if the page is in the balloon after this answer. */
    public static boolean isTaken(int status) {
        return status == OK || status == OK_UNBACKED;
    }

    /** The status in words. */
    public static String text(int status) {
        return status >= 0 && status < TEXT.length ? TEXT[status] : "unknown status " + status;
    }
}
