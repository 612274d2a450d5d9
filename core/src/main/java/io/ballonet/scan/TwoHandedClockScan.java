package io.ballonet.scan;

import io.ballonet.memory.PageBatch;

/**
 * The clock with two hands that move together: the front hand clears accessed bits, and the back hand, a fixed spread behind,
 * takes the candidates whose bit is still clear. A page has as long as the hands need for the spread to show that it is in
 * use, however much memory there is; with one hand that time grows with memory.
 *
 * <p>A call moves the hands once around at most. Pages between the hands were cleared and not yet judged. The spread is an
 * eighth of the pages, at least one: short enough that a page is judged soon after it was cleared, long enough that it had time.
 *
 * <p><b>Source:</b> Ö. Babaoglu, W. Joy, Converting a Swap-Based System to Do Paging in an Architecture Lacking Page-Referenced
 * Bits, SOSP '81, for the clock; Leffler et al., The Design and Implementation of the 4.3BSD UNIX Operating System, 1989, 5.12,
 * for the second hand. Deviation: the hands move when victims are wanted, not at a rate that rises as memory gets short.
 */
final class TwoHandedClockScan extends AbstractScan {
    private static final int SPREAD_OF_PAGES = 8;

    private final long spread;
    private long back;

    TwoHandedClockScan(long pages) {
        super(pages);
        this.spread = Math.max(1, pages / SPREAD_OF_PAGES);
    }

    @Override
    protected void select(AccessView view, int wanted, PageBatch victims) {
        int enough = victims.size() + wanted;
        for (long left = pages(); victims.size() < enough && left > 0; ) {
            long word = back / Long.SIZE;
            int offset = (int) (back % Long.SIZE);
            long atOnce = Math.min(spread, Math.min(Long.SIZE - offset, pages() - back));
            int span = (int) Math.min(atOnce, left); // the front hand never clears what this step judges
            long window = (-1L >>> (Long.SIZE - span)) << offset;
            long taken = lowest(view.idleWord(word) & window, enough - victims.size());
            append(victims, word * Long.SIZE, taken);
            int passed = victims.size() < enough ? span : Long.SIZE - Long.numberOfLeadingZeros(taken) - offset;
            clearAhead(view, passed);
            left -= passed;
            back = back + passed == pages() ? 0 : back + passed;
        }
    }

    private void clearAhead(AccessView view, int passed) {
        long front = (back + spread) % pages();
        long beforeWrap = Math.min(passed, pages() - front);
        long cleared = view.clearAccessed(front, front + beforeWrap);
        cleared += view.clearAccessed(0, passed - beforeWrap);
        cleared(cleared);
        examined(2L * passed);
    }
}
