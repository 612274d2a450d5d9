package io.ballonet.micro.scan;

import io.ballonet.scan.AccessView;
import java.util.List;

/**
 * Accessed bits of pages that are all candidates, of which a fixed, scattered choice is accessed.
 *
 * <p><b>Concurrency:</b> {@link #touch} may run beside a scan, any number of threads; {@link #rearm} and {@link #rearmNext}
 * are for one thread, and beside nothing else that changes accessed bits.
 */
abstract class AccessTable implements AutoCloseable {
    static final String ENTRY = "entry";
    static final String PACKED = "packed";
    /** Ends the name of a layout that is scanned without the Vector API. */
    static final String WITHOUT_VECTORS = "-without-vectors";

    /* The finalizer of MurmurHash3: scatters the accessed pages, the same ones each time. */
    private static final long MIX_1 = 0xFF51AFD7ED558CCDL;
    private static final long MIX_2 = 0xC4CEB9FE1A85EC53L;
    private static final int MIX_SHIFT = 33;

    private final long pages;
    private final int clusterShift;
    private final long threshold;

    AccessTable(long pages, double set, String clusters) {
        int shift = List.of("page", "word").indexOf(clusters);
        if (shift < 0 || !(set >= 0 && set <= 1)) {
            throw new IllegalArgumentException("clusters must be page or word, and set a share from 0 to 1: clusters="
                    + clusters + ", set=" + set);
        }
        this.pages = pages;
        this.clusterShift = shift * 6;
        this.threshold = set == 1 ? Long.MAX_VALUE : (long) (set * Long.MAX_VALUE);
    }

    /**
     * A table of {@code pages} pages of which about the share {@code set} is accessed.
     *
     * @param layout {@value #ENTRY}: one bit in each 8-byte entry; {@value #PACKED}: one bit a page and two levels above; either
     *     may end in {@value #WITHOUT_VECTORS}
     * @param clusters "page" where each page is chosen by itself, "word" where 64 neighbours are together
     */
    static AccessTable of(String layout, long pages, double set, String clusters) {
        boolean vectors = !layout.endsWith(WITHOUT_VECTORS);
        String bits = vectors ? layout : layout.substring(0, layout.length() - WITHOUT_VECTORS.length());
        return switch (bits) {
            case ENTRY -> new EntryTable(vectors, pages, set, clusters);
            case PACKED -> new PackedTable(vectors, pages, set, clusters);
            default ->
                throw new IllegalArgumentException("layout must be " + ENTRY + " or " + PACKED
                        + ", perhaps followed by " + WITHOUT_VECTORS + ": layout=" + layout);
        };
    }

    abstract AccessView view();

    final long pages() {
        return pages;
    }

    /** Pages that {@link #rearm} makes accessed. */
    abstract long accessedPages();

    /** Makes the chosen pages accessed again, after a scan that cleared them. */
    abstract void rearm();

    /** The same for the next {@code count} pages, around and around: what runs ahead of a hand. */
    abstract void rearmNext(long count);

    /** A write by a virtual CPU: sets what says so if it is clear, as a page walk does. True if it set a bit. */
    abstract boolean touch(long page);

    final boolean isChosen(long page) {
        long mixed = ((page >>> clusterShift) + 1) * MIX_1;
        mixed = (mixed ^ (mixed >>> MIX_SHIFT)) * MIX_2;
        return ((mixed ^ (mixed >>> MIX_SHIFT)) >>> 1) < threshold;
    }

    @Override
    public abstract void close();
}
