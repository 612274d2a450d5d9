package io.ballonet.scan;

import io.ballonet.memory.PageBatch;

/**
 * Takes candidates that were not accessed, in ascending order from where the last call stopped, and clears nothing.
 *
 * <p>A call looks at each page once at most. Since it clears nothing, a full round that finds too few victims ends the
 * call short; whoever asks runs {@link #pass} with {@code clear} now and then, so that accessed comes to mean accessed
 * since then.
 */
final class LinearScan extends AbstractScan {
    private long next;

    LinearScan(long pages) {
        super(pages);
    }

    @Override
    protected void select(AccessView view, int wanted, PageBatch victims) {
        int enough = victims.size() + wanted;
        for (long left = pages(); victims.size() < enough && left > 0; ) {
            long word = next / Long.SIZE;
            int offset = (int) (next % Long.SIZE);
            int span = (int) Math.min(Math.min(Long.SIZE - offset, pages() - next), left);
            long window = (-1L >>> (Long.SIZE - span)) << offset;
            long taken = lowest(view.idleWord(word) & window, enough - victims.size());
            append(victims, word * Long.SIZE, taken);
            int passed = victims.size() < enough ? span : Long.SIZE - Long.numberOfLeadingZeros(taken) - offset;
            left -= passed;
            examined(passed);
            next = next + passed == pages() ? 0 : next + passed;
        }
    }
}
