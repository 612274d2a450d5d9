package io.ballonet.scan;

import io.ballonet.memory.PageBatch;
import io.ballonet.memory.Region;
import io.ballonet.memory.Words;
import java.util.Objects;

/**
 * Linux's multi-generational LRU: pages stand in generations by when they were last found accessed, ageing makes a new
 * generation, and eviction takes from the oldest.
 *
 * <p>A clearing pass is an ageing walk: it begins a generation and moves accessed pages into it. Groups of 512 pages, a leaf
 * table each, are skipped unless the last walk, or eviction since, found them dense with accessed pages; a Bloom filter
 * remembers which. Eviction looks at a page of the oldest generation: accessed, it moves to the youngest, and so do the accessed
 * pages of its 64, and its group enters the filter; otherwise it is the victim. When the oldest generation is used up the next
 * one is the oldest; when only two are left an ageing walk comes first, once a call. A call looks at each page six times at
 * most.
 *
 * <p>A walk that skips groups returns what it found, fewer than were accessed; the bits it did not clear are met by eviction.
 * Keeps one byte a page and the filters off-heap.
 *
 * <p><b>Source:</b> Y. Zhao, Multi-Gen LRU, Linux 6.1, Documentation/mm/multigen_lru.rst. Deviations: no tiers and no refault
 * feedback (there are no file pages), one list of page numbers instead of lists a zone, and the walk is over pages by number,
 * which stand for a process's tables in order.
 */
final class MultiGenerationScan extends AbstractScan {
    private static final int GENERATIONS = 4;
    private static final int MIN_GENERATIONS = 2;
    private static final int WORDS_PER_GROUP = 8;
    /* Linux: a leaf table enters the filter if at least one entry a cache line, one in eight, was accessed. */
    private static final int DENSE = 512 / 8;
    /* 2^15 bits and two hash functions, as Linux. */
    private static final int FILTER_SHIFT = 15;
    private static final long FILTER_BYTES = (1L << FILTER_SHIFT) / Byte.SIZE;
    private static final long HASH = 0x9E3779B97F4A7C15L;
    /* A page's byte must not come round while it stands still: 64 and the four generations are far from 256. */
    private static final int REBASE_EVERY = 64;
    private static final ActiveSink NOBODY = (word, bits) -> {};

    private final Region region;
    private final long groups;
    /** Of a page: the number of its generation, modulo 256. */
    private final long generationOf;

    private long filter;
    private long nextFilter;
    private boolean hasFilter;
    private long youngest = MIN_GENERATIONS - 1;
    private long oldest;
    private long next;

    MultiGenerationScan(long pages) {
        super(pages);
        this.groups = (pages + 511) / 512;
        long bytes = groups * 512;
        this.region = Region.map(bytes + 2 * FILTER_BYTES);
        this.generationOf = region.address();
        this.filter = region.address() + bytes;
        this.nextFilter = filter + FILTER_BYTES;
    }

    @Override
    long passOver(AccessView view, boolean clear) {
        return clear ? passOver(view, true, NOBODY) : super.passOver(view, false);
    }

    @Override
    long passOver(AccessView view, boolean clear, ActiveSink sink) {
        if (!clear) {
            return super.passOver(view, false, sink);
        }
        beginGeneration();
        long active = 0;
        for (long group = 0; group < groups; group++) {
            if (!hasFilter || mayBeDense(filter, group)) {
                long found = walk(view, group, sink);
                active += found;
                if (found >= DENSE) {
                    remember(nextFilter, group);
                }
            }
        }
        swapFilters();
        return active;
    }

    private void beginGeneration() {
        youngest++;
        if (youngest - oldest == GENERATIONS) {
            oldest++; // the two oldest are one from now on
        }
        if (youngest % REBASE_EVERY == 0) {
            rebase();
        }
    }

    /** Makes pages that stood still as old as the oldest, before their byte comes round again. */
    private void rebase() {
        for (long page = 0; page < pages(); page++) {
            if (isOldest(page)) {
                setGeneration(page, oldest);
            }
        }
    }

    private long walk(AccessView view, long group, ActiveSink sink) {
        long words = (pages() + Long.SIZE - 1) / Long.SIZE;
        long from = group * WORDS_PER_GROUP;
        long to = Math.min(words, from + WORDS_PER_GROUP);
        long found = 0;
        for (long word = from; word < to; word++) {
            long bits = view.clearAccessedWord(word, -1L);
            if (bits != 0) {
                setGenerations(word, bits);
                found += Long.bitCount(bits);
                sink.active(word, bits);
            }
        }
        examined(Math.min(to * Long.SIZE, pages()) - from * Long.SIZE);
        cleared(found);
        return found;
    }

