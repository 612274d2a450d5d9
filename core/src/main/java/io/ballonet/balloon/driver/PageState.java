package io.ballonet.balloon.driver;

import io.ballonet.memory.PageBatch;
import io.ballonet.memory.Region;
import io.ballonet.memory.Words;

/**
 * The driver's book: a state byte a page, off-heap, zero meaning that the driver does not have the page.
 *
 * <pre>
 * FREE -> PINNED -> SENT -> BALLOONED -> RETURNING -> FREE
 *                    |                       |
 *                    v refused               v refused (popped)
 *                   FREE                    FREE
 * </pre>
 *
 * Bit 7 marks a page that the host refused lately. <p><b>Threads:</b> the driver's alone.
 */
final class PageState implements AutoCloseable {
    static final int FREE = 0;
    static final int PINNED = 1;
    static final int SENT = 2;
    static final int BALLOONED = 3;
    static final int RETURNING = 4;

    private static final int STATE_MASK = 0x7F;
    private static final int REFUSED = 0x80;

    private final Region region;
    private final long pages;

    PageState(long pages) {
        this.region = Region.map(pages);
        this.pages = pages;
    }

    boolean contains(long ppn) {
        return ppn >= 0 && ppn < pages;
    }

    int get(long ppn) {
        return Words.getByte(region.address() + ppn) & STATE_MASK;
    }

    void set(long ppn, int state) {
        long address = region.address() + ppn;
        Words.setByte(address, (byte) (Words.getByte(address) & REFUSED | state));
    }

    /** Every page of {@code batch}. */
    void set(PageBatch batch, int state) {
        long end = batch.address() + (long) batch.size() * Long.BYTES;
        for (long at = batch.address(); at < end; at += Long.BYTES) {
            set(Words.get(at), state);
        }
    }

    /** The legal step from {@code from} to {@code to}; false, and nothing changed, if the page is not in {@code from}. */
    boolean move(long ppn, int from, int to) {
        if (get(ppn) != from) {
            return false;
        }
        set(ppn, to);
        return true;
    }

    boolean isRefused(long ppn) {
        return (Words.getByte(region.address() + ppn) & REFUSED) != 0;
    }

    void setRefused(long ppn, boolean refused) {
        long address = region.address() + ppn;
        int value = Words.getByte(address);
        Words.setByte(address, (byte) (refused ? value | REFUSED : value & STATE_MASK));
    }

    @Override
    public void close() {
        region.close();
    }
}
