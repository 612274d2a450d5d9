package io.ballonet.micro.channel;

import io.ballonet.channel.MessageHandler;
import io.ballonet.channel.PageEntry;
import io.ballonet.memory.PageBatch;
import io.ballonet.memory.Region;
import io.ballonet.memory.Words;
import io.ballonet.unit.CacheLine;

/**
 * What a host does at least with what it is sent: checks every page number against the guest's size, and counts.
 *
 * <p>The counts lie off-heap, so that they share no line with an object of the other thread. One thread at a time.
 */
final class CheckedPages implements MessageHandler, AutoCloseable {
    private static final int PAGES = 0;
    private static final int MESSAGES = 8;
    private static final int SUM = 16;
    private static final int OUT_OF_RANGE = 24;

    private final long guestPages;
    private final Region region = Region.map(CacheLine.SPACING);
    private final long counts = region.address();

    CheckedPages(long guestPages) {
        this.guestPages = guestPages;
    }

    @Override
    public void onMessage(int type, int session, PageBatch entries) {
        take(entries);
    }

    void take(PageBatch entries) {
        int size = entries.size();
        long sum = 0;
        long outOfRange = 0;
        for (int i = 0; i < size; i++) {
            long page = PageEntry.page(entries.get(i));
            if (page < guestPages) {
                sum += page;
            } else {
                outOfRange++;
            }
        }
        add(PAGES, size);
        add(MESSAGES, 1);
        add(SUM, sum);
        add(OUT_OF_RANGE, outOfRange);
    }

    private void add(int count, long delta) {
        Words.set(counts + count, Words.get(counts + count) + delta);
    }

    long pages() {
        return Words.get(counts + PAGES);
    }

    long messages() {
        return Words.get(counts + MESSAGES);
    }

    long sum() {
        return Words.get(counts + SUM);
    }

    long outOfRange() {
        return Words.get(counts + OUT_OF_RANGE);
    }

    @Override
    public void close() {
        region.close();
    }
}
