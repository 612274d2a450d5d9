package io.ballonet.scan;

import io.ballonet.memory.PageBatch;
import io.ballonet.memory.Region;
import io.ballonet.memory.Words;

/**
 * Takes candidates at random: whatever their accessed bits say, the floor that every other strategy has to beat; or only those
 * that were not accessed, which needs a look at about one page for each idle one and no order of pages at all.
 *
 * <p>Each probe is uniform over all pages; a page that is no candidate, or was taken in this call, costs the probe. After a
 * bounded number of probes the rest comes from one ascending round from a random page, so a call finds as many victims as
 * there are; victims from that round are not independent of each other. Clears no bit.
 *
 * <p>Keeps one bit a page off-heap, resident only where victims were taken, for distinct victims within a call.
 */
final class RandomScan extends AbstractScan {
    /* Taking the share f of n candidates needs about n ln(1 / (1 - f)) probes: 8 a victim take 99.9 % of all pages. */
    private static final int PROBES_A_VICTIM = 8;
    private static final int PROBES_AT_LEAST = 64;

    private final Region taken;
    private final boolean idleOnly;
    private final RandomPages random;

    RandomScan(long pages, long seed, boolean idleOnly) {
        super(pages);
        this.idleOnly = idleOnly;
        this.taken = Region.map((pages + Long.SIZE - 1) / Long.SIZE * Long.BYTES);
        this.random = new RandomPages(seed);
    }

    @Override
    protected void select(AccessView view, int wanted, PageBatch victims) {
        int before = victims.size();
        int enough = before + wanted;
        probe(view, enough, victims);
        if (victims.size() < enough) {
            sweep(view, enough, victims);
        }
        for (int i = before; i < victims.size(); i++) {
            Words.set(takenAddress(victims.get(i) / Long.SIZE), 0);
        }
    }

    private void probe(AccessView view, int enough, PageBatch victims) {
        long probes = PROBES_AT_LEAST + (long) PROBES_A_VICTIM * (enough - victims.size());
        long probe = 0;
        for (; probe < probes && victims.size() < enough; probe++) {
            long page = random.below(pages());
            long at = takenAddress(page / Long.SIZE);
            long takenWord = Words.get(at);
            long bit = 1L << page;
            if ((takenWord & bit) == 0 && isVictim(view, page)) {
                Words.set(at, takenWord | bit);
                victims.add(page);
            }
        }
        examined(probe);
    }

    private void sweep(AccessView view, int enough, PageBatch victims) {
        long words = (pages() + Long.SIZE - 1) / Long.SIZE;
        long word = random.below(pages()) / Long.SIZE;
        for (long left = words; left > 0 && victims.size() < enough; left--) {
            long victimsOfWord = idleOnly ? view.idleWord(word) : view.candidateWord(word);
            long free = victimsOfWord & ~Words.get(takenAddress(word));
            append(victims, word * Long.SIZE, lowest(free, enough - victims.size()));
            examined(Math.min(Long.SIZE, pages() - word * Long.SIZE));
            word = word + 1 == words ? 0 : word + 1;
        }
    }

    private boolean isVictim(AccessView view, long page) {
        return view.isCandidate(page) && !(idleOnly && view.isAccessed(page));
    }

    private long takenAddress(long word) {
        return taken.address() + word * Long.BYTES;
    }

    @Override
    public void close() {
        taken.close();
    }
}
