package io.ballonet.paging;

/**
 * Why a translation failed, in one negative word: the kind and the page that the fault is about. A translation that
 * succeeded is an address, and addresses are positive.
 *
 * <pre>
 *  63 62                       8 7    0
 * +--+--------------------------+------+
 * | 1|           page           | kind |
 * +--+--------------------------+------+
 * </pre>
 */
public final class Fault {
    /** Guest fault: the entry is not present; the page is the VPN. */
    public static final int NOT_PRESENT = 1;
    /** Guest fault: write to a read-only page; the page is the VPN. */
    public static final int READ_ONLY = 2;
    /** Guest fault: the address is not canonical or not aligned; the page is the VPN. */
    public static final int BAD_ADDRESS = 3;
    /** Guest fault: the guest's table names a page that it does not have (I8); the page is the PPN. */
    public static final int BAD_PAGE = 4;
    /** Nested fault: no frame behind the page, or it is in transit or ballooned; the page is the PPN. */
    public static final int NESTED = 5;

    private static final int PAGE_SHIFT = 8;

    private Fault() {}

    static long of(int kind, long page) {
        return Long.MIN_VALUE | page << PAGE_SHIFT & Long.MAX_VALUE | kind;
    }

    public static boolean isFault(long translation) {
        return translation < 0;
    }

    public static int kind(long fault) {
        return (int) (fault & 0xFF);
    }

    public static long page(long fault) {
        return (fault & Long.MAX_VALUE) >>> PAGE_SHIFT;
    }
}
