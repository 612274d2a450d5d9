package io.ballonet.scenario.scaling;

import io.ballonet.memory.Region;
import io.ballonet.memory.Words;

/** The limit: a compare-and-set that nobody contends, each thread on lines of its own; or the foil of it, all on one word. */
final class CasLoad implements Load {
    private static final int LINES = 256;

    private final Region region;
    private final int spacing;

    CasLoad(Integer threads) {
        this.spacing = threads == 0 ? 0 : LINES;
        this.region = Region.map(LINES * (threads + 1L));
    }

    @Override
    public int run(int thread, int operations) {
        long word = region.address() + (long) spacing * thread;
        for (int i = 0; i < operations; i++) {
            long value = Words.getOpaque(word);
            while (!Words.compareAndSet(word, value, value + 1)) {
                value = Words.getOpaque(word);
            }
        }
        return 0;
    }

    @Override
    public void close() {
        region.close();
    }
}