    private void swapFilters() {
        long used = filter;
        filter = nextFilter;
        nextFilter = used;
        for (long at = nextFilter; at < nextFilter + FILTER_BYTES; at += Long.BYTES) {
            Words.set(at, 0);
        }
        hasFilter = true;
    }

    @Override
    protected void select(AccessView view, int wanted, PageBatch victims) {
        int before = victims.size();
        int enough = before + wanted;
        boolean isAged = false;
        while (true) {
            evict(view, enough, victims);
            if (victims.size() == enough) {
                return;
            }
            if (youngest - oldest < MIN_GENERATIONS) {
                if (isAged) {
                    return;
                }
                isAged = true;
                passOver(view, true, NOBODY);
                for (int i = before; i < victims.size(); i++) {
                    setGeneration(victims.get(i), youngest);
                }
            }
            oldest++;
        }
    }

    /** Once around over the pages of the oldest generation; victims join the youngest, where whoever replaces them belongs. */
    private void evict(AccessView view, int enough, PageBatch victims) {
        for (long left = pages(); victims.size() < enough && left > 0; ) {
            long word = next / Long.SIZE;
            int offset = (int) (next % Long.SIZE);
            int span = (int) Math.min(Math.min(Long.SIZE - offset, pages() - next), left);
            long window = (-1L >>> (Long.SIZE - span)) << offset;
            long old = oldestOf(word, view.candidateWord(word) & window);
            if ((old & view.accessedWord(word)) != 0) {
                old &= ~lookAround(view, word);
            }
            long taken = lowest(old, enough - victims.size());
            append(victims, word * Long.SIZE, taken);
            setGenerations(word, taken);
            int passed = victims.size() < enough ? span : Long.SIZE - Long.numberOfLeadingZeros(taken) - offset;
            left -= passed;
            examined(passed);
            next = next + passed == pages() ? 0 : next + passed;
        }
    }

    /** Accessed pages near one that eviction met: they join the youngest generation, and the next walk looks at their group. */
    private long lookAround(AccessView view, long word) {
        long bits = view.clearAccessedWord(word, -1L);
        setGenerations(word, bits);
        cleared(Long.bitCount(bits));
        remember(filter, word / WORDS_PER_GROUP);
        return bits;
    }

    private long oldestOf(long word, long candidates) {
        long old = 0;
        for (long left = candidates; left != 0; left &= left - 1) {
            int i = Long.numberOfTrailingZeros(left);
            old |= isOldest(word * Long.SIZE + i) ? 1L << i : 0;
        }
        return old;
    }

    private boolean isOldest(long page) {
        return (youngest - Words.getByte(generationOf + page) & 0xFF) >= youngest - oldest;
    }

    private void setGenerations(long word, long bits) {
        for (long left = bits; left != 0; left &= left - 1) {
            setGeneration(word * Long.SIZE + Long.numberOfTrailingZeros(left), youngest);
        }
    }

    private void setGeneration(long page, long generation) {
        Words.setByte(generationOf + page, (byte) generation);
    }

    private static void remember(long to, long group) {
        set(to, firstHash(group));
        set(to, secondHash(group));
    }

    private static boolean mayBeDense(long in, long group) {
        return isSet(in, firstHash(group)) && isSet(in, secondHash(group));
    }

    private static int firstHash(long group) {
        return (int) (group * HASH >>> Long.SIZE - FILTER_SHIFT);
    }

    private static int secondHash(long group) {
        return (int) (group * HASH >>> Long.SIZE - 2 * FILTER_SHIFT) & (1 << FILTER_SHIFT) - 1;
    }

    private static void set(long to, int bit) {
        long at = to + (bit >>> 6 << 3);
        Words.set(at, Words.get(at) | 1L << bit);
    }

    private static boolean isSet(long in, int bit) {
        return (Words.get(in + (bit >>> 6 << 3)) >>> bit & 1) != 0;
    }

    /** Generation of a page, counted from the youngest: 0 for the youngest. */
    int ageInGenerations(long page) {
        Objects.checkIndex(page, pages());
        return (int) Math.min(youngest - oldest, youngest - Words.getByte(generationOf + page) & 0xFF);
    }

    @Override
    public void close() {
        region.close();
    }
}
