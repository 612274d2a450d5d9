package io.ballonet.scan;

import io.ballonet.memory.PageBatch;

/**
 * Looks at the accessed bits of upper levels first and descends only where one is set, so that a pass costs what the active
 * part of memory costs, not what memory does.
 *
 * <p>A clearing pass clears a bit before it looks at what lies below; so a page touched meanwhile is seen now, or its upper
 * bits are set again. Victims are what {@code linear} would take, idle candidates in ascending order from where the last call
 * stopped, but groups whose upper bit is clear are taken without a look at their pages' bits. On a view without upper levels it
 * is {@code linear}.
 *
 * <p><b>Source:</b> S. Nair et al., Telescope: Telemetry for Gargantuan Memory Footprint Applications, USENIX ATC '24.
 * Deviations: every set upper bit is followed in every pass, where the paper profiles a window of regions at a time and splits
 * those that are hot; there is no sampling, so a pass misses nothing.
 */
final class HierarchicalScan extends AbstractScan {
    private static final ActiveSink NOBODY = (word, bits) -> {};
    /* A group of 512 pages or of 512 groups: 8 words. */
    private static final int WORDS_PER_GROUP = 8;

    private long next;

    HierarchicalScan(long pages) {
        super(pages);
    }

    @Override
    long passOver(AccessView view, boolean clear) {
        return view.upperLevels() == 0 ? super.passOver(view, clear) : passOver(view, clear, NOBODY);
    }

    @Override
    long passOver(AccessView view, boolean clear, ActiveSink sink) {
        int levels = view.upperLevels();
        if (levels == 0) {
            return super.passOver(view, clear, sink);
        }
        return descend(view, levels, 0, wordsOf(levels), clear, sink);
    }

    /** Words {@code [from, to)} of a level, level 0 being the pages. */
    private long descend(AccessView view, int level, long from, long to, boolean clear, ActiveSink sink) {
        if (level == 0) {
            return passWords(view, from, to, clear, sink);
        }
        long active = 0;
        for (long word = from; word < to; word++) {
            long bits = clear ? view.clearUpperWord(level, word, -1L) : view.upperWord(level, word);
            for (long left = bits; left != 0; left &= left - 1) {
                long first = (word * Long.SIZE + Long.numberOfTrailingZeros(left)) * WORDS_PER_GROUP;
                long end = Math.min(first + WORDS_PER_GROUP, wordsOf(level - 1));
                active += descend(view, level - 1, first, end, clear, sink);
            }
        }
        examined(Math.min(to * Long.SIZE, groupsOf(level)) - from * Long.SIZE);
        return active;
    }

    private long groupsOf(int level) {
        int shift = 9 * level;
        return (pages() + (1L << shift) - 1) >>> shift;
    }

    private long wordsOf(int level) {
        return (groupsOf(level) + Long.SIZE - 1) / Long.SIZE;
    }

    @Override
    protected void select(AccessView view, int wanted, PageBatch victims) {
        int enough = victims.size() + wanted;
        for (long left = pages(); victims.size() < enough && left > 0; ) {
            long word = next / Long.SIZE;
            int offset = (int) (next % Long.SIZE);
            int span = (int) Math.min(Math.min(Long.SIZE - offset, pages() - next), left);
            long window = (-1L >>> (Long.SIZE - span)) << offset;
            long idle = isGroupIdle(view, word / WORDS_PER_GROUP) ? view.candidateWord(word) : view.idleWord(word);
            long taken = lowest(idle & window, enough - victims.size());
            append(victims, word * Long.SIZE, taken);
            int passed = victims.size() < enough ? span : Long.SIZE - Long.numberOfLeadingZeros(taken) - offset;
            left -= passed;
            examined(passed);
            next = next + passed == pages() ? 0 : next + passed;
        }
    }

    private static boolean isGroupIdle(AccessView view, long group) {
        return view.upperLevels() > 0 && (view.upperWord(1, group / Long.SIZE) >>> group & 1) == 0;
    }
}
