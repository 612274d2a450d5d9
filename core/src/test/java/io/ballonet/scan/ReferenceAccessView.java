package io.ballonet.scan;

import java.util.Arrays;

/** An access view in plain Java, one boolean a bit and one page at a time: what the fast views are compared with. */
public final class ReferenceAccessView implements AccessView {
    private final boolean[] candidate;
    private final boolean[] accessed;

    /** A view whose pages are all candidates that were not accessed. */
    public ReferenceAccessView(int pages) {
        candidate = new boolean[pages];
        accessed = new boolean[pages];
        Arrays.fill(candidate, true);
    }

    /** Makes a page what the test needs. */
    public void set(long page, boolean isCandidate, boolean isAccessed) {
        candidate[(int) page] = isCandidate;
        accessed[(int) page] = isAccessed;
    }

    @Override
    public long pages() {
        return candidate.length;
    }

    @Override
    public boolean isCandidate(long page) {
        return candidate[(int) page];
    }

    @Override
    public boolean isAccessed(long page) {
        return candidate[(int) page] && accessed[(int) page];
    }

    @Override
    public boolean clearAccessed(long page) {
        boolean was = isAccessed(page);
        if (was) {
            accessed[(int) page] = false;
        }
        return was;
    }

    @Override
    public long candidateWord(long word) {
        long bits = 0;
        for (long page = word * Long.SIZE; page < endOf(word); page++) {
            bits |= isCandidate(page) ? 1L << page : 0;
        }
        return bits;
    }

    @Override
    public long accessedWord(long word) {
        long bits = 0;
        for (long page = word * Long.SIZE; page < endOf(word); page++) {
            bits |= isAccessed(page) ? 1L << page : 0;
        }
        return bits;
    }

    @Override
    public long clearAccessedWord(long word, long mask) {
        long bits = 0;
        for (long page = word * Long.SIZE; page < endOf(word); page++) {
            if ((mask >>> page & 1) != 0 && clearAccessed(page)) {
                bits |= 1L << page;
            }
        }
        return bits;
    }

    @Override
    public long countAccessed(long from, long to) {
        long count = 0;
        for (long page = from; page < to; page++) {
            count += isAccessed(page) ? 1 : 0;
        }
        return count;
    }

    @Override
    public long clearAccessed(long from, long to) {
        long count = 0;
        for (long page = from; page < to; page++) {
            count += clearAccessed(page) ? 1 : 0;
        }
        return count;
    }

    private long endOf(long word) {
        return Math.min(pages(), (word + 1) * Long.SIZE);
    }
}
