package io.ballonet.scan;

import io.ballonet.memory.PageBatch;
import io.ballonet.memory.Region;
import io.ballonet.memory.Words;
import java.util.Arrays;
import java.util.Objects;

/**
 * Keeps an age for each page, the periods since it was last found accessed, and takes the oldest first.
 *
 * <p>A clearing pass ends a period: an accessed page becomes 0 periods old, every other candidate a period older, up to
 * {@link IdleAges#OLDEST}. Between passes an accessed bit protects its page whatever its age. Victims of equal age come in
 * ascending order from where the last call stopped; a call looks at each page three times at most. Before the first pass all pages
 * are equally old, and this is {@code linear}.
 *
 * <p>Keeps one byte a page off-heap, resident where pages have aged, and from the same pass the histogram of ages, so that one
 * scan answers how much memory is cold at every threshold.
 *
 * <p><b>Source:</b> the age of a page: Tanenbaum, Modern Operating Systems, 3.4.7 (aging, NFU); the byte of idle periods and its
 * histogram: Lagar-Cavilla et al., Software-Defined Far Memory in Warehouse-Scale Computers, ASPLOS '19, 5.1. Deviation
 * from NFU: the byte counts idle periods instead of shifting in an accessed bit, so it tells 255 periods apart, not 8,
 * and forgets how often a page was accessed before.
 */
final class AgingScan extends AbstractScan implements IdleAges {
    private static final ActiveSink NOBODY = (word, bits) -> {};
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private final Region ages;
    private final long[] histogram = new long[OLDEST + 1];
    private long next;

    AgingScan(long pages) {
        super(pages);
        this.ages = Region.map((pages + Long.SIZE - 1) / Long.SIZE * Long.SIZE);
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
        Arrays.fill(histogram, 0);
        long active = 0;
        long words = (pages() + Long.SIZE - 1) / Long.SIZE;
        for (long word = 0; word < words; word++) {
            long candidates = view.candidateWord(word);
            long bits = view.clearAccessedWord(word, -1L) & candidates;
            age(word, candidates, bits);
            if (bits != 0) {
                active += Long.bitCount(bits);
                sink.active(word, bits);
            }
        }
        examined(pages());
        cleared(active);
        return active;
    }

    /** Eight pages a step: each byte is one older, saturated, and 0 where the page was accessed or is no candidate. */
    private void age(long word, long candidates, long accessed) {
        long at = ages.address() + word * Long.SIZE;
        long idle = candidates & ~accessed;
        histogram[0] += Long.bitCount(accessed);
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            long keep = spread(idle >>> shift & 0xFF);
            long old = Words.get(at + shift);
            long older = (old + (LOW_BITS & ~saturated(old))) & keep;
            if (older != old) {
                Words.set(at + shift, older);
            }
            for (long left = idle >>> shift & 0xFF; left != 0; left &= left - 1) {
                histogram[(int) (older >>> (Long.numberOfTrailingZeros(left) * Byte.SIZE) & 0xFF)]++;
            }
        }
    }

    /** 0xFF in byte {@code i} where bit {@code i} of the low eight is set. */
    private static long spread(long bits) {
        return Long.expand(bits, LOW_BITS) * 0xFF;
    }

    /** 1 in the byte where all eight bits are set. */
    private static long saturated(long bytes) {
        return ((bytes & HIGH_BITS) & ((bytes & ~HIGH_BITS) + LOW_BITS)) >>> 7;
    }

    @Override
    public long coldPages(int periods) {
        if (periods < 0 || periods > OLDEST) {
            throw new IllegalArgumentException("idle periods out of range: periods=" + periods + ", oldest=" + OLDEST);
        }
        long cold = 0;
        for (int age = periods; age <= OLDEST; age++) {
            cold += histogram[age];
        }
        return cold;
    }

    @Override
    public int age(long page) {
        return Words.getByte(ages.address() + Objects.checkIndex(page, pages())) & 0xFF;
    }

    @Override
    protected void select(AccessView view, int wanted, PageBatch victims) {
        int limit = limitFor(wanted);
        int enough = victims.size() + wanted;
        sweep(view, limit + 1, OLDEST, enough, victims);
        sweep(view, limit, limit, enough, victims);
        sweep(view, 0, limit - 1, enough, victims);
    }

    /** The highest age that at least {@code wanted} pages had or were above at the last pass; 0 if there are too few. */
    private int limitFor(int wanted) {
        long older = 0;
        for (int age = OLDEST; age > 0; age--) {
            older += histogram[age];
            if (older >= wanted) {
                return age;
            }
        }
        return 0;
    }

    private void sweep(AccessView view, int youngest, int oldest, int enough, PageBatch victims) {
        for (long left = youngest > oldest ? 0 : pages(); victims.size() < enough && left > 0; ) {
            long word = next / Long.SIZE;
            int offset = (int) (next % Long.SIZE);
            int span = (int) Math.min(Math.min(Long.SIZE - offset, pages() - next), left);
            long window = (-1L >>> (Long.SIZE - span)) << offset;
            long old = aged(word, view.idleWord(word) & window, youngest, oldest);
            long taken = lowest(old, enough - victims.size());
            append(victims, word * Long.SIZE, taken);
            int passed = victims.size() < enough ? span : Long.SIZE - Long.numberOfLeadingZeros(taken) - offset;
            left -= passed;
            examined(passed);
            next = next + passed == pages() ? 0 : next + passed;
        }
    }

    private long aged(long word, long idle, int youngest, int oldest) {
        long aged = 0;
        for (long left = idle; left != 0; left &= left - 1) {
            int i = Long.numberOfTrailingZeros(left);
            int age = Words.getByte(ages.address() + word * Long.SIZE + i) & 0xFF;
            aged |= age >= youngest && age <= oldest ? 1L << i : 0;
        }
        return aged;
    }

    @Override
    public void close() {
        ages.close();
    }
}
