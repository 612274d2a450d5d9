package io.ballonet.scenario.scale;

import io.ballonet.memory.Region;
import io.ballonet.memory.Words;
import io.ballonet.scan.ActiveSink;

/**
 * The exact truth of one period: which pages were touched; and a sink that counts how much of what a scan names is true.
 *
 * <p><b>Threads:</b> one.
 */
final class TouchedPages implements ActiveSink, AutoCloseable {
    private final Region bits;
    private long touched;
    private long named;
    private long right;

    TouchedPages(long pages) {
        this.bits = Region.map((pages + Long.SIZE - 1) / Long.SIZE * Long.BYTES);
    }

    void touch(long page) {
        long at = bits.address() + (page >>> 6 << 3);
        long word = Words.get(at);
        long bit = 1L << page;
        if ((word & bit) == 0) {
            Words.set(at, word | bit);
            touched++;
        }
    }

    @Override
    public void active(long word, long pages) {
        named += Long.bitCount(pages);
        right += Long.bitCount(pages & Words.get(bits.address() + (word << 3)));
    }

    /** Share of what was named that was touched; 1 where nothing was named. */
    double precision() {
        return named == 0 ? 1 : (double) right / named;
    }

    /** Share of what was touched that was named. */
    double recall() {
        return touched == 0 ? 1 : (double) right / touched;
    }

    @Override
    public void close() {
        bits.close();
    }
}
