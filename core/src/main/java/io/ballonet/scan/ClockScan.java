package io.ballonet.scan;

import io.ballonet.memory.PageBatch;

/**
 * Corbató's clock: a hand goes over the pages in ascending order and around; an accessed candidate loses its bit and gets
 * a second chance, one that was not accessed is the victim, and the hand moves past it.
 *
 * <p>Asked for one victim at a time, and with pages as frames, this is the policy <em>CLOCK</em> of the literature with the
 * bit set at load, to the last choice. Asked for many, it chooses what as many single calls would, except that a page is
 * taken once.
 *
 * <p>A call goes around twice at most: what the first round cleared and nobody touched, the second takes. It gives fewer
 * than wanted only if the rest is no candidate, or was touched again between the two rounds.
 *
 * <p><b>Source:</b> F. J. Corbató, A Paging Experiment with the Multics System, MIT Project MAC, 1968.
 */
final class ClockScan extends AbstractScan {
    private static final int ROUNDS = 2;

    private long hand;

    ClockScan(long pages) {
        super(pages);
    }

    /*
     * Why no bitmap of what was taken: the victims of the first round stand in the batch in the order in which the second
     * round meets them again, so one index into the batch, moved along, tells them apart.
     */
    @Override
    protected void select(AccessView view, int wanted, PageBatch victims) {
        int enough = victims.size() + wanted;
        int metAgain = victims.size();
        for (long left = ROUNDS * pages(); victims.size() < enough && left > 0; ) {
            boolean secondRound = left <= pages();
            long leftInRound = secondRound ? left : left - pages();
            long first = hand / Long.SIZE * Long.SIZE;
            int offset = (int) (hand - first);
            int span = (int) Math.min(Math.min(Long.SIZE - offset, pages() - hand), leftInRound);
            long window = (-1L >>> (Long.SIZE - span)) << offset;
            if (secondRound) {
                long already = takenInWord(victims, metAgain, first) & window;
                metAgain += Long.bitCount(already);
                window &= ~already;
            }
            long taken = sweepWord(view, first / Long.SIZE, window, enough - victims.size(), victims);
            int passed = victims.size() < enough ? span : Long.SIZE - Long.numberOfLeadingZeros(taken) - offset;
            left -= passed;
            examined(passed);
            hand = hand + passed == pages() ? 0 : hand + passed;
        }
    }

    /** Victims of the batch from {@code index} on that are pages of one word, up to the first that is not. */
    private static long takenInWord(PageBatch victims, int index, long first) {
        long taken = 0;
        for (int i = index; i < victims.size(); i++) {
            long bit = victims.get(i) - first;
            if (bit < 0 || bit >= Long.SIZE) {
                break;
            }
            taken |= 1L << bit;
        }
        return taken;
    }

    /**
     * Takes up to {@code need} idle candidates of the window, and clears the accessed bits that the hand passes on its way.
     *
     * @return the pages taken, as bits
     */
    private long sweepWord(AccessView view, long word, long window, int need, PageBatch victims) {
        long candidates = view.candidateWord(word) & window;
        long accessed = view.accessedWord(word) & candidates;
        long taken = lowest(candidates & ~accessed, need);
        append(victims, word * Long.SIZE, taken);
        if (Long.bitCount(taken) == need) {
            accessed &= Long.highestOneBit(taken) - 1;
        }
        if (accessed != 0) {
            cleared(Long.bitCount(view.clearAccessedWord(word, accessed)));
        }
        return taken;
    }
}
